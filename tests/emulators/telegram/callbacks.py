"""Presses of buttons that wait for the bot's answer."""

import itertools
from datetime import datetime, timedelta

from tests.emulators.telegram.errors import bad

#: Observed, not published.
LIFE = timedelta(seconds=15)
TEXT_LIMIT = 200


class Callbacks:
    """`answers` holds what the citizen was shown, by callback query id."""

    def __init__(self) -> None:
        self._count = itertools.count(4_382_000_001)
        self._until: dict[str, datetime] = {}
        self.answers: dict[str, str] = {}

    def open(self, now: datetime) -> str:
        number = str(next(self._count))
        self._until[number] = now + LIFE
        return number

    def answer(self, number: str | None, text: str, now: datetime) -> None:
        """Refused(400) when too late or unknown."""
        if self._until.get(number or "", now) <= now:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(text) > TEXT_LIMIT:
            raise bad("MESSAGE_TOO_LONG")
        self.answers[str(number)] = text
