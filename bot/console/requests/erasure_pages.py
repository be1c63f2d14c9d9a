"""The pages of an erasure: what would go and what stays, then doing it once it was confirmed twice."""

from dataclasses import replace
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from bot.cases.officer import ReasonMissing
from bot.cases.request_states import IllegalStep, Kind, RequestChanged
from bot.clock import now
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.requests import words
from bot.console.requests.erasing import Erasing, Held, NotConfirmed
from bot.console.requests.view import LONGEST, PATH, Asked, found_paper, shown, version_of
from bot.console.web.forms import Form, text
from bot.console.web.render import page


@get(f"{PATH}/{{number:int}}/erasure", sync_to_thread=True)
def erasure_page(request: Asked, console: NamedDependency[Console], number: FromPath[int]) -> Response[Any]:
    """What would go and what stays, before anything goes."""
    return _erasure(request, console, number)


@post(f"{PATH}/{{number:int}}/erasure", sync_to_thread=True)
def erase(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Erase, once the number of the request was typed again; the page then shows the tombstone."""
    found, erasing = found_paper(console, number), Erasing(console.house)
    seen = replace(found.request, version=version_of(data))
    try:
        erasing.erase(request.user.officer, seen, text(data, "confirm", 20), text(data, "why", LONGEST), now())
    except NotConfirmed:
        return _erasure(request, console, number, status=400, note=words.NOT_CONFIRMED, typed=data)
    except ReasonMissing:
        return _erasure(request, console, number, status=400, note=words.NO_REASON, typed=data)
    except Held:
        return _erasure(request, console, number, status=409, note=words.HELD, typed=data)
    except RequestChanged:
        return shown(request, console, number, status=409, note=words.CHANGED)
    except IllegalStep:
        return shown(request, console, number, status=409, note=words.ILLEGAL)
    return go(f"{PATH}/{number}")


def _erasure(
    request: Asked,
    console: Console,
    number: int,
    *,
    status: int = 200,
    note: str | None = None,
    typed: dict[str, Any] | None = None,
) -> Response[Any]:
    found = found_paper(console, number)
    talk = found.request.conversation_id
    if found.request.kind is not Kind.DELETE or not found.is_open or talk is None:
        return shown(request, console, number, status=409, note=words.ILLEGAL)
    return page(
        request,
        "requests/erasure.html.j2",
        status=status,
        paper=found,
        note=note or (words.HELD if found.is_held else None),
        words=words,
        going=Erasing(console.house).would_go(talk),
        why=text(typed or {}, "why"),
    )


HANDLERS = [erasure_page, erase]
