"""Candidate sentences: read by label, approved by a second person, rejected, moved."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.learning import export_pages, model_pages, replay_pages, turn_pages
from bot.console.learning.candidate_list import PATH, candidate_list
from bot.console.learning.candidate_view import KEPT
from bot.console.login.sessions import Login
from bot.console.staff import Staff
from bot.console.web.forms import Form, text
from bot.learning.candidate import Candidate, Reason
from bot.learning.candidates import Refused

Asked = Request[Staff, Login, Any]


@get(PATH, sync_to_thread=True)
def candidates(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Sentences in a state, grouped by what they are about."""
    return candidate_list(request, console)


@post(f"{PATH}/{{candidate:str}}/approve", sync_to_thread=True)
def approve(request: Asked, console: NamedDependency[Console], candidate: FromPath[str], data: Form) -> Response[Any]:
    """Let it be learnt."""
    return _done(
        request, console, data, lambda: console.learning.candidates.approve(candidate, _version(data), _me(request))
    )


@post(f"{PATH}/{{candidate:str}}/reject", sync_to_thread=True)
def reject(request: Asked, console: NamedDependency[Console], candidate: FromPath[str], data: Form) -> Response[Any]:
    """Leave it out, for one of the reasons."""
    wanted = text(data, "reason")
    if wanted not in set(Reason):
        return candidate_list(request, console, "reason", status=400, fields=data)
    rejected = console.learning.candidates.reject
    return _done(request, console, data, lambda: rejected(candidate, _version(data), _me(request), Reason(wanted)))


@post(f"{PATH}/{{candidate:str}}/undo", sync_to_thread=True)
def undo(request: Asked, console: NamedDependency[Console], candidate: FromPath[str], data: Form) -> Response[Any]:
    """Take a decision back."""
    return _done(
        request, console, data, lambda: console.learning.candidates.undo(candidate, _version(data), _me(request))
    )


@post(f"{PATH}/{{candidate:str}}/move", sync_to_thread=True)
def move(request: Asked, console: NamedDependency[Console], candidate: FromPath[str], data: Form) -> Response[Any]:
    """Propose another label."""
    label = text(data, "label")
    if label not in console.learning.data().labels:
        return candidate_list(request, console, "label", status=400, fields=data)
    moved = console.learning.candidates.move
    return _done(request, console, data, lambda: moved(candidate, _version(data), _me(request), label))


def _done(request: Asked, console: Console, data: dict[str, Any], act: Any) -> Response[Any]:
    """Do it and show the list that it was done in."""
    try:
        one: Candidate = act()
    except Refused as error:
        if error.reason == "gone":
            raise NotFoundException("no such candidate") from None
        return candidate_list(request, console, error.reason, status=409, fields=data)
    kept = {name: value for name, of in KEPT.items() if (value := text(data, of))}
    return go(f"{PATH}?{urlencode({**kept, 'done': one.id})}")


def _version(data: dict[str, Any]) -> int:
    sent = text(data, "version")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else -1


def _me(request: Asked) -> str:
    return request.user.name


HANDLERS: list[Any] = [
    candidates,
    approve,
    reject,
    undo,
    move,
    *export_pages.HANDLERS,
    *turn_pages.HANDLERS,
    *model_pages.HANDLERS,
    *replay_pages.HANDLERS,
]
