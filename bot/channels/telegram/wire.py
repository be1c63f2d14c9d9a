"""The library's HTTP side, kept from writing citizens' words and the token into logs."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

#: Seconds to wait for a connection, and for each read and write.
CONNECT, ANSWER = 5.0, 15.0
#: Seconds that a file may take in one write.
UPLOAD = 30.0


class Wire(HTTPXRequest):
    """Requests with time limits; an answer that is not JSON is refused without being logged."""

    def __init__(self) -> None:
        super().__init__(
            connect_timeout=CONNECT,
            read_timeout=ANSWER,
            write_timeout=ANSWER,
            pool_timeout=ANSWER,
            media_write_timeout=UPLOAD,
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The object of an answer. Raises TelegramError."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


class RawBot(Bot):
    """The library's Bot, which can also hand over updates as they came.

    Its own `get_updates` parses all of a batch or none: one odd update would hold back the rest for ever.
    """

    async def raw_updates(self, offset: int | None, wait: float, allowed: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        """Updates from `offset` on, waiting up to `wait` seconds for the first. Raises TelegramError."""
        asked = {"offset": offset, "timeout": int(wait), "allowed_updates": list(allowed)}
        updates = await self._post("getUpdates", asked, read_timeout=wait + ANSWER)
        return [update for update in updates if isinstance(update, dict)]


def quiet() -> None:
    """Every request's address holds the token, and httpx writes it at INFO."""
    for name in ("httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
