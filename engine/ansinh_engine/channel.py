"""The private HTTP door of the engine, Rasa channel ``ansinh``. Only the app knocks, with a shared secret.

POST /webhooks/ansinh/turn    {"sender", "text" or "intent" (+ "aspect"), "metadata", "state"}
                              → {"replies": […], "parsed": {…}, "state": {…}}
POST /webhooks/ansinh/parse   {"texts": […]} → {"parses": […]}, nothing is remembered
GET  /webhooks/ansinh/health  → {"status": "ok", "model": "…"}

Errors are {"error": reason}: 400 wrong field, 401 secret, 413 too large, 415 not JSON, 503 no model, 500 else.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from ansinh_engine import memory, wire
from ansinh_engine.parsing import parse, pressed

log = logging.getLogger(__name__)

TEXTS_AT_ONCE = 25
"""Texts of a batch between two chances for waiting turns."""

Handler = Callable[[Request], Awaitable[Any]]


class Replies(CollectingOutputChannel):
    """Collects what is said in a turn; unlike its parent it leaves paragraphs in one message."""

    async def send_text_message(self, recipient_id: str, text: str, **_: Any) -> None:
        await self._persist_message(self._message(recipient_id, text=text.strip()))

    def as_list(self) -> list[dict[str, Any]]:
        """[{"text", "buttons"?, "image"?, "custom"?}, …] in the order said."""
        return [{key: value for key, value in one.items() if key != "recipient_id"} for one in self.messages]


class AppChannel(InputChannel):
    """In credentials.yml: ``ansinh_engine.channel.AppChannel: {secret: "${ANSINH_ENGINE_SECRET}"}``."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @classmethod
    def name(cls) -> str:
        """Part of the address: /webhooks/ansinh/."""
        return "ansinh"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> AppChannel:
        """The channel; ``RasaException`` when the secret is missing or too short."""
        secret = (credentials or {}).get("secret")
        if not isinstance(secret, str) or len(secret) < wire.SHORTEST_SECRET:
            raise RasaException(f"the engine's secret must have at least {wire.SHORTEST_SECRET} characters")
        return cls(secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The three routes."""
        routes = Blueprint("ansinh_app_channel")
        guarded = self._guarded

        @routes.listener("before_server_start")
        async def limit_bodies(app: Sanic, _: Any) -> None:
            app.config.REQUEST_MAX_SIZE = wire.BATCH_BYTES

        @routes.post("/turn")
        @guarded
        async def turn(request: Request) -> dict[str, Any]:
            return await _take_turn(_processor(request), wire.read_turn(_json_body(request)), on_new_message)

        @routes.post("/parse")
        @guarded
        async def parse_batch(request: Request) -> dict[str, Any]:
            return {"parses": await _parse_all(_processor(request), wire.read_batch(_json_body(request)))}

        @routes.get("/health")
        @guarded
        async def health(request: Request) -> dict[str, Any]:
            return {"status": "ok", "model": _processor(request).model_metadata.model_id}

        return routes

    def _guarded(self, handler: Handler) -> Callable[[Request], Awaitable[HTTPResponse]]:
        """Checks the secret first and turns refusals and failures into answers without a citizen's words."""

        @wraps(handler)
        async def answer(request: Request) -> HTTPResponse:
            try:
                wire.check_secret(request.headers.get(wire.SECRET_HEADER), self._secret)
                return json_response(await handler(request))
            except wire.Refused as refusal:
                return json_response({"error": str(refusal)}, status=refusal.status)
            except Exception as error:  # the border: whatever failed inside is reported as one plain answer
                log.error("%s failed: %s", handler.__name__, type(error).__name__)
                return json_response({"error": "the engine failed"}, status=500)

        return answer


async def _take_turn(
    processor: MessageProcessor, turn: wire.Turn, on_new_message: Callable[[UserMessage], Awaitable[Any]]
) -> dict[str, Any]:
    parsed = pressed(processor, turn.intent, turn.aspect) if turn.intent else parse(processor, [turn.text])[0]
    replies = Replies()
    message = UserMessage(
        turn.text,
        replies,
        turn.sender,
        parse_data=dict(parsed),
        input_channel=AppChannel.name(),
        metadata=turn.metadata,
    )
    with memory.carrying(turn.state) as carried:
        await on_new_message(message)
    return {"replies": replies.as_list(), "parsed": parsed, "state": carried.after or turn.state}


async def _parse_all(processor: MessageProcessor, texts: list[str]) -> list[dict[str, Any]]:
    parses: list[dict[str, Any]] = []
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        parses += parse(processor, texts[start : start + TEXTS_AT_ONCE])
        await asyncio.sleep(0)
    return parses


def _processor(request: Request) -> MessageProcessor:
    agent: Agent | None = getattr(request.app.ctx, "agent", None)
    if agent is None or agent.processor is None:
        raise wire.Refused(503, "no model is loaded")
    return agent.processor


def _json_body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise wire.Refused(415, "content-type must be application/json")
    return bytes(request.body)
