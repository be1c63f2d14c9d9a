"""`GET /metrics`: for whoever has the token; without one in the settings there is no such page."""

import hmac
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotAuthorizedException, NotFoundException
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.metrics.board import Board

PATH = "/metrics"


@get(PATH, include_in_schema=False)
async def metrics(request: Request[Any, Any, Any], board: NamedDependency[Board]) -> Response[bytes]:
    """Figures for operators. Raises NotFoundException where they are off, NotAuthorizedException."""
    token = board.settings.token.get_secret_value()
    if not token:
        raise NotFoundException("figures for operators are off; see docs/metrics.md")
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise NotAuthorizedException("a bearer token is needed", headers={"WWW-Authenticate": "Bearer"})
    return Response(await board.text(), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})
