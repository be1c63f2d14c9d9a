"""The queue: turns that wait for a verdict, the riskiest first, page by page by a cursor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from bot.clock import VIETNAM
from bot.console.review.risk import Reason
from bot.console.review.scoring import SCORES, TURNS
from bot.storage.database import Database

#: Whose verdict is wanted: anybody's, that of a second reviewer, or no matter whose.
STATES = ("open", "second", "all")
#: Rows of a page, and of a piece of a file.
PAGE, PIECE = 25, 500
#: Beyond it a number of rows is told as "more than".
COUNTED = 1_000
_CURSOR = re.compile(r"(\d(?:\.\d{1,20})?(?:e-\d{1,3})?)~([0-9a-f-]{36})")
_BEFORE, _AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which turns; `days` counts today as one, `me` is who asks."""

    me: str
    state: str = "open"
    topic: str | None = None
    aspect: str | None = None
    channel: str | None = None
    days: int = 30
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a turn stands in the queue."""

    score: float
    id: str

    def __str__(self) -> str:
        return f"{self.score!r}~{self.id}"

    @classmethod
    def read(cls, cursor: str) -> "Place":
        """From an address. Raises ValueError."""
        found = _CURSOR.fullmatch(cursor)
        if found is None:
            raise ValueError(cursor)
        return cls(float(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class Waiting:
    """A turn of the queue, as its list shows it."""

    id: str
    score: float
    accepted_at: datetime
    channel: str
    topic: str | None
    aspect: str | None
    asked: int
    reasons: list[Reason]
    sampled: bool
    waits_for: str
    first_by: str | None
    question: str
    outcome: str
    confidence: float | None
    model_version: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.score, self.id)


class Queue:
    """Reads the queue. Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def page(self, wanted: Filter, today: date, after: Place | None = None, most: int = PAGE) -> list[Waiting]:
        """At most so many turns after a place, the riskiest first."""
        with self._database.looking() as connection:
            return _rows(connection, wanted, today, after, most)

    def every(self, wanted: Filter, today: date) -> Iterator[Waiting]:
        """All of them, piece by piece."""
        after: Place | None = None
        while rows := self.page(wanted, today, after, PIECE):
            yield from rows
            after = rows[-1].place

    def count(self, wanted: Filter, today: date) -> int:
        """How many there are; COUNTED + 1 stands for more."""
        some = select(SCORES.c.interaction_id).where(*_conditions(wanted, today)).limit(COUNTED + 1).subquery()
        with self._database.looking() as connection:
            return connection.scalar(select(func.count()).select_from(some)) or 0

    def first(self, wanted: Filter, today: date) -> str | None:
        """The riskiest that waits."""
        return self._neighbour(wanted, today, None, _AFTER)

    def next(self, wanted: Filter, today: date, place: Place) -> str | None:
        """The one after a place; at the end None."""
        return self._neighbour(wanted, today, place, _AFTER)

    def previous(self, wanted: Filter, today: date, place: Place) -> str | None:
        """The one before a place."""
        return self._neighbour(wanted, today, place, _BEFORE)

    def place(self, interaction_id: str) -> Place | None:
        """Where a turn stands; None where it has no score."""
        query = select(SCORES.c.score).where(SCORES.c.interaction_id == interaction_id)
        with self._database.looking() as connection:
            score = connection.scalar(query)
        return None if score is None else Place(score, interaction_id)

    def one(self, interaction_id: str) -> Waiting | None:
        """A turn as it stands in the queue; None where it has no score."""
        with self._database.looking() as connection:
            rows = _joined(connection, select(SCORES).where(SCORES.c.interaction_id == interaction_id))
        return rows[0] if rows else None

    def _neighbour(self, wanted: Filter, today: date, place: Place | None, way: str) -> str | None:
        query = select(SCORES.c.interaction_id).where(*_conditions(wanted, today))
        with self._database.looking() as connection:
            found: str | None = connection.scalar(_ordered(query, place, way).limit(1))
        return found


def _rows(connection: Connection, wanted: Filter, today: date, after: Place | None, most: int) -> list[Waiting]:
    # The scores are ordered and cut first; only those of the page are joined.
    return _joined(connection, _ordered(select(SCORES).where(*_conditions(wanted, today)), after, _AFTER).limit(most))


def _joined(connection: Connection, scores: Select[Any]) -> list[Waiting]:
    some = scores.subquery()
    own = ("score", "accepted_at", "channel", "topic", "aspect", "asked", "reasons", "sampled", "waits_for", "first_by")
    of_turn = ("question", "outcome", "confidence", "model_version")
    query = (
        select(some.c.interaction_id, *(some.c[name] for name in own), *(TURNS.c[name] for name in of_turn))
        .join(TURNS, TURNS.c.id == some.c.interaction_id)
        .order_by(some.c.score.desc(), some.c.interaction_id.desc())
    )
    return [Waiting(*row) for row in connection.execute(query)]


def _ordered(query: Select[Any], place: Place | None, way: str) -> Select[Any]:
    keys = (SCORES.c.score, SCORES.c.interaction_id)
    if place:
        here, there = tuple_(*keys), tuple_(place.score, place.id)
        query = query.where(here < there if way == _AFTER else here > there)
    return query.order_by(*(key.desc() if way == _AFTER else key for key in keys))


def _conditions(wanted: Filter, today: date) -> list[ColumnElement[bool]]:
    found = [SCORES.c.accepted_at >= since(today, wanted.days)]
    if wanted.state != "all":
        found.append(SCORES.c.waits_for == {"open": "first", "second": "second"}[wanted.state])
    if wanted.state == "second":
        found.append(SCORES.c.first_by != wanted.me)
    if wanted.topic:
        found.append(SCORES.c.topic == wanted.topic)
    if wanted.aspect:
        found.append(SCORES.c.aspect == wanted.aspect)
    if wanted.channel:
        found.append(SCORES.c.channel == wanted.channel)
    if wanted.sampled:
        found.append(SCORES.c.sampled)
    return found


def since(today: date, days: int) -> datetime:
    """When so many days began in Vietnam; today is one of them. In UTC: SQLite compares moments as they are written."""
    return datetime.combine(today - timedelta(days=days - 1), time(), VIETNAM).astimezone(UTC)
