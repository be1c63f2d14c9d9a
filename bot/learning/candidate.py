"""A sentence that may be learnt, and what may be done with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping

from bot.learning.label import topic_of


class State(StrEnum):
    """Where a candidate stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    EXPORTED = "exported"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why a sentence is not learnt."""

    WRONG_LABEL = "wrong_label"
    UNCLEAR = "unclear"
    PERSONAL = "personal"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Candidate:
    """As the table has it (`bot.storage.learning_tables`). `reviewers` are all who corrected a turn behind it."""

    id: str
    label: str
    text: str
    source: str
    near: str
    asked: int
    state: State
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    reason: str | None
    export_id: str | None
    exported_by: str | None
    exported_at: datetime | None
    version: int
    reviewers: frozenset[str] = frozenset()

    @property
    def topic(self) -> str:
        """Of its label."""
        return topic_of(self.label)


def candidate_of(row: RowMapping | dict[str, Any], reviewers: frozenset[str] = frozenset()) -> Candidate:
    """A row of the table."""
    names = Candidate.__slots__
    fields = {name: row[name] for name in names if name not in {"reviewers", "state"}}
    return Candidate(**fields, state=State(row["state"]), reviewers=reviewers)
