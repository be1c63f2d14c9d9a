"""The audit for a reader: by who, what, about and day; each entry is opened on its way, so a page looks at so many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.clock import VIETNAM
from bot.records.audit import Audit, Done

PAGE = 50
#: Entries opened for one page: a filter that finds little says where it stopped instead of reading for minutes.
OPENED_MOST = 5_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter: parts of names, case ignored; days in Vietnam."""

    who: str = ""
    what: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None

    def fits(self, done: Done) -> bool:
        """Whether an act is let through."""
        day, act = done.moment.astimezone(VIETNAM).date(), done.act
        return (
            self.who.casefold() in act.who.casefold()
            and act.what.startswith(self.what)
            and self.about.casefold() in act.about.casefold()
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
        )

    def is_over(self, done: Done) -> bool:
        """Whether everything before this act is too old."""
        return self.since is not None and done.moment.astimezone(VIETNAM).date() < self.since


@dataclass(frozen=True, slots=True)
class Found:
    """Acts of one page; `after` is where the next one goes on, None where nothing is left."""

    acts: list[Done]
    after: int | None


def found(audit: Audit, wanted: Wanted, before: int | None = None) -> Found:
    """The latest acts that fit, from `before` on. Raises DatabaseUnavailable, KeyRefused."""
    acts: list[Done] = []
    last: int | None = None
    for opened, done in enumerate(_walk(audit, before), 1):
        if wanted.is_over(done):
            return Found(acts, None)
        last = done.sequence
        if wanted.fits(done):
            acts.append(done)
        if len(acts) == PAGE or opened == OPENED_MOST:
            return Found(acts, last)
    return Found(acts, None)


def every(audit: Audit, wanted: Wanted) -> Iterator[Done]:
    """All acts that fit, the latest first, one after the other."""
    for done in _walk(audit, None):
        if wanted.is_over(done):
            return
        if wanted.fits(done):
            yield done


def _walk(audit: Audit, before: int | None) -> Iterator[Done]:
    while batch := audit.latest(_AT_ONCE, before):
        yield from batch
        before = batch[-1].sequence
