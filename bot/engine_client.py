"""The app's one door to the engine; another engine needs another client and nothing else."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import aiohttp

from bot.advice.advice import Button

SECRET_HEADER = "X-Ansinh-Engine-Secret"  # noqa: S105  the header's name, not a secret
#: Seconds an unused connection stays: less than the engine's own five, so that none is used as it is being closed.
KEPT_OPEN = 4.0
#: Texts in one batch of `understand`.
BATCH = 200


class EngineUnavailable(Exception):
    """The engine did not answer a turn: down, too slow, or refusing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the engine is told of a message: masked words or a pressed button, and the record it belongs to."""

    conversation_id: str
    interaction_id: str
    as_of: date
    text: str
    button: Button | None = None
    state: dict[str, Any] = field(default_factory=dict)
    attempt: int = 1


class EngineClient:
    """Speaks with the channel `ansinh_engine.channel` over loopback, through connections that stay open."""

    def __init__(self, url: str, secret: str, timeout: float):
        self._url = url
        self._headers = {SECRET_HEADER: secret, "Content-Type": "application/json", "Accept-Encoding": "identity"}
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._open: aiohttp.ClientSession | None = None

    async def turn(self, turn: Turn) -> dict[str, Any]:
        """Let the engine take one turn; what is said arrives in the record. Gives the state that the next turn
        begins with. Raises EngineUnavailable."""
        body: dict[str, Any] = {
            "sender": turn.conversation_id,
            "metadata": {"turn": turn.interaction_id, "try": turn.attempt, "as_of": turn.as_of.isoformat()},
            "text": turn.text,
            "state": turn.state,
        }
        if turn.button:
            body["intent"] = turn.button.intent
            if turn.button.aspect:
                body["aspect"] = turn.button.aspect
        state: dict[str, Any] = (await self._post("/webhooks/ansinh/turn", body))["state"]
        return state

    async def parse(self, texts: list[str]) -> list[dict[str, Any]]:
        """Understand texts without a dialogue: one parse a text, in order. Raises EngineUnavailable."""
        parses: list[dict[str, Any]] = []
        for start in range(0, len(texts), BATCH):
            answer = await self._post("/webhooks/ansinh/parse", {"texts": texts[start : start + BATCH]})
            parses.extend(answer["parses"])
        return parses

    def move(self, url: str) -> None:
        """From the next request on, ask the engine at another address."""
        self._url = url

    async def is_up(self) -> bool:
        """Whether the engine answers and has its model."""
        try:
            timeout = aiohttp.ClientTimeout(total=2)
            async with self._session().get(f"{self._url}/webhooks/ansinh/health", timeout=timeout) as answer:
                return answer.ok
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def close(self) -> None:
        """Return all connections."""
        if self._open is not None:
            await self._open.close()

    def _session(self) -> aiohttp.ClientSession:
        # A session belongs to the loop it is opened in, and the client is made before there is one.
        if self._open is None:
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEPT_OPEN)
            self._open = aiohttp.ClientSession(headers=self._headers, timeout=self._timeout, connector=connector)
        return self._open

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            async with self._session().post(self._url + path, data=json.dumps(body).encode()) as answer:
                answer.raise_for_status()
                parsed: dict[str, Any] = await answer.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise EngineUnavailable(type(error).__name__) from error
        return parsed
