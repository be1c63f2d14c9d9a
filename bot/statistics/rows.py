"""The turns behind a number: those of its filter that meet its condition, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_

from bot.clock import VIETNAM
from bot.statistics.books import dimensions
from bot.statistics.conditions import FACT
from bot.statistics.cube import DAY
from bot.statistics.opened import counted_as, meets
from bot.statistics.scope import DIMENSIONS, Scope
from bot.storage.database import Database
from bot.storage.personal import table
from bot.storage.statistics_tables import CELL
from bot.storage.tables import Interaction

_TURN = table(Interaction)
_COLUMNS = ("interaction_id", "accepted_at", "channel", "audience", "campaign", "topic", "aspect", "outcome", "verdict")


@dataclass(frozen=True, slots=True)
class Row:
    """One turn behind a number; `question` is masked, empty once it was erased."""

    interaction_id: str
    accepted_at: datetime
    channel: str
    audience: str
    campaign: str
    topic: str
    aspect: str
    outcome: str
    verdict: str | None
    question: str

    @property
    def place(self) -> str:
        """Where the next page begins."""
        return f"{self.accepted_at.isoformat()}|{self.interaction_id}"


class Rows:
    """Reads the turns behind numbers. Every method raises DatabaseUnavailable, KeyError for an unknown condition."""

    def __init__(self, database: Database):
        self._database = database

    def page(self, scope: Scope, condition: str, after: str | None = None, limit: int = 51) -> list[Row]:
        """The newest of them, from `after` (a `Row.place`) on. Raises ValueError for a place that is none."""
        wanted = and_(meets(scope, condition), *_within(scope))
        found: list[Row] = []
        before = _place(after) if after else None
        with self._database.looking() as connection:
            days = [
                (row.bucket, row.number)
                for row in connection.execute(_days(scope, condition))
                if before is None or row.bucket <= before[2]
            ]
            while days and len(found) < limit:
                some, days = _enough(days, limit - len(found))
                query = _turns(wanted, some).limit(limit - len(found))
                if before:
                    query = query.where(tuple_(FACT.c.accepted_at, FACT.c.interaction_id) < (before[0], before[1]))
                found += [Row(**row) for row in connection.execute(query).mappings()]
        return found

    def count(self, scope: Scope, condition: str) -> int:
        """How many there are."""
        days = FACT.c.day.between(scope.period.first, scope.period.last)
        query = select(func.count()).select_from(FACT).where(days, meets(scope, condition), *_within(scope))
        with self._database.looking() as connection:
            return connection.scalar(query) or 0

    def every(self, scope: Scope, condition: str) -> Iterator[Row]:
        """All of them, a day at a time."""
        wanted = and_(meets(scope, condition), *_within(scope))
        with self._database.looking() as connection:
            days = [row.bucket for row in connection.execute(_days(scope, condition))]
        for day in days:
            with self._database.looking() as connection:
                rows = connection.execute(_turns(wanted, [day])).mappings().all()
            yield from (Row(**row) for row in rows)


def _within(scope: Scope) -> list[ColumnElement[bool]]:
    return [FACT.c[name].in_(values) for name in DIMENSIONS if (values := scope.of(name))]


def _days(scope: Scope, condition: str) -> Select[tuple[date, int]]:
    """Days that have any, newest first: most days have none of what is rare."""
    number = func.sum(CELL.c[counted_as(condition)])
    return (
        select(CELL.c.bucket, number.label("number"))
        .where(CELL.c.grain == DAY, CELL.c.bucket.between(scope.period.first, scope.period.last))
        .where(*dimensions(CELL, scope))
        .group_by(CELL.c.bucket)
        .having(number > 0)
        .order_by(CELL.c.bucket.desc())
    )


def _enough(days: list[tuple[date, int]], limit: int) -> tuple[list[date], list[tuple[date, int]]]:
    """The first days that are read to their end; else the first one alone, which is read only as far as is needed."""
    at = total = 0
    while at < len(days) and total + days[at][1] <= limit:
        total += days[at][1]
        at += 1
    at = at or 1
    return [day for day, _ in days[:at]], days[at:]


def _turns(wanted: ColumnElement[bool], days: list[date]) -> Select[Any]:
    return (
        select(*(FACT.c[name] for name in _COLUMNS), _TURN.c.question)
        .join(_TURN, _TURN.c.id == FACT.c.interaction_id)
        .where(FACT.c.day.in_(days), wanted)
        .order_by(FACT.c.accepted_at.desc(), FACT.c.interaction_id.desc())
    )


def _place(after: str) -> tuple[datetime, str, date]:
    moment, _, turn = after.partition("|")
    accepted_at = datetime.fromisoformat(moment)
    if accepted_at.tzinfo is None or not turn:
        raise ValueError(f"no place in a list: {after!r}")
    return accepted_at, turn, accepted_at.astimezone(VIETNAM).date()
