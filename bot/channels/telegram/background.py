"""Work that is done again and again in a thread of its own, whatever fails: nothing waits for Telegram."""

import logging
import random
from collections.abc import Callable, Iterator
from threading import Event, Thread

from bot.channels.contract import SendFailed

log = logging.getLogger(__name__)

#: Seconds of the first and of the longest pause after a failure.
FIRST, LONGEST = 1.0, 60.0


def pauses(first: float = FIRST, longest: float = LONGEST) -> Iterator[float]:
    """Seconds to wait after each failure in a row: doubled, up to a quarter shorter by chance."""
    while True:
        yield first * random.uniform(0.75, 1.0)  # noqa: S311
        first = min(first * 2, longest)


class Background:
    """Calls `work` until it gives False; after a failure it waits and calls again.

    `end` cuts short what `work` is waiting for.
    """

    def __init__(
        self,
        work: Callable[[], bool],
        end: Callable[[], None] = lambda: None,
        waits: Callable[[], Iterator[float]] = pauses,
    ):
        self._work, self._end, self._waits = work, end, waits
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="telegram-background", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End and wait until it has ended."""
        self._stopped.set()
        while self._thread.is_alive():
            # Again and again: the work may only now begin to wait.
            self._end()
            self._thread.join(0.1)

    def _run(self) -> None:
        waits = self._waits()
        while not self._stopped.is_set():
            try:
                if not self._work():
                    return
                waits = self._waits()
            except Exception as error:
                # Whatever it is (network, database, a restart): the citizens' messages wait at Telegram meanwhile.
                self._pause(error, next(waits))

    def _pause(self, error: Exception, wait: float) -> None:
        if self._stopped.is_set():
            return
        failure = error if isinstance(error, SendFailed) else None
        wait = max(wait, failure.retry_after or 0) if failure else wait
        # Of other errors the class alone: a message may repeat what a citizen wrote.
        log.warning("Telegram: %s; again in %.0f s", failure.reason if failure else type(error).__name__, wait)
        self._stopped.wait(wait)
