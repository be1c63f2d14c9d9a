"""What is done again and again beside the talk, in one thread: one that fails is tried again at its next time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """`do` every so many seconds; the first time soon after the start."""

    name: str
    every: float
    do: Callable[[], object]


class Chores:
    """Does its chores until stopped."""

    def __init__(self, chores: list[Chore], name: str = "chores"):
        self._chores = chores
        self._stopped = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End; a chore that is under way is waited for."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        due = {chore.name: monotonic() for chore in self._chores}
        while not self._stopped.is_set():
            for chore in self._chores:
                if monotonic() >= due[chore.name]:
                    due[chore.name] = monotonic() + chore.every
                    _do(chore)
            self._stopped.wait(max(0.05, min(due.values()) - monotonic()))


def _do(chore: Chore) -> None:
    try:
        chore.do()
    except Exception as error:
        # The class alone: a message may repeat what a citizen wrote.
        log.warning("%s: %s; again in %.0f s", chore.name, type(error).__name__, chore.every)
