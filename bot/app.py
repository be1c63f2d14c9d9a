"""Puts the rooms together as one web application (Litestar)."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.config.compression import CompressionConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException, SerializationException, ValidationException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import Message, Scope

from bot.action_endpoint import PATH, ActionEndpoint, Actions
from bot.channels.registry import Channels
from bot.channels.web import messages
from bot.channels.web.chat import chat
from bot.channels.web.limit import Limit
from bot.channels.web.page import SECURITY_HEADERS, page, static_files
from bot.channels.web.pictures import picture
from bot.channels.web.receipt_page import receipt_of, receipt_search
from bot.chores import Chores
from bot.console.console import Console
from bot.console.router import refused, routers
from bot.dialogue import Dialogue
from bot.engine_client import EngineClient
from bot.evidence import limits as file_limits
from bot.house import House
from bot.metrics import settings as metrics_settings
from bot.metrics.board import Board
from bot.metrics.page import PATH as METRICS
from bot.metrics.page import metrics
from bot.records.pictures import PATH as PICTURES
from bot.routine import chores, close_unfinished, engine_moves
from bot.storage.database import DatabaseUnavailable
from bot.switchboard import Switchboard
from bot.webhooks import PATH as WEBHOOKS
from bot.webhooks import webhook

log = logging.getLogger(__name__)

#: Bytes of a request; a message of the longest text the API takes fits four times over.
LARGEST_BODY = 256 * 1024


@get("/health", include_in_schema=True)
async def health(
    house: NamedDependency[House], engine: NamedDependency[EngineClient], switchboard: NamedDependency[Switchboard]
) -> Response[dict[str, Any]]:
    """Which parts are up: 200 when all are, 503 otherwise; what waits, and what a person has to know of a channel."""
    parts = {"engine": await engine.is_up(), "database": True}
    queues: dict[str, Any] = {}
    try:
        queues = await asyncio.to_thread(switchboard.health)
        if house.notices:
            queues["notices"] = await asyncio.to_thread(house.notices.trouble) or "ok"
    except DatabaseUnavailable:
        parts["database"] = False
    well = all(parts.values())
    body = {
        "status": "ok" if well else "degraded",
        "parts": {name: "up" if up else "down" for name, up in parts.items()},
        "model": house.interactions.model_version if house.settings.model_id else None,
        "data": house.adviser.version,
        **queues,
    }
    return Response(body, status_code=200 if well else 503)


def create_app(house: House, channels: Channels | None = None, engine: EngineClient | None = None) -> Litestar:
    """The application of one house. Channels and the engine's address come from the settings where none are given.

    Raises SettingsRefused.
    """
    settings = house.settings
    engine = engine or EngineClient(
        f"http://127.0.0.1:{settings.engine_port}",
        settings.engine_secret.get_secret_value(),
        settings.engine_timeout,
    )
    actions = Actions()
    dialogue = Dialogue(house, engine)
    channels = channels or Channels.of_settings(
        house.database, house.key, house.pictures.shown_at, settings.home, file_limits.read().largest
    )
    switchboard = Switchboard(house, dialogue, channels)
    board = Board(house, engine, switchboard, metrics_settings.read())
    console = Console(house, switchboard)
    routine = Chores([*chores(house, switchboard), *console.chores])
    # In a thread of its own: a long chore must not keep the app from its engine.
    following = Chores([engine_moves(house, engine)], "engine")

    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncIterator[None]:
        close_unfinished(house, at_start=True)
        house.memory.forget_old()
        await switchboard.start(alone=settings.database.startswith("sqlite"))
        routine.start()
        following.start()
        yield
        await asyncio.to_thread(routine.stop)
        await asyncio.to_thread(following.stop)
        await switchboard.stop()
        await engine.close()
        actions.close()
        house.pictures.close()
        house.database.close()

    return Litestar(
        route_handlers=[
            *(page, static_files, chat, picture, receipt_search, receipt_of, health, metrics, webhook, ActionEndpoint),
            messages.router(settings),
            *routers(console),
        ],
        lifespan=[lifespan],
        state=State({"settings": settings, "console": console}),
        dependencies={
            "house": Provide(lambda: house, sync_to_thread=False),
            "engine": Provide(lambda: engine, sync_to_thread=False),
            "dialogue": Provide(lambda: dialogue, sync_to_thread=False),
            "actions": Provide(lambda: actions, sync_to_thread=False),
            "settings": Provide(lambda: settings, sync_to_thread=False),
            "switchboard": Provide(lambda: switchboard, sync_to_thread=False),
            "board": Provide(lambda: board, sync_to_thread=False),
            "door": Provide(lambda: switchboard.door, sync_to_thread=False),
        },
        middleware=[
            Limit(
                rate_limit=("minute", settings.chat_per_minute),
                exclude=[
                    *(f"^{PATH}", f"^{WEBHOOKS}", "^/static", "^/health", f"^{METRICS}"),
                    *("^/$", "^/console", f"^{messages.PATH}"),
                ],
            ).middleware
        ],
        exception_handlers={
            ValidationException: _refused_request,
            HTTPException: _refused,
            DatabaseUnavailable: _unavailable,
            UnicodeDecodeError: _not_json,
            RecursionError: _not_json,
            Exception: _broken,
        },
        before_send=[_add_security_headers],
        request_max_body_size=LARGEST_BODY,
        compression_config=CompressionConfig(backend="gzip", exclude=[f"^{PICTURES}", f"^{PATH}"]),
        openapi_config=OpenAPIConfig(title="An Sinh", version="1", render_plugins=[JsonRenderPlugin()]),
    )


async def _add_security_headers(message: Message, _scope: Scope) -> None:
    """Every answer carries them, errors too: those of the router itself pass no response class of ours."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in SECURITY_HEADERS.items():
            # A page with a form of its own says so itself.
            headers.setdefault(name, value)


