"""A replay and its changes, as they are shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

#: Whoever runs a replay is heard of more often than this; after it somebody else goes on.
STALE_SECONDS = 90
OVER = frozenset({"done", "cancelled", "failed"})


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
    def is_open(self) -> bool:
        """Whether it is harm that nobody let pass."""
        return bool(self.harm) and self.passed_by is None


def replay_of(row: RowMapping, harm: int, passed: int) -> Replay:
    """A row of the table."""
    counted: dict[str, Any] = {"harm": harm, "passed": passed}
    return Replay(**{name: row[name] for name in Replay.__slots__ if name not in counted}, **counted)
