"""The pages of the door: name and password, second factor, its first setting, a new password.

Each step leads to the next by what the account still lacks: first a password of its own, then a second factor, then
the code. Only after that is there a session that any other page knows; the cookie changes with every step.
"""

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import PermissionDeniedException

from bot.clock import now
from bot.console.console import Console
from bot.console.login import second_factor
from bot.console.login.passwords import PasswordRefused
from bot.console.login.sessions import ABSOLUTE
from bot.console.login.words import LATE, PASSWORD_WORDS, WAIT, WRONG
from bot.console.staff import Staff
from bot.console.web.forms import Form, raw, text
from bot.console.web.guarding import COOKIE, half_of, own_origin, safe_next
from bot.console.web.render import HEADERS, page
from bot.privacy.sealing import Seal, SealBroken

PATH = "/console/login"
Asked = Request[Any, Any, Any]


@get(PATH, include_in_schema=False, sync_to_thread=True)
def login_page(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Name and password, or the province's own sign-on."""
    if request.scope.get("user"):
        return to("/console")
    return _login(request, console, next=request.query_params.get("next", ""))


@post(PATH, include_in_schema=False, sync_to_thread=True)
def login(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Check both; what follows is a new password, the setting of the second factor, or its code."""
    if not own_origin(request):
        raise PermissionDeniedException("the form was sent by another site")
    name, moment, wanted = text(data, "name"), now(), safe_next(text(data, "next"))
    address = request.client.host if request.client else ""
    context: dict[str, Any] = {"next": wanted, "name": name}
    if wait := console.throttle.wait(name, address, moment):
        return _login(request, console, **_fault(wait), **context)
    staff = console.accounts.let_in(name, raw(data, "password"))
    if staff is None:
        console.throttle.failed(name, address, moment)
        _note_refusal(console, name, "password")
        return _login(request, console, **_fault(), **context)
    return go_on(console, request, staff, moment, wanted)


@get(f"{PATH}/password", include_in_schema=False, sync_to_thread=True)
def password_page(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """A password of one's own, in place of the one that was given."""
    staff, half = half_of(request)
    if staff is None or half is None:
        return _late(request, console)
    return page(request, "login/password.html.j2", half=half, wrong=None, next=request.query_params.get("next", ""))


@post(f"{PATH}/password", include_in_schema=False, sync_to_thread=True)
def set_password(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Keep it, and go on."""
    staff, half = half_of(request)
    if staff is None or half is None or not staff.must_change:
        return _late(request, console)
    typed, wanted = raw(data, "password"), safe_next(text(data, "next"))
    reason = None if typed == raw(data, "again") else "differ"
    try:
        if reason is None:
            console.accounts.set_password(staff, typed, staff.name)
    except PasswordRefused as error:
        reason = error.reason
    if reason:
        return page(request, "login/password.html.j2", status=400, half=half, wrong=PASSWORD_WORDS[reason], next=wanted)
    fresh = console.accounts.of(staff.id)
    return go_on(console, request, fresh, now(), wanted) if fresh else _late(request, console)


@get(f"{PATH}/enrol", include_in_schema=False, sync_to_thread=True)
def enrol_page(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """A new secret as a picture; it is kept once a code of it was typed."""
    staff, half = half_of(request)
    if staff is None or half is None or staff.must_change or staff.has_totp:
        return _late(request, console)
    return _enrol(request, console, second_factor.new_secret(), request.query_params.get("next", ""))


@post(f"{PATH}/enrol", include_in_schema=False, sync_to_thread=True)
def enrol(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Keep the secret and open the session."""
    staff, half = half_of(request)
    if staff is None or half is None or staff.must_change or staff.has_totp:
        return _late(request, console)
    wanted, moment = safe_next(text(data, "next")), now()
    try:
        secret = _offered(console).open(bytes.fromhex(text(data, "secret")), half.id).decode()
    except (SealBroken, ValueError):
        return _late(request, console)
    if not console.accounts.enrol(staff, secret, text(data, "code"), moment):
        return _enrol(request, console, secret, wanted, wrong=WRONG)
    return _in(console, request, staff, moment, wanted)


@get(f"{PATH}/code", include_in_schema=False, sync_to_thread=True)
def code_page(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Six digits."""
    staff, half = half_of(request)
    if staff is None or half is None or staff.must_change:
        return _late(request, console)
    return page(request, "login/code.html.j2", half=half, wrong=None, next=request.query_params.get("next", ""))


@post(f"{PATH}/code", include_in_schema=False, sync_to_thread=True)
def code(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Check them and open the session; wrong codes count as wrong passwords."""
    staff, half = half_of(request)
    if staff is None or half is None or staff.must_change:
        return _late(request, console)
    moment, wanted = now(), safe_next(text(data, "next"))
    address = request.client.host if request.client else ""
    if wait := console.throttle.wait(staff.name, address, moment):
        return page(request, "login/code.html.j2", half=half, next=wanted, **_fault(wait))
    if not console.accounts.takes_code(staff, text(data, "code"), moment):
        console.throttle.failed(staff.name, address, moment)
        _note_refusal(console, staff.name, "code")
        return page(request, "login/code.html.j2", half=half, next=wanted, **_fault())
    return _in(console, request, staff, moment, wanted)


def go_on(console: Console, request: Asked, staff: Staff, moment: datetime, wanted: str) -> Response[Any]:
    """To the next step that this account lacks, with a cookie of its own."""
    step = "password" if staff.must_change else "code" if staff.has_totp else "enrol"
    _, before = half_of(request)
    if before:
        console.sessions.end(before.id)
    cookie = console.sessions.open(staff, "code", moment, request.headers.get("user-agent", ""))
    return to(f"{PATH}/{step}?next={wanted}", cookie)


def _in(console: Console, request: Asked, staff: Staff, moment: datetime, wanted: str) -> Response[Any]:
    _, half = half_of(request)
    if half:
        console.sessions.end(half.id)
    console.throttle.succeeded(staff.name)
    console.audit.first(staff.name, "login", f"staff/{staff.name}")
    return to(wanted, console.sessions.open(staff, "in", moment, request.headers.get("user-agent", "")))


def _enrol(request: Asked, console: Console, secret: str, wanted: str, wrong: str | None = None) -> Response[Any]:
    staff, half = half_of(request)
    if staff is None or half is None:
        return _late(request, console)
    return page(
        request,
        "login/enrol.html.j2",
        status=400 if wrong else 200,
        half=half,
        picture=second_factor.picture(secret, staff.name),
        secret=secret,
        # The page brings it back; only this session can.
        sealed=_offered(console).close(secret.encode(), half.id).hex(),
        wrong=wrong,
        next=wanted,
    )


def _offered(console: Console) -> Seal:
    return Seal(console.house.key, "totp-offered")


def _login(request: Asked, console: Console, **context: Any) -> Response[Any]:
    sign_on = console.sign_on.settings.label if console.sign_on else None
    return page(
        request, "login/login.html.j2", **{"name": "", "wrong": None, "next": "", "sign_on": sign_on, **context}
    )


def _note_refusal(console: Console, name: str, what: str) -> None:
    """In the audit of an account that exists; a name that was made up must not fill the chain."""
    if known := console.accounts.named(name):
        console.audit.first(known.name, "login.refused", f"staff/{known.name}", what)


def _fault(wait: timedelta | None = None) -> dict[str, Any]:
    """What a page is shown with after a wrong try."""
    if wait is None:
        return {"status": 401, "wrong": WRONG}
    seconds = ceil(wait.total_seconds())
    return {"status": 429, "wrong": WAIT, "seconds": seconds, "headers": {"Retry-After": str(seconds)}}


def _late(request: Asked, console: Console) -> Response[Any]:
    return _login(request, console, status=403, wrong=LATE)


def to(path: str, cookie: str | None = None) -> Response[Any]:
    """To another page of the door, or in, with a new cookie."""
    response: Response[Any] = Response("", status_code=303, headers={**HEADERS, "Location": path})
    if cookie:
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=int(ABSOLUTE.total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="strict",
        )
    return response
