"""How often a bot may write, by the emulator's clock."""

import math
from collections import defaultdict, deque
from datetime import datetime, timedelta

from tests.emulators.telegram.errors import too_many


class Limits:
    """At most `overall` messages a second, and to one chat `burst` in `apart` seconds; a refused one does not count."""

    def __init__(self, overall: int = 30, apart: float = 1.0, burst: int = 1) -> None:
        self.overall, self.apart, self.burst = overall, timedelta(seconds=apart), burst
        self.on = True
        self._all: deque[datetime] = deque()
        self._chats: defaultdict[int, deque[datetime]] = defaultdict(deque)

    def check(self, chat: int, now: datetime) -> None:
        """Refused(429) with the seconds to wait."""
        if not self.on:
            return
        waits = (
            self._wait(self._all, self.overall, timedelta(seconds=1), now),
            self._wait(self._chats[chat], self.burst, self.apart, now),
        )
        if (wait := max(waits)) > timedelta():
            raise too_many(math.ceil(wait.total_seconds()))

    def count(self, chat: int, now: datetime) -> None:
        """A message was accepted."""
        self._all.append(now)
        self._chats[chat].append(now)

    @staticmethod
    def _wait(sent: deque[datetime], most: int, within: timedelta, now: datetime) -> timedelta:
        while sent and sent[0] <= now - within:
            sent.popleft()
        return timedelta() if len(sent) < most else sent[-most] + within - now
