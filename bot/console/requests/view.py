"""The page of one request: read, shown with what stands in the way, and an act done on it."""

from collections.abc import Callable
from typing import Any

from litestar import Request as Asking
from litestar import Response
from litestar.exceptions import NotFoundException

from bot.cases.officer import ReasonMissing
from bot.cases.request_reading import LARGEST
from bot.cases.request_states import IllegalStep, Refusal, RequestChanged, RequestUnknown
from bot.clock import now, today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.requests import words
from bot.console.requests.erasing import Erasing
from bot.console.requests.paper import Paper, paper
from bot.console.staff import Staff
from bot.console.web.forms import text
from bot.console.web.render import page

Asked = Asking[Staff, Any, Any]
PATH = "/console/requests"
#: Letters of what the citizen is told.
LONGEST = 1_500


def do(
    request: Asked, console: Console, number: int, data: dict[str, Any], act: Callable[..., object], *said: str
) -> Response[Any]:
    """Do an act of `Requests` on the version that was read; what stands in its way is shown, with what was typed."""
    found_paper(console, number)
    try:
        act(request.user.officer, number, *said, version=version_of(data), moment=now())
    except ReasonMissing:
        return shown(request, console, number, status=400, note=words.NO_REASON, typed=data)
    except RequestChanged:
        return shown(request, console, number, status=409, note=words.CHANGED, typed=data)
    except IllegalStep:
        return shown(request, console, number, status=409, note=words.ILLEGAL, typed=data)
    return go(f"{PATH}/{number}")


def version_of(data: dict[str, Any]) -> int:
    typed = text(data, "version", 6)
    return int(typed) if typed.isdecimal() else 0


def found_paper(console: Console, number: int) -> Paper:
    if not 0 < number < LARGEST:
        raise NotFoundException("no such request")
    try:
        return paper(console.house, number, today(), Erasing(console.house).held())
    except RequestUnknown as error:
        raise NotFoundException("no such request") from error


def shown(
    request: Asked,
    console: Console,
    number: int,
    *,
    status: int = 200,
    note: str | None = None,
    typed: dict[str, Any] | None = None,
) -> Response[Any]:
    found, say = found_paper(console, number), console.house.adviser.phrases
    return page(
        request,
        "requests/request.html.j2",
        status=status,
        paper=found,
        note=note,
        words=words,
        text=text(typed or {}, "text"),
        why=text(typed or {}, "why"),
        ground=text(typed or {}, "ground"),
        way=text(typed or {}, "way"),
        grounds=[(ground, say(f"request.ground_{ground}")) for ground in Refusal],
        told=say("request.answered", number=number, text="…"),
        clocks=console.house.case_room.clocks,
    )
