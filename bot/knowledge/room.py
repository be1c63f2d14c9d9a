"""The room of knowledge: what is approved, laid over `data/`, loaded, and given to the house that speaks from it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from bot.knowledge.changes import DROPPED, LANDED, Change, ChangeRefused, Changes
from bot.knowledge.items import Item, read_files, with_words, words_of
from bot.knowledge.loading import Loaded, load
from bot.knowledge.overlay import Overlay, State, laid
from bot.policy.errors import PolicyError
from bot.storage.database import DatabaseUnavailable

log = logging.getLogger(__name__)

#: Who acts where the program does by itself.
MACHINE = "ansinh"


@dataclass(frozen=True, slots=True)
class Known:
    """What is in force: the files with the overlay, up to which step; `trouble` is why they could not be loaded."""

    mark: int
    overlay: Overlay
    trouble: str = ""

    @property
    def conflicts(self) -> list[str]:
        """Approved changes that the files contradict."""
        return self.overlay.of(State.CONFLICT)


class KnowledgeRoom:
    """Keeps it current. `taken` is called with what was loaded, whenever other changes apply than before."""

    def __init__(self, changes: Changes, data: Path, taken: Callable[[Loaded], None]):
        self.changes, self.data = changes, data
        self._taken, self._lock = taken, Lock()
        self._known: Known | None = None
        #: The changes that the house speaks with; none at first, as it was built from `data/` alone.
        self._applied: list[str] = []

    @property
    def known(self) -> Known:
        """What is in force here, as of the last `refresh`. Raises DatabaseUnavailable before the first."""
        if self._known is None:
            self.refresh()
        return self._known or Known(-1, Overlay(read_files(self.data), {}))

    def refresh(self, *, again: bool = False) -> bool:
        """Take what was approved since; True where something was. Raises DatabaseUnavailable.

        What cannot be loaded is not taken: the house goes on with what it has, and `known.trouble` says why.
        """
        with self._lock:
            mark = self.changes.mark()
            if not again and self._known is not None and self._known.mark == mark:
                return False
            overlay = laid(read_files(self.data), self.changes.approved())
            self._known = Known(mark, overlay, self._take(overlay, again=again))
        self._note_landed(overlay)
        return True

    def begin(self) -> None:
        """As `refresh`, at the start of a process, where there may be no tables yet."""
        try:
            self.refresh()
        except DatabaseUnavailable:
            log.info("no knowledge of staff: the database has no tables yet")

    def files_with(self, item: Item, words: str) -> dict[str, str]:
        """The files in force with other words for one item."""
        return with_words(self.known.overlay.files, item, words)

    def words(self, item: Item) -> str | None:
        """The words of an item that are in force."""
        return words_of(self.known.overlay.files, item)

    def approve(self, change: Change, what: str, by: str, why: str) -> None:
        """Decide a change; what is approved is in force here at once. Raises ChangeRefused: stale, own, decided."""
        self.refresh()
        if what == "approved" and self.words(change.item) != change.proposal.before:
            raise ChangeRefused("stale")
        self.changes.decide(change, what, by, why)
        self.refresh()

    def drop(self, change: Change, by: str, why: str) -> None:
        """End a change that the files contradict: the files are right. Raises ChangeRefused."""
        self.changes.end(change, DROPPED, by, why)
        self.refresh()

    def _take(self, overlay: Overlay, *, again: bool) -> str:
        if conflicts := overlay.of(State.CONFLICT):
            log.error("%d approved changes contradict data/: see `ansinh knowledge state`", len(conflicts))
        applied = overlay.of(State.APPLIED)
        if applied == self._applied and not again:
            return ""
        try:
            self._taken(load(self.data, overlay.files))
        except (PolicyError, ValueError, KeyError) as error:
            log.error("what staff approved cannot be loaded: %s", error)
            return str(error)
        self._applied = applied
        return ""

    def _note_landed(self, overlay: Overlay) -> None:
        for change_id in overlay.of(State.LANDED):
            if change := self.changes.find(change_id):
                try:
                    self.changes.end(change, LANDED, MACHINE)
                except ChangeRefused:
                    # Another process saw it first.
                    continue
