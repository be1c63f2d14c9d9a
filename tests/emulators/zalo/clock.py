"""The platform's clock: real, fast, or standing still until a test moves it."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Time in UTC that runs `speed` times as fast as the wall clock (0: stands still)."""

    def __init__(self, start: datetime | None = None, speed: float = 1.0) -> None:
        self._lock = threading.Lock()
        self._base, self._begun, self._speed = start or datetime.now(UTC), time.monotonic(), speed
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        with self._lock:
            return self._now()

    def milliseconds(self) -> int:
        return int(self.now().timestamp() * 1000)

    def advance(self, by: timedelta) -> None:
        """Jump forward; whoever waits for a time that has come is woken."""
        self._move(lambda now: now + by)

    def set(self, to: datetime) -> None:
        self._move(lambda _now: to)

    def run(self, speed: float) -> None:
        """Go on from now at another speed."""
        self._move(lambda now: now, speed)

    def real_seconds_until(self, moment: datetime) -> float | None:
        """How long to sleep until then; None while the clock stands still."""
        with self._lock:
            left = (moment - self._now()).total_seconds()
            return None if self._speed == 0 else max(0.0, left / self._speed)

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def _now(self) -> datetime:
        return self._base + timedelta(seconds=(time.monotonic() - self._begun) * self._speed)

    def _move(self, moved: Callable[[datetime], datetime], speed: float | None = None) -> None:
        with self._lock:
            self._base, self._begun = moved(self._now()), time.monotonic()
            self._speed = self._speed if speed is None else speed
        for listener in self._listeners:
            listener()