def _refused_request(_request: Request[Any, Any, Any], error: ValidationException) -> Response[dict[str, Any]]:
    """A request of the wrong shape: say which field and what is allowed, never what was written in it."""
    cause = error.__cause__
    if isinstance(cause, msgspec.MsgspecError):
        reason = str(cause).replace("Object missing required field `data`", "the body is missing; send a JSON object")
    else:
        extra = error.extra if isinstance(error.extra, list) else []
        named = [f"{one['key']}: {one['message']}" if one.get("key") else str(one["message"]) for one in extra]
        reason = "; ".join(named) or "the request has the wrong shape"
    return _error(400, reason)


def _refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    if request.url.path.startswith("/console"):
        # An address that is none of the console's pages: whoever typed it gets a page all the same.
        return refused(request, error)
    not_json = isinstance(error.__cause__, SerializationException)
    # Of a file that is not there the framework would repeat the path, in which anything may have been written.
    detail = "there is no such file" if request.url.path.startswith("/static/") else error.detail
    response = _error(error.status_code, f"the body is not JSON: {detail}" if not_json else detail)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
        if name.lower() == "ratelimit-reset":
            response.headers["Retry-After"] = value
    return response


def _not_json(_request: Request[Any, Any, Any], _: Exception) -> Response[dict[str, Any]]:
    """Bytes that are no UTF-8, or nested thousands deep: the decoder's own errors, raised before a route runs."""
    return _error(400, "the body is not JSON in UTF-8 of a usual depth")


def _unavailable(_request: Request[Any, Any, Any], error: DatabaseUnavailable) -> Response[dict[str, Any]]:
    # Never 200: what could not be stored was not accepted, and the sender should try again.
    return _error(503, f"the record cannot be written now ({error}); nothing was accepted, please send again")


def _broken(_request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    # Class and place, not the message: that of an unexpected error may quote a citizen.
    place = traceback.extract_tb(error.__traceback__)[-1]
    log.error("%s at %s:%s", type(error).__name__, Path(place.filename).name, place.lineno)
    return _error(500, f"internal error ({type(error).__name__})")


def _error(status: int, detail: str) -> Response[dict[str, Any]]:
    return Response({"status_code": status, "detail": detail}, status_code=status, media_type=MediaType.JSON)
