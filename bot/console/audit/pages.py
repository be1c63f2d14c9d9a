"""The auditor's page: who did what, when and why; and whether the record is whole."""

from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException

from bot.clock import today
from bot.console.audit.reading import Wanted, every, found
from bot.console.audit.words import GROUPS, group_of
from bot.console.console import Console
from bot.console.review.address import which_query
from bot.console.review.judged import Which
from bot.console.review.queue import COUNTED
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, Listing
from bot.records.audit import Done

#: Days of verdicts that are counted, where no first day is named; most that the list of verdicts goes back.
_DAYS, _MOST_DAYS = 90, 3_660
_COLUMNS: list[Column[Done]] = [
    Column("moment", said("Lúc"), lambda done: done.moment),
    Column("who", said("Ai"), lambda done: done.act.who),
    Column("what", said("Việc"), lambda done: done.act.what),
    Column("about", said("Về"), lambda done: done.act.about),
    Column("why", said("Lý do"), lambda done: done.act.why),
    Column("sequence", said("Mắt xích số"), lambda done: done.sequence),
]


@get("/console/audit", sync_to_thread=True)
def audit(request: Request[Staff, Any, Any], console: NamedDependency[Console]) -> Response[Any]:
    """The acts that fit the filter, the latest first."""
    given = request.query_params
    if (group := given.get("what", "").strip().partition(".")[0]) and group not in GROUPS:
        raise ValidationException(f"what: allowed are {', '.join(GROUPS)}")
    wanted = Wanted(
        who=given.get("who", "").strip(),
        what=given.get("what", "").strip(),
        about=given.get("about", "").strip(),
        since=_day(given.get("since", ""), "since"),
        until=_day(given.get("until", ""), "until"),
    )
    shown = found(console.audit, wanted, _number(given.get("after", "")))
    listing = Listing(
        name="audit",
        columns=_COLUMNS,
        rows=shown.acts,
        every=lambda: every(console.audit, wanted),
        after=str(shown.after) if shown.after else None,
    )
    return answer(
        request,
        console,
        "audit/audit.html.j2",
        listing,
        wanted=wanted,
        groups=sorted(GROUPS.items()),
        group_of=group_of,
        verdicts=_verdicts(console, wanted),
        counted=COUNTED,
    )


def _verdicts(console: Console, wanted: Wanted) -> tuple[int, str] | None:
    """How many verdicts reviewers gave in that time and the address of their list: they are a record of their own."""
    if wanted.about or wanted.what not in {"", "review"} or (wanted.who and not console.accounts.named(wanted.who)):
        return None
    days = min(max(1, (today() - wanted.since).days + 1 if wanted.since else _DAYS), _MOST_DAYS)
    which = Which(days=days, reviewer=wanted.who or None)
    return console.review.judged.count(which, today()), f"/console/review/done?{which_query(which)}"


def _day(typed: str, name: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise ValidationException(f"{name}: a day is written like 2026-11-05") from error


def _number(typed: str) -> int | None:
    #: Longest number that every database can compare.
    longest = 18
    if typed and not (typed.isdecimal() and len(typed) <= longest):
        raise ValidationException("after: a number")
    return int(typed) if typed else None


HANDLERS = [audit]
