"""What the model thought of a turn: its likeliest pairs of topic and aspect, kept beside the record for whoever judges.

The chain does not hold them: they say how an answer was chosen, not what was said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select

from bot.storage.review_tables import TurnRanking
from bot.storage.upsert import insert_of

#: Pairs that are kept of a turn.
BEST = 5
_DIGITS = 4
#: What stands for words that are kept elsewhere: such as "[Nội dung tin báo, lưu riêng]".
_MARKER = re.compile(r"\[[^\[\]]*\]")

_TABLE = TurnRanking.metadata.tables[TurnRanking.__tablename__]
_OF = select(_TABLE.c.interaction_id, _TABLE.c.pairs).where(
    _TABLE.c.interaction_id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Guess:
    """One pair and how likely the model took it for (0 to 1); plain intents have no aspect."""

    topic: str
    aspect: str | None
    confidence: float


Ranking = tuple[Guess, ...]


def tells(question: str) -> bool:
    """Whether a recorded question has words: they were not withheld, and not erased."""
    return bool(question) and _MARKER.fullmatch(question) is None


def read(aspects: Iterable[Mapping[str, Any]]) -> Ranking:
    """The best of what the engine ranked (`topic`, `aspect`, `confidence`), the likeliest first."""
    guesses = [Guess(one["topic"], one.get("aspect"), round(float(one["confidence"]), _DIGITS)) for one in aspects]
    return tuple(guesses[:BEST])


def keep(connection: Connection, interaction_id: str, ranking: Ranking) -> None:
    """Store a turn's ranking in its own transaction; said again, the later one counts."""
    pairs = [[one.topic, one.aspect, one.confidence] for one in ranking]
    connection.execute(_kept(connection.dialect.name), {"interaction_id": interaction_id, "pairs": pairs})


def of_turns(connection: Connection, ids: Sequence[str]) -> dict[str, Ranking]:
    """The rankings of these turns; those that were pressed, or understood by nobody, have none."""
    if not ids:
        return {}
    found = connection.execute(_OF, {"ids": list(ids)})
    return {row.interaction_id: tuple(Guess(*pair) for pair in row.pairs) for row in found}


@cache
def _kept(dialect: str) -> Any:
    added = insert_of(dialect, _TABLE)
    return added.on_conflict_do_update(index_elements=["interaction_id"], set_={"pairs": added.excluded.pairs})
