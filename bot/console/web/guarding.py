"""Before any page: who asks, whether their forms are ours, whether the matrix lets them."""

import asyncio
import hmac
from functools import partial
from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.types import ASGIApp

from bot.clock import now
from bot.console.login.sessions import Login, Sessions
from bot.console.matrix import Of, row_of
from bot.console.staff import Staff

#: The browser keeps it to this host, sends it over TLS alone and never from another site.
COOKIE = "__Host-ansinh"
#: In the address of what a page asks for by itself, again and again.
LIVE = "live"
TOKEN_FIELD, TOKEN_HEADER = "_token", "x-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Longest part of an address that is led back to after the login.
_LONGEST_NEXT = 1_000


class SessionCheck(AbstractAuthenticationMiddleware):
    """Finds whose session the cookie is; a half login (no second factor yet) is nobody's but the door's."""

    sessions: Sessions

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        """The member of staff as `user`, the login as `auth`; both None for a stranger."""
        cookie = connection.cookies.get(COOKIE)
        # A page that looks for news by itself does not keep the session of somebody who has gone.
        touches = LIVE not in connection.query_params
        find = partial(self.sessions.find, cookie or "", now(), touches=touches)
        found = await asyncio.to_thread(find) if cookie else None
        connection.scope["half"] = found if found and not found[1].is_whole else None  # type: ignore[typeddict-unknown-key]
        if found is None or not found[1].is_whole:
            return AuthenticationResult(user=None, auth=None)
        return AuthenticationResult(user=found[0], auth=found[1])


def session_check(sessions: Sessions) -> type[SessionCheck]:
    """The middleware of one console."""

    class Check(SessionCheck):
        def __init__(self, app: ASGIApp):
            super().__init__(app)
            self.sessions = sessions

    return Check


def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuses whom the matrix does not let. Raises NotAuthorizedException, PermissionDeniedException."""
    row = row_of(str(connection.scope.get("method")), connection.scope["path_template"])
    if row is None:
        raise PermissionDeniedException("this route is in nobody's rights")
    if row.of is Of.DOOR:
        return
    if connection.scope.get("user") is None:
        raise NotAuthorizedException("log in first")
    if not connection.user.is_any(row.roles):
        raise PermissionDeniedException("not among the rights of this account")


async def check_token(request: Request[Any, Any, Any]) -> None:
    """A form must carry the token of its session. Raises PermissionDeniedException; the door has a rule of its own."""
    login = request.scope.get("auth") or half_of(request)[1]
    if request.method in _SAFE or login is None:
        return
    sent = request.headers.get(TOKEN_HEADER) or (await request.form()).get(TOKEN_FIELD) or ""
    if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), login.token.encode()):
        raise PermissionDeniedException("the form is too old or not ours; load the page again")


def half_of(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[Staff, Login] | tuple[None, None]:
    """Who gave a password and no second factor yet."""
    half: Any = connection.scope.get("half")
    return half or (None, None)


def own_origin(request: Request[Any, Any, Any]) -> bool:
    """Whether a form of the door was sent by a page of this very host: before a login there is no token."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == request.headers.get("host")


def to_login(request: Request[Any, Any, Any], _: HTTPException) -> Response[Any]:
    """A stranger is led to the login and back; a program gets 401."""
    if "text/html" not in request.headers.get("accept", "") or request.method not in _SAFE:
        body = {"status_code": 401, "detail": "log in first"}
        headers = {"HX-Redirect": "/console/login"} if request.headers.get("hx-request") else None
        return Response(body, status_code=401, headers=headers)
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return Response("", status_code=303, headers={"Location": f"/console/login?next={quote(back[:_LONGEST_NEXT])}"})


def safe_next(wanted: str) -> str:
    """Where to go after the login: a page of the console, whatever was asked for."""
    inside = wanted.startswith("/console") and "\\" not in wanted and "//" not in wanted
    return wanted if inside and wanted.isprintable() else "/console"
