"""Requests a minute, by the platform's clock."""

from datetime import datetime

from tests.emulators.zalo.account import Rules
from tests.emulators.zalo.wire import Refused


class Rate:
    """Counts calls in each whole minute; a package without API is left to the package check."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._minute, self.used = -1, 0

    @property
    def limit(self) -> int:
        return self._rules.per_minute or 100

    def headers(self) -> dict[str, str]:
        return {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remain": str(max(0, self.limit - self.used))}

    def spend(self, now: datetime) -> None:
        """Count one call. Refused(-32) when the minute is used up."""
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute, self.used = minute, 0
        if self.used >= self.limit:
            raise Refused(-32, "Your Official Account has reached its limit of requests per minute")
        self.used += 1
