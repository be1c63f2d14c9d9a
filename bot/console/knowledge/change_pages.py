"""The pages of changes: what waits for a second person, one change with its difference and what it does."""

import difflib
import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.advice.adviser import Day
from bot.clock import today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.knowledge.figure_pages import day_of
from bot.console.knowledge.service import Knowledge
from bot.console.knowledge.text_views import spoken_sides
from bot.console.knowledge.words import FIELDS, PARTS, PROBLEMS, REFUSED, STATES
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing
from bot.console.web.render import page
from bot.knowledge.changes import Change, ChangeRefused
from bot.knowledge.figure_drafts import leap
from bot.knowledge.items import FIGURES
from bot.knowledge.previews import Effect, effects
from bot.knowledge.problems import Problem

Asked = Request[Staff, Any, Any]
PATH = "/console/knowledge/changes"
AT_ONCE = 50
#: Lines around a difference.
_AROUND = 3
COLUMNS: list[Column[Change]] = [
    Column("item", said("Mục"), lambda change: change.item.title),
    Column("kind", said("Loại"), lambda change: change.item.kind),
    Column("state", said("Tình trạng"), lambda change: change.state),
    Column("proposed_by", said("Người đề xuất"), lambda change: change.proposed_by),
    Column("proposed_at", said("Lúc"), lambda change: change.proposed_at),
    Column("why", said("Lý do"), lambda change: change.proposal.why),
    Column("decided_by", said("Người quyết định"), lambda change: change.decided and change.decided.by),
    Column("decided_at", said("Quyết định lúc"), lambda change: change.decided and change.decided.at, is_default=False),
    Column("id", said("Mã"), lambda change: change.id, is_default=False),
]


@get(PATH, sync_to_thread=True)
def changes(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Changes by state, the newest first; without a state those that wait."""
    state = request.query_params.get("state", "")
    if state not in {"", "all", *STATES}:
        raise ValidationException(f"state: allowed are all, {', '.join(STATES)}")
    wanted = None if state == "all" else state or "pending"
    service = console.knowledge.changes
    found = service.latest(wanted, AT_ONCE, request.query_params.get("after"))
    after = found[-1].id if len(found) == AT_ONCE else None

    def every() -> Any:
        rows, last = service.latest(wanted, AT_ONCE), None
        while rows:
            yield from rows
            last = rows[-1].id
            rows = service.latest(wanted, AT_ONCE, last)

    listing = Listing("changes", COLUMNS, found, every, after=after)
    return answer(
        request,
        console,
        "knowledge/changes.html.j2",
        listing,
        state=state or "pending",
        states=STATES,
        known=console.knowledge.room.known,
    )


@get(PATH + "/{change:str}", sync_to_thread=True)
def change(request: Asked, console: NamedDependency[Console], change: FromPath[str]) -> Response[Any]:
    """One change: who, why, the difference, the answers before and after."""
    return _change(request, console, _found(console, change))


@post(PATH + "/{change:str}/decide", sync_to_thread=True)
def decide(request: Asked, console: NamedDependency[Console], change: FromPath[str], data: Form) -> Response[Any]:
    """Approve or reject; nobody decides on their own."""
    found, why = _found(console, change), text(data, "why", 500)
    what = text(data, "what")
    if what == "rejected" and not why:
        return _change(request, console, found, ChangeRefused("why"))
    return _done(request, console, found, lambda it: it.decide(request.user, found, what, why))


@post(PATH + "/{change:str}/withdraw", sync_to_thread=True)
def withdraw(request: Asked, console: NamedDependency[Console], change: FromPath[str]) -> Response[Any]:
    """Take one's own proposal back."""
    found = _found(console, change)
    return _done(request, console, found, lambda it: it.withdraw(request.user, found, ""))


@post(PATH + "/{change:str}/undo", sync_to_thread=True)
def undo(request: Asked, console: NamedDependency[Console], change: FromPath[str], data: Form) -> Response[Any]:
    """Propose the version before an approved change."""
    found, why = _found(console, change), text(data, "why", 500)
    if not why:
        return _change(request, console, found, ChangeRefused("why"))
    return _done(request, console, found, lambda it: it.undo(request.user, found, why))


@post(PATH + "/{change:str}/drop", sync_to_thread=True)
def drop(request: Asked, console: NamedDependency[Console], change: FromPath[str], data: Form) -> Response[Any]:
    """End a change that `data/` contradicts."""
    found, why = _found(console, change), text(data, "why", 500)
    if not why:
        return _change(request, console, found, ChangeRefused("why"))
    return _done(request, console, found, lambda it: it.drop(request.user, found, why))


def lines_of(before: str, after: str) -> list[tuple[str, str]]:
    """A difference as (mark, line): "-" taken out, "+" put in, " " as it was, "…" where lines are left out."""
    found = [("…" if line.startswith("@@") else line[0], line[1:]) for line in _unified(before, after)]
    return [(mark, "" if mark == "…" else line) for mark, line in found][1:]


def _unified(before: str, after: str) -> list[str]:
    made = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=_AROUND)
    return [line for line in made if not line.startswith(("---", "+++"))]


