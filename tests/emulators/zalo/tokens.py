"""Access and refresh tokens: single use, rotating, and only the newest access token lives."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.ids import Ids
from tests.emulators.zalo.wire import Refused

ACCESS_LIFE = timedelta(seconds=90_000)
REFRESH_LIFE = timedelta(days=90)


class DeadRefresh(Exception):
    """A refresh token that gives nothing; `used` when it once did."""

    def __init__(self, used: bool) -> None:
        super().__init__("already used" if used else "unknown or expired")
        self.used = used


@dataclass
class Pair:
    """What one grant or refresh gave."""

    access: str
    refresh: str
    issued: datetime
    used: bool = False


class Tokens:
    """Every pair ever issued, newest last."""

    def __init__(self, ids: Ids, clock: Clock) -> None:
        self._ids, self._clock = ids, clock
        self.issued: list[Pair] = []
        self.refreshed = 0
        self._removed = False

    @property
    def current(self) -> Pair:
        """The newest pair; granted at first use, as the console's API Explorer does without any consent."""
        return self.issued[-1] if self.issued else self.grant()

    def grant(self) -> Pair:
        """A new pair after consent; the pairs before it die."""
        for old in self.issued:
            old.used = True
        return self._issue()

    def refresh(self, token: str) -> Pair:
        """Rotate. Raises DeadRefresh; a token that is spent spends nothing more."""
        pair = next((each for each in self.issued if each.refresh == token), None)
        if pair is None or self._clock.now() - pair.issued > REFRESH_LIFE:
            raise DeadRefresh(used=False)
        if pair.used:
            raise DeadRefresh(used=True)
        pair.used = True
        self.refreshed += 1
        return self._issue()

    def check(self, access: str | None) -> None:
        """Refused(-216) for a token never issued, (-220) for one that has expired or was replaced."""
        pair = next((each for each in self.issued if each.access == access), None)
        if pair is None:
            raise Refused(-216, "Access token is invalid")
        if self._removed or pair is not self.issued[-1] or self._clock.now() - pair.issued >= ACCESS_LIFE:
            raise Refused(-220, "Access token has expired or been removed")

    def remove(self) -> None:
        """Kill the access token before its time; a refresh heals it."""
        self._removed = True

    def _issue(self) -> Pair:
        self._removed = False
        self.issued.append(Pair(self._ids.secret("access"), self._ids.secret("refresh"), self._clock.now()))
        return self.issued[-1]
