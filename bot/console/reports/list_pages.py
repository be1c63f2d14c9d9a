"""The list of cases: the filter in the address, counts that are links, the line on promptness."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException

from bot.cases.states import State
from bot.cases.urgency import Urgency
from bot.clock import today
from bot.console.console import Console
from bot.console.reports import words
from bot.console.reports.asked import NOBODY, Asked, AskedWrong, asked
from bot.console.reports.lines import Found, Listed
from bot.console.reports.refusals import Asked as AskedBy
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, Listing

A_PAGE = 50
#: Days back that the line on promptness speaks of; months that are counted.
PERIOD, MONTHS = timedelta(days=90), 6
_COLUMNS: list[Column[Listed]] = [
    Column("number", said("Số"), lambda one: one.line.number),
    Column("due", said("Hạn"), lambda one: one.line.due.day if one.line.due else None),
    Column("state", said("Trạng thái"), lambda one: one.line.state),
    Column("kind", said("Loại"), lambda one: one.line.kind),
    Column("cluster", said("Nhóm"), lambda one: one.line.cluster),
    Column("cluster_size", said("Số tin trong nhóm"), lambda one: one.size, is_default=False),
    Column("triage", said("Cần phân loại"), lambda one: one.line.triage),
    Column("assignee", said("Người xử lý"), lambda one: one.line.assignee),
    Column("since", said("Trạng thái từ ngày"), lambda one: one.line.since),
    Column("urgency", said("Mức gấp"), lambda one: one.line.urgency, is_default=False),
    Column("opened_on", said("Ngày nhận"), lambda one: one.line.opened_on, is_default=False),
    Column("taken", said("Lần đọc đầu"), lambda one: one.taken, is_default=False),
]


@get("/console/reports", sync_to_thread=True)
def reports(request: AskedBy, console: NamedDependency[Console]) -> Response[Any]:
    """The cases that fit the filter, the most urgent first; nothing of what was reported."""
    try:
        wanted = asked(request.query_params)
    except AskedWrong as error:
        raise ValidationException(str(error)) from error
    if wanted.assignee not in {"", NOBODY} and console.accounts.named(wanted.assignee) is None:
        raise ValidationException("assignee: the login name of a member of staff, or nobody")
    day, room = today(), console.reports
    since = day - PERIOD
    found = room.lines.of(request.user.officer, wanted, day, since)
    listing = _listing(found, wanted)
    return answer(
        request,
        console,
        "reports/list.html.j2",
        listing,
        asked=wanted,
        words=words,
        found=found,
        states=list(State),
        urgencies=[one for one in Urgency if one is not Urgency.DONE],
        promptness=found.promptness,
        since=since,
        until=day,
        person=room.clocks["case_person"],
        clocks=[(name, room.clocks[name]) for name in words.CLOCKS],
        months=_pointed(console, day),
        assignees=sorted({one.line.assignee for one in found.rows if one.line.assignee}),
    )


def _listing(found: Found, wanted: Asked) -> Listing[Listed]:
    after = wanted.after
    rest = [one for one in found.rows if one.place > after] if after else found.rows
    shown = rest[:A_PAGE]
    more = shown[-1].cursor if len(rest) > A_PAGE else None
    return Listing("reports", _COLUMNS, shown, lambda: found.rows, more, len(found.rows))


def _pointed(console: Console, day: date) -> Sequence[tuple[date, int]]:
    """Formal denunciations that were shown the lawful way, by month, this month first."""
    months, first = [], day.replace(day=1)
    until = day
    for _ in range(MONTHS):
        months.append((first, console.reports.pointed.count(first, until)))
        until = first - timedelta(days=1)
        first = until.replace(day=1)
    return months


HANDLERS = [reports]
