"""Wrong codes, counted by who tried them: nobody may scan for answers.

Only a well-formed code that does not exist counts; a slip of the finger fails the check letter and costs nothing.
"""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

#: So many wrong codes in so many seconds.
MOST, WINDOW = 10, 600.0
#: Keys remembered at once; beyond it the oldest are forgotten.
KEYS = 100_000


class Guesses:
    """Counts in memory, of this process."""

    def __init__(self, clock: Callable[[], float] = monotonic):
        self._clock = clock
        self._lock = Lock()
        self._wrong: dict[str, deque[float]] = {}

    def wrong(self, key: str) -> None:
        """One more wrong code from `key` (an address, a conversation)."""
        with self._lock:
            times = self._wrong.pop(key, None) or deque(maxlen=MOST)
            times.append(self._clock())
            self._wrong[key] = times
            if len(self._wrong) > KEYS:
                del self._wrong[next(iter(self._wrong))]

    def seconds_barred(self, key: str) -> float:
        """How long `key` may look nothing up any more; 0 where it may."""
        with self._lock:
            times = self._wrong.get(key)
            if not times or len(times) < MOST:
                return 0.0
            return max(0.0, times[0] + WINDOW - self._clock())
