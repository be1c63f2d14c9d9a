"""Verdicts that were given, the latest first: who judged what, with its turn; and the numbers made of them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, select

from bot.console.review.queue import COUNTED, PAGE, PIECE, since
from bot.console.review.scoring import SCORES, TURNS
from bot.console.review.standing import HOLDS, REVIEWS
from bot.storage.database import Database

#: In place of a topic: none, or one that is answered no more.
NOTHING = "~"
#: Of two verdicts on a turn: the same one, or any difference (see `accuracy.differ`).
PAIRS = ("same", "apart")


@dataclass(frozen=True, slots=True)
class Which:
    """Which verdicts; `days` counts today as one. `blind` is who may not see verdicts they are to give a second of.

    `pair` is one of PAIRS: of turns with two verdicts only.
    """

    days: int = 90
    verdicts: tuple[str, ...] = ()
    reviewer: str | None = None
    topic: str | None = None
    model: str | None = None
    round: int | None = None
    to_content: bool = False
    sampled: bool = False
    pair: str | None = None
    blind: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict with its turn."""

    number: int
    id: str
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
    channel: str
    topic: str | None
    aspect: str | None
    question: str
    outcome: str | None
    confidence: float | None


_COLUMNS = (
    REVIEWS.c.id,
    REVIEWS.c.interaction_id,
    *(REVIEWS.c[field.name] for field in fields(Judged)[2:12]),
    *(TURNS.c[field.name] for field in fields(Judged)[12:]),
)


class JudgedTurns:
    """Reads verdicts that hold; `topics` are those that are answered. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, topics: Collection[str] = ()):
        self._database, self._topics = database, sorted(topics)

    def page(self, which: Which, today: date, after: int | None = None, most: int = PAGE) -> list[Judged]:
        """At most so many, the latest first; `after` is the number of the last one that was seen."""
        query = select(*_COLUMNS).join(TURNS, TURNS.c.id == REVIEWS.c.interaction_id)
        query = query.where(*self._conditions(which, today)).order_by(REVIEWS.c.id.desc()).limit(most)
        if after is not None:
            query = query.where(REVIEWS.c.id < after)
        with self._database.looking() as connection:
            return [Judged(*row) for row in connection.execute(query)]

    def all(self, which: Which, today: date) -> Iterator[Judged]:
        """All of them, piece by piece."""
        after: int | None = None
        while rows := self.page(which, today, after, PIECE):
            yield from rows
            after = rows[-1].number

    def count(self, which: Which, today: date) -> int:
        """How many there are; COUNTED + 1 stands for more."""
        query = select(REVIEWS.c.id).join(TURNS, TURNS.c.id == REVIEWS.c.interaction_id)
        some = query.where(*self._conditions(which, today)).limit(COUNTED + 1).subquery()
        with self._database.looking() as connection:
            return connection.scalar(select(func.count()).select_from(some)) or 0

    def tally(self, which: Which, today: date) -> list[tuple[str, str | None, str, int]]:
        """Model, topic, verdict and how many."""
        key = (REVIEWS.c.model_version, TURNS.c.topic, REVIEWS.c.verdict)
        query = select(*key, func.count()).join(TURNS, TURNS.c.id == REVIEWS.c.interaction_id)
        query = query.where(*self._conditions(which, today)).group_by(*key)
        with self._database.looking() as connection:
            return [(model, topic, verdict, count) for model, topic, verdict, count in connection.execute(query)]

    def pairs(self, which: Which, today: date) -> list[tuple[Judged, Judged]]:
        """First and second verdict of each turn that has both, the latest second verdict first."""
        first = REVIEWS.alias("first_review")
        superseding = REVIEWS.alias("later_first")
        stands = ~select(superseding.c.id).where(superseding.c.supersedes == first.c.id).exists()
        of_first = [first.c.id, first.c.interaction_id, *(first.c[field.name] for field in fields(Judged)[2:12])]
        query = (
            select(*_COLUMNS, *(column.label(f"first_{column.name}") for column in of_first))
            .join(TURNS, TURNS.c.id == REVIEWS.c.interaction_id)
            .join(first, (first.c.interaction_id == REVIEWS.c.interaction_id) & (first.c.round == 1))
            .where(REVIEWS.c.round == 2, first.c.verdict != "undone", stands, *self._conditions(which, today))
            .order_by(REVIEWS.c.id.desc())
        )
        own = len(_COLUMNS)
        with self._database.looking() as connection:
            rows = connection.execute(query).all()
        return [(Judged(*row[own:], *row[12:own]), Judged(*row[:own])) for row in rows]

    def _conditions(self, which: Which, today: date) -> list[ColumnElement[bool]]:
        equal = {REVIEWS.c.reviewer: which.reviewer, REVIEWS.c.model_version: which.model, REVIEWS.c.round: which.round}
        found = [HOLDS, REVIEWS.c.reviewed_at >= since(today, which.days)]
        found += [column == value for column, value in equal.items() if value]
        if which.verdicts:
            found.append(REVIEWS.c.verdict.in_(which.verdicts))
        if which.topic:
            found.append(self._about(which.topic))
        if which.to_content:
            found.append(REVIEWS.c.to_content)
        if which.sampled:
            found.append(REVIEWS.c.sampled)
        if which.pair:
            found.append(_paired(same=which.pair == "same"))
        if which.blind:
            found.append(_seen(which.blind))
        return found

    def _about(self, topic: str) -> ColumnElement[bool]:
        if topic == NOTHING:
            return TURNS.c.topic.is_(None) | TURNS.c.topic.not_in(self._topics)
        return TURNS.c.topic == topic


def _paired(*, same: bool) -> ColumnElement[bool]:
    """Whether the turn's other verdict says the same, or something else."""
    other, later = REVIEWS.alias("other_review"), REVIEWS.alias("later_other")
    said = ("verdict",) if same else ("verdict", "right_topic", "right_aspect")
    alike = [other.c[name].is_not_distinct_from(REVIEWS.c[name]) for name in said]
    return exists().where(
        other.c.interaction_id == REVIEWS.c.interaction_id,
        other.c.round != REVIEWS.c.round,
        other.c.verdict != "undone",
        ~exists().where(later.c.supersedes == other.c.id),
        and_(*alike) if same else ~and_(*alike),
    )


def _seen(me: str) -> ColumnElement[bool]:
    """Not a verdict of somebody else on a turn that waits for a second one, which may be asked of me."""
    waiting = select(SCORES.c.interaction_id).where(SCORES.c.waits_for == "second")
    return (REVIEWS.c.reviewer == me) | REVIEWS.c.interaction_id.not_in(waiting)
