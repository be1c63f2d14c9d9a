"""Acts on a case: assign, move, write. A conflict shows what changed; a refused form keeps what was typed."""

from collections.abc import Callable
from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.params import FromPath

from bot.cases.cases import CaseChanged
from bot.cases.officer import ReasonMissing
from bot.cases.states import Ground, State
from bot.clock import today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.reports.case_pages import asks, show, show_course
from bot.console.reports.desk import steps_since
from bot.console.reports.refusals import WRONG, Asked, found, reason_of
from bot.console.roles import Role
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text

_LONGEST_WHY = 300
_CHANGED = said("Có người vừa thay đổi tin báo này. Chưa có gì được ghi; xem thay đổi rồi làm lại nếu vẫn cần.")
_ANSWERED = said("trả lời người báo")


@post("/console/reports/{number:int}/assign", sync_to_thread=True)
def assign(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Give a case to a handler that it does not speak of."""
    by_handler = Role.HANDLER in request.user.roles and text(data, "from") != "course"
    version = version_of(data)

    def act() -> None:
        to, why = text(data, "to"), text(data, "why", _LONGEST_WHY)
        console.reports.acts.assign(request.user.officer, number, to, why, version=version, today=today())

    return done(request, console, number, data, act, by_handler=by_handler)


@post("/console/reports/{number:int}/move", sync_to_thread=True)
def move(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Take a case to its next state; closing names its ground."""
    version = version_of(data)
    state, ground = text(data, "to"), text(data, "ground")
    if state not in set(State) or (ground and ground not in set(Ground)):
        raise ValidationException(f"to: one of {', '.join(State)}; ground: one of {', '.join(Ground)} or none")
    to = State(state)

    def act() -> None:
        console.reports.acts.move(
            request.user.officer,
            number,
            to,
            text(data, "why", _LONGEST_WHY),
            version=version,
            today=today(),
            # A ground that was left chosen beside another state is no ground for it.
            ground=Ground(ground) if ground and to is State.CLOSED else None,
            agency=text(data, "agency", 300),
        )

    return done(request, console, number, data, act)


@post("/console/reports/{number:int}/message", sync_to_thread=True)
def message(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """A note, a question to the reporter, or the reply; the reply may take the case to ANSWERED."""
    kind, words, version = text(data, "kind"), text(data, "text"), version_of(data)
    officer, acts = request.user.officer, console.reports.acts

    def act() -> None:
        match kind:
            case "note" | "question":
                acts.write(officer, number, kind, words, today())
            case "reply" if text(data, "answered"):
                acts.answer(officer, number, words, _ANSWERED, version=version, today=today())
            case "reply":
                acts.write(officer, number, "reply", words, today())
            case _:
                raise ValidationException("kind: one of note, question, reply")

    return done(request, console, number, data, act)


def done(
    request: Asked,
    console: Console,
    number: int,
    data: dict[str, Any],
    act: Callable[[], None],
    *,
    by_handler: bool = True,
) -> Response[Any]:
    """Do `act`; then back to the case, or to its form with what was wrong (400) or who was quicker (409)."""
    try:
        with found():
            act()
    except CaseChanged:
        return _again(request, console, number, data, status=409, wrong=_CHANGED, by_handler=by_handler)
    except tuple(WRONG) as error:
        return _again(request, console, number, data, status=400, wrong=WRONG[type(error)], by_handler=by_handler)
    return go(f"/console/reports/{number}" if by_handler else f"/console/reports/{number}/course")


def _again(
    request: Asked,
    console: Console,
    number: int,
    data: dict[str, Any],
    *,
    status: int,
    wrong: str,
    by_handler: bool,
) -> Response[Any]:
    typed = {name: text(data, name) for name in data if name != "_token"}
    changed = _changed(request, console, number, data) if status == 409 else None
    if not by_handler:
        return show_course(request, console, number, status=status, wrong=wrong, typed=typed, changed=changed)
    why = reason_of(request, console, number) or typed.get("why", "")
    try:
        return show(request, console, number, why, status=status, wrong=wrong, typed=typed, changed=changed)
    except ReasonMissing as error:
        return asks(request, console, number, WRONG[type(error)])


def _changed(request: Asked, console: Console, number: int, data: dict[str, Any]) -> Any:
    with found():
        seen = console.reports.desk.course(request.user.officer, number, today())
    return steps_since(seen.history, version_of(data), seen.line.version)


def version_of(data: dict[str, Any]) -> int:
    """The case as the officer saw it. Raises ValidationException."""
    typed = text(data, "version", 9)
    if not (typed.isascii() and typed.isdecimal()):
        raise ValidationException("version: that of the case as the page showed it")
    return int(typed)


HANDLERS = [assign, move, message]
