"""One's own account: password, sessions, language, saved views; the way out."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.clock import now
from bot.console.console import Console
from bot.console.login import passwords
from bot.console.login.sessions import Login
from bot.console.login.words import PASSWORD_WORDS
from bot.console.matrix import may
from bot.console.navigation import PLACES
from bot.console.staff import Staff
from bot.console.web.catalogue import LANGUAGES
from bot.console.web.forms import Form, raw, text
from bot.console.web.guarding import COOKIE, safe_next
from bot.console.web.render import HEADERS, page

Asked = Request[Staff, Login, Any]


@get("/console", sync_to_thread=False)
def home(request: Asked) -> Response[Any]:
    """To the first place that this account may go."""
    place = next((one.path for one in PLACES if may(request.user.roles, "GET", one.path)), "/console/account")
    return go(place)


@get("/console/account", sync_to_thread=True)
def account(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Who one is here, and where one is logged in."""
    return _account(request, console)


@post("/console/account/password", sync_to_thread=True)
def new_password(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Change the password; every session ends, this one too."""
    wait = console.throttle.wait(request.user.name, "", now())
    if wait or console.accounts.let_in(request.user.name, raw(data, "current")) is None:
        console.throttle.failed(request.user.name, "", now())
        return _account(request, console, PASSWORD_WORDS["wrong"])
    typed = raw(data, "password")
    if typed != raw(data, "again"):
        return _account(request, console, PASSWORD_WORDS["differ"])
    try:
        console.accounts.set_password(request.user, typed, request.user.name)
    except passwords.PasswordRefused as error:
        return _account(request, console, PASSWORD_WORDS[error.reason])
    return go("/console/login")


@post("/console/account/sessions/{session:str}/end", sync_to_thread=True)
def end_session(request: Asked, console: NamedDependency[Console], session: FromPath[str]) -> Response[Any]:
    """End one of one's own sessions: a lost telephone, a computer at the counter."""
    if not console.sessions.end(session, request.user.id):
        raise NotFoundException("no such session of this account")
    console.audit.first(request.user.name, "session.end", f"staff/{request.user.name}")
    return go("/console/account")


@post("/console/logout", sync_to_thread=True)
def logout(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The way out."""
    console.sessions.end(request.auth.id)
    console.audit.first(request.user.name, "logout", f"staff/{request.user.name}")
    response = go("/console/login")
    response.set_cookie(COOKIE, "", max_age=0, path="/", secure=True, httponly=True, samesite="strict")
    return response


@post("/console/language", sync_to_thread=True)
def language(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Vietnamese or English."""
    wanted = text(data, "language")
    if wanted not in LANGUAGES:
        raise ValidationException(f"language: allowed are {', '.join(LANGUAGES)}")
    console.accounts.set_language(request.user, wanted)
    return go(safe_next(text(data, "next")))


@post("/console/views", sync_to_thread=True)
def save_view(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Keep a page with its filter."""
    place, query = text(data, "page"), text(data, "query")
    try:
        console.views.save(request.user, place, text(data, "label"), query, shared=bool(text(data, "shared")))
    except ValueError as error:
        raise ValidationException(str(error)) from error
    return go(f"{place}?{query}" if query else place)


@post("/console/views/{view:str}/delete", sync_to_thread=True)
def delete_view(request: Asked, console: NamedDependency[Console], view: FromPath[str], data: Form) -> Response[Any]:
    """Forget one of one's own."""
    if not console.views.delete(request.user, view):
        raise NotFoundException("no such view of this account")
    return go(safe_next(text(data, "page")))


def go(path: str) -> Response[Any]:
    """To another page, after something was done; htmx follows too."""
    return Response("", status_code=303, headers={**HEADERS, "Location": path})


def _account(request: Asked, console: Console, wrong: str | None = None) -> Response[Any]:
    sessions = console.sessions.of(request.user.id)
    status = 400 if wrong else 200
    return page(request, "account.html.j2", status=status, sessions=sessions, this=request.auth.id, wrong=wrong)


HANDLERS = [home, account, new_password, end_session, logout, language, save_view, delete_view]
