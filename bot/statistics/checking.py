"""Whether the counts are what the record gives: each day is made anew in a transaction that is taken back."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Table, func, select

from bot.statistics import facts, first_days, sets
from bot.statistics.cube import CUBES, DAY, MONTH
from bot.statistics.folding import FACTS
from bot.storage.database import Database
from bot.storage.moments import day_of
from bot.storage.personal import table
from bot.storage.statistics_tables import ASPECT, CELL, PEOPLE, PLACE, StatisticsDue, StatisticsStale, StatisticsTurn
from bot.storage.tables import Interaction

_FACT, _DUE, _STALE = table(StatisticsTurn), table(StatisticsDue), table(StatisticsStale)
_OF_BUCKETS = (CELL, ASPECT, PLACE, PEOPLE)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """`days` were made anew and compared, `differed` of them (and first days of months) were not the same.

    `left_out`: days of which turns wait to be counted, so that they ought to differ.
    """

    days: int
    differed: tuple[date, ...]
    left_out: int


class _TakenBack(Exception):
    """Ends a transaction without a trace."""


def check(database: Database, tests: Collection[str], progress: Progress = lambda _done, _of: None) -> Checked:
    """Compare everything; nothing is changed. Raises DatabaseUnavailable."""
    with database.looking() as connection:
        waiting = _waiting(connection)
        days = [day for day in _days(connection) if day not in waiting]
    months = sorted({day.replace(day=1) for day in days} - {day.replace(day=1) for day in waiting})
    differed, steps = [], len(days) + len(months)
    for done, day in enumerate(days, 1):
        if not _is_same_day(database, day, tests):
            differed.append(day)
        progress(done, steps)
    for done, first in enumerate(months, len(days) + 1):
        if not _is_same_month(database, first) and first not in differed:
            differed.append(first)
        progress(done, steps)
    return Checked(len(days), tuple(sorted(differed)), len(waiting))


def _is_same_day(database: Database, day: date, tests: Collection[str]) -> bool:
    with _taken_back(database) as connection:
        before = _rows(connection, DAY, day)
        facts.write_day(connection, day, tests)
        first_days.put_down(connection, [day])
        for cube in CUBES:
            cube.write_day(connection, day)
        sets.write_day(connection, day)
        return before == _rows(connection, DAY, day)


def _is_same_month(database: Database, first: date) -> bool:
    with _taken_back(database) as connection:
        before = _rows(connection, MONTH, first)
        for cube in CUBES:
            cube.write_month(connection, first)
        sets.write_month(connection, first)
        return before == _rows(connection, MONTH, first)


@contextmanager
def _taken_back(database: Database) -> Iterator[Connection]:
    with database.session() as session:
        yield session.connection()
        session.rollback()


def _rows(connection: Connection, grain: str, bucket: date) -> list[int]:
    """A number for the rows of each table; the same rows in any order give the same."""
    tables: list[tuple[Table, Collection[object]]] = [
        (of, (of.c.grain == grain, of.c.bucket == bucket)) for of in _OF_BUCKETS
    ]
    if grain == DAY:
        tables.append((_FACT, (_FACT.c.day == bucket,)))
    found = []
    for of, where in tables:
        number = 0
        for row in connection.execute(select(of).where(*where)):  # type: ignore[arg-type]
            number ^= hash(tuple(row))
        found.append(number)
    return found


def _days(connection: Connection) -> list[date]:
    """Every day from the first to the last that is on record or counted."""
    first, last = connection.execute(
        select(func.min(day_of(Interaction.accepted_at)), func.max(day_of(Interaction.accepted_at)))
    ).one()
    first_counted, last_counted = connection.execute(select(func.min(_FACT.c.day), func.max(_FACT.c.day))).one()
    ends = [one for one in (first, last, first_counted, last_counted) if one]
    return [min(ends) + timedelta(days=at) for at in range((max(ends) - min(ends)).days + 1)] if ends else []


def _waiting(connection: Connection) -> set[date]:
    """Days that are to be made anew, and those on which a turn that waits can have changed an earlier one."""
    of_turns = select(day_of(Interaction.accepted_at)).join(_DUE, _DUE.c.interaction_id == Interaction.id).distinct()
    turns = set(connection.scalars(of_turns))
    before = {day - timedelta(days=back) for day in turns for back in range(facts.LOOKS_BACK.days + 1)}
    stale = connection.execute(select(_STALE.c.grain, _STALE.c.bucket)).all()
    return before | {row.bucket for row in stale if row.grain in {FACTS, DAY}}
