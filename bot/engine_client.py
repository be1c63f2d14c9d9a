"""The app's one door to the engine; another engine needs another client and nothing else."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx

from bot.advice.advice import Button

SECRET_HEADER = "X-Ansinh-Engine-Secret"  # noqa: S105  the header's name, not a secret
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


class EngineClient:
    """Speaks with the channel `ansinh_engine.channel` over loopback."""

    def __init__(self, url: str, secret: str, timeout: float):
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=32)
        self._http = httpx.AsyncClient(
            base_url=url, headers={SECRET_HEADER: secret}, timeout=timeout, limits=limits, trust_env=False
        )

    async def turn(self, turn: Turn) -> dict[str, Any]:
        """Let the engine take one turn; what is said arrives in the record. Gives the state that the next turn
        begins with. Raises EngineUnavailable."""
        body: dict[str, Any] = {
            "sender": turn.conversation_id,
            "metadata": {"turn": turn.interaction_id, "as_of": turn.as_of.isoformat()},
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

    async def is_up(self) -> bool:
        """Whether the engine answers and has its model."""
        try:
            answer = await self._http.get("/webhooks/ansinh/health", timeout=2)
        except httpx.HTTPError:
            return False
        return answer.is_success

    async def close(self) -> None:
        """Return all connections."""
        await self._http.aclose()

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = await self._http.post(path, json=body)
            answer.raise_for_status()
            parsed: dict[str, Any] = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise EngineUnavailable(type(error).__name__) from error
        return parsed
