"""A replay and its changes, as they are shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from bot.learning.reading import fits

#: Whoever runs a replay is heard of more often than this; after it somebody else goes on.
STALE_SECONDS = 90
OVER = frozenset({"done", "cancelled", "failed"})


class ReplayRefused(Exception):
    """What may not be done with a replay; `reason` is one word."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Replay:
    """As the table has it (`bot.storage.learning_tables`); `harm` counts what blocks and was not let pass."""

    id: str
    candidate: str
    against: str
    days: int
    state: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    trouble: str
    total: int
    done: int
    questions: int
    changed: int
    mended: int
    seconds: int
    harm: int = 0
    passed: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in OVER

    @property
    def percent(self) -> int:
        """How much of it is read."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def allows(self) -> bool:
        """Whether the candidate may take the other's place."""
        return self.state == "done" and not self.harm


@dataclass(frozen=True, slots=True)
class Change:
    """One question that would be read otherwise; `words` are masked, empty where the person was erased."""

    number: int
    kind: str
    interaction_id: str | None
    words: str
    askers: int
    expected: str | None
    before: str
    before_margin: float
    after: str
    after_margin: float
    harm: str
    weight: float
    passed_by: str | None
    passed_why: str | None
    passed_at: datetime | None

    @property
    def mends(self) -> bool:
        """Whether what is right was not given and now would be."""
        expected = self.expected or ""
        return bool(expected) and fits(expected, self.after) and not fits(expected, self.before)


def replay_of(row: RowMapping, harm: int, passed: int) -> Replay:
    """A row of the table."""
    counted: dict[str, Any] = {"harm": harm, "passed": passed}
    return Replay(**{name: row[name] for name in Replay.__slots__ if name not in counted}, **counted)
