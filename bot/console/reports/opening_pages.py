"""The sealed link opened by two persons: asked by a handler, decided by a custodian, shown until its time is over."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException, PermissionDeniedException, ValidationException
from litestar.params import FromPath

from bot.cases.links import OpeningRefused
from bot.cases.officer import ReasonMissing
from bot.clock import now
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.reports.act_pages import done
from bot.console.reports.openings import OwnOpening
from bot.console.reports.refusals import WRONG, Asked, found
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.render import page

_STATES = {
    "waits": (said("chờ người thứ hai"), "orange"),
    "open": (said("đang mở"), "green"),
    "over": (said("đã hết giờ"), "secondary"),
    "refused": (said("bị từ chối"), "red"),
}
_CONFLICT = 409


@get("/console/reports/openings", sync_to_thread=True)
def openings(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """What waits for the second person, and what became of the rest."""
    return _list(request, console)


@post("/console/reports/{number:int}/identity", sync_to_thread=True)
def ask(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Ask for an opening."""
    made: list[str] = []

    def act() -> None:
        try:
            made.append(console.reports.openings.ask(request.user, number, text(data, "why", 300), now()))
        except OpeningRefused as error:
            raise ClientException(str(error), status_code=_CONFLICT) from error

    answer = done(request, console, number, data, act)
    return go("/console/reports/openings") if made else answer


@post("/console/reports/openings/{opening:str}/decide", sync_to_thread=True)
def decide(request: Asked, console: NamedDependency[Console], opening: FromPath[str], data: Form) -> Response[Any]:
    """Allow or refuse what another person asked for."""
    wish = text(data, "allowed")
    if wish not in {"yes", "no"}:
        raise ValidationException("allowed: yes or no")
    try:
        with found():
            console.reports.openings.decide(request.user, opening, text(data, "why", 300), now(), allowed=wish == "yes")
    except OwnOpening as error:
        raise PermissionDeniedException(str(error)) from error
    except OpeningRefused as error:
        raise ClientException(str(error), status_code=_CONFLICT) from error
    except ReasonMissing as error:
        return _list(request, console, WRONG[type(error)])
    return go("/console/reports/openings")


@get("/console/reports/openings/{opening:str}", sync_to_thread=True)
def look(request: Asked, console: NamedDependency[Console], opening: FromPath[str]) -> Response[Any]:
    """The conversation of the author; the page leaves by itself when the time is over."""
    moment = now()
    try:
        with found():
            looked = console.reports.openings.look(request.user, opening, moment)
    except OpeningRefused as error:
        raise ClientException(str(error), status_code=_CONFLICT) from error
    left = max(1, int((looked.until - moment).total_seconds()))
    headers = {"Refresh": f"{left}; url=/console/reports/openings"}
    return page(request, "reports/look.html.j2", headers=headers, looked=looked)


def _list(request: Asked, console: Console, wrong: str | None = None) -> Response[Any]:
    shown = console.reports.openings.of(request.user)
    status, moment = 400 if wrong else 200, now()
    context: dict[str, Any] = {"openings": shown, "states": _STATES, "moment": moment, "wrong": wrong}
    return page(request, "reports/openings.html.j2", status=status, **context)


HANDLERS = [openings, ask, decide, look]
