"""Which verdicts hold: those that nobody took back or replaced. Other rooms read reviews by this."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.statistics.verdicts_given import HOLDS, REVIEWS

__all__ = ["HOLDS", "REVIEWS"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict that holds; see `bot.storage.review_tables.Review`."""

    id: int
    interaction_id: str
    reviewer: str
    verdict: str
    right_topic: str | None
    right_aspect: str | None
    to_content: bool
    note: str
    model_version: str
    round: int
    reviewed_at: datetime
    seconds: float


COLUMNS = tuple(REVIEWS.c[name] for name in Verdict.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Pair:
    """The verdicts on one turn: that of the first reviewer and, on the sample, that of a second."""

    first: Verdict | None = None
    second: Verdict | None = None

    def of(self, reviewer: str) -> Verdict | None:
        """What this member of staff judged."""
        return next((one for one in (self.first, self.second) if one and one.reviewer == reviewer), None)

    def seen_by(self, reviewer: str) -> str:
        """What this member of staff is shown of it, as a page of theirs sends it back: the verdicts' numbers.

        Whoever may give the second verdict is shown nothing of the first.
        """
        if self.of(reviewer) is None and self.second is None:
            return ""
        return "-".join(str(one.id) for one in (self.first, self.second) if one)

    def waits_for(self, *, sampled: bool) -> str:
        """Whose verdict is missing: one of WAITS_FOR of the tables."""
        if self.first is None:
            return "first"
        return "second" if sampled and self.second is None else "nobody"


def verdicts_of(connection: Connection, ids: Sequence[str]) -> dict[str, Pair]:
    """The verdicts that hold on these turns; a turn nobody judged is left out."""
    if not ids:
        return {}
    query = select(*COLUMNS).where(REVIEWS.c.interaction_id.in_(list(ids)), HOLDS).order_by(REVIEWS.c.id)
    return paired(Verdict(*row) for row in connection.execute(query))


def paired(verdicts: Iterable[Verdict]) -> dict[str, Pair]:
    """By turn."""
    rounds: dict[str, dict[int, Verdict]] = {}
    for one in verdicts:
        rounds.setdefault(one.interaction_id, {})[one.round] = one
    return {turn: Pair(found.get(1), found.get(2)) for turn, found in rounds.items()}


def is_sampled(interaction_id: str, every: int) -> bool:
    """Whether a turn belongs to those that two judge: every so many, by the hash of its id, so by chance."""
    return int.from_bytes(hashlib.sha256(interaction_id.encode()).digest()[:8]) % every == 0