def begins(change: Change) -> date:
    """The day on which a change is first seen: that of a new value, today for everything else."""
    if change.item.kind != FIGURES:
        return today()
    before, after = (_days(words) for words in (change.proposal.before, change.proposal.after))
    return max(min(after - before, default=today()), today())


def _days(words: str) -> set[date]:
    (table,) = tomllib.loads(words).values()
    return {one["from"] for one in table["values"]}


def _found(console: Console, change_id: str) -> Change:
    found = console.knowledge.changes.find(change_id)
    if found is None:
        raise NotFoundException("no such change")
    return found


def _done(request: Asked, console: Console, change: Change, act: Any) -> Response[Any]:
    try:
        made = act(console.knowledge)
    except ChangeRefused as error:
        return _change(request, console, _found(console, change.id), error)
    return go(f"{PATH}/{made or change.id}")


def _change(request: Asked, console: Console, change: Change, refused: ChangeRefused | None = None) -> Response[Any]:
    knowledge, typed = console.knowledge, request.query_params.get("as_of", "")
    as_of = day_of(typed) if typed else begins(change)
    state = knowledge.state(change)
    trial = knowledge.trial(change.item, change.proposal.after) if change.decided is None else None
    return page(
        request,
        "knowledge/change.html.j2",
        status=_status(refused),
        change=change,
        state=state if state and change.ended is None else change.state,
        lines=lines_of(change.proposal.before, change.proposal.after),
        effects=_effects(knowledge, change, as_of),
        as_of=as_of,
        trial=trial,
        far=_far(change),
        fresh=knowledge.is_fresh(change),
        mine=change.proposed_by == request.user.name,
        refused=refused,
        states=STATES,
        refusals=REFUSED,
        problems=PROBLEMS,
        fields=FIELDS,
        parts_words=PARTS,
    )


def _far(change: Change) -> Problem | None:
    """For whoever approves: a value that is far from the one before."""
    found = leap(change.proposal.before, change.proposal.after) if change.item.kind == FIGURES else None
    return replace(found, stops=False) if found else None


def _status(refused: ChangeRefused | None) -> int:
    if refused is None:
        return 200
    return 400 if refused.reason in {"why", "unknown"} else 409


def _effects(knowledge: Knowledge, change: Change, as_of: date) -> list[Effect]:
    sides, day = knowledge.sides(change), Day(as_of, today())
    if sides.before is None or sides.after is None:
        return []
    if change.item.kind == FIGURES:
        return effects(sides.before, sides.after, change.item.name, day)
    return spoken_sides(sides.before, sides.after, change.item, day)


HANDLERS = [changes, change, decide, withdraw, undo, drop]
