"""To the province's own sign-on and back. The second factor is asked for here all the same."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException

from bot.clock import now
from bot.console.console import Console
from bot.console.login.oidc import IN_TIME, SignOn, SignOnRefused
from bot.console.login.pages import go_on
from bot.console.login.words import ELSEWHERE
from bot.console.web.guarding import safe_next
from bot.console.web.render import HEADERS, page

PATH = "/console/login/oidc"
#: Comes back with a visit that begins at the provider, so it cannot be as strict as the session's.
_COOKIE = "__Host-ansinh-away"
Asked = Request[Any, Any, Any]


@get(PATH, include_in_schema=False, sync_to_thread=True)
def away(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """To the provider."""
    try:
        going = _sign_on(console).away(safe_next(request.query_params.get("next", "")))
    except SignOnRefused as error:
        return _refused(request, error)
    response: Response[Any] = Response("", status_code=303, headers={**HEADERS, "Location": going.address})
    response.set_cookie(_COOKIE, going.sealed, max_age=IN_TIME, path="/", secure=True, httponly=True, samesite="lax")
    return response


@get(f"{PATH}/back", include_in_schema=False, sync_to_thread=True)
def back(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """What the provider says; an account of that name goes on to its code."""
    given = request.query_params
    try:
        found = _sign_on(console).back(request.cookies.get(_COOKIE, ""), given.get("state", ""), given.get("code", ""))
    except SignOnRefused as error:
        return _refused(request, error)
    name, wanted = found
    staff = console.accounts.named(name)
    if staff is None or not staff.active:
        return _refused(request, SignOnRefused("this console has no open account of that name"))
    # A strict cookie does not travel with a visit that another site began: this page begins a new one.
    step = go_on(console, request, staff, now(), wanted)
    shown = page(request, "login/back.html.j2", to=step.headers["Location"])
    shown.cookies = step.cookies
    shown.set_cookie(_COOKIE, "", max_age=0, path="/", secure=True, httponly=True, samesite="lax")
    return shown


def _sign_on(console: Console) -> SignOn:
    if console.sign_on is None:
        raise NotFoundException("no sign-on of another house is set (ANSINH_OIDC_ISSUER)")
    return console.sign_on


def _refused(request: Asked, error: SignOnRefused) -> Response[Any]:
    return page(request, "error.html.j2", status=403, title=ELSEWHERE, detail=str(error), code=403)


HANDLERS = [away, back]
