"""How many files somebody may take along in a day: a copy that leaves the house is one that nobody erases."""

from datetime import date
from threading import Lock

from bot.clock import today

EXPORTS_A_DAY = 10


class Allowance:
    """Counts the exports of one process."""

    def __init__(self) -> None:
        self._taken: dict[tuple[date, str], int] = {}
        self._lock = Lock()

    def take(self, staff_id: str) -> bool:
        """Count one more; False where that is one too many."""
        with self._lock:
            key = (today(), staff_id)
            self._taken = {known: count for known, count in self._taken.items() if known[0] == key[0]}
            self._taken[key] = self._taken.get(key, 0) + 1
            return self._taken[key] <= EXPORTS_A_DAY
