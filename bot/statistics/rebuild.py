"""Makes all counts anew from the record, and tells whether they were what they ought to be."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import count
from operator import add
from time import monotonic
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Integer, Table, cast, select

from bot.statistics.folding import Folding
from bot.storage.database import Database
from bot.storage.personal import table
from bot.storage.statistics_tables import ASPECT, CELL, PEOPLE, PLACE, StatisticsTurn

_FACT = table(StatisticsTurn)
#: What is compared, and by which column its rows fall into days and months.
_COMPARED: tuple[tuple[Table, str], ...] = (
    (_FACT, "day"),
    (CELL, "bucket"),
    (ASPECT, "bucket"),
    (PLACE, "bucket"),
    (PEOPLE, "bucket"),
)
#: Rows read at once.
_AT_ONCE = 2_000

Progress = Callable[[int, int], None]
Digests = dict[tuple[str, date], int]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """`days` of the record, of which `differed` had rows or counts other than the record gives."""

    days: int
    differed: tuple[date, ...]
    seconds: float


def rebuild(database: Database, tests: Collection[str], progress: Progress = lambda _done, _of: None) -> Rebuilt:
    """Make everything anew, a day at a time; it may be interrupted and goes on by itself where it was.

    What still waited to be counted is counted first, so that it is not taken for a difference.
    Raises DatabaseUnavailable.
    """
    began = monotonic()
    folding = Folding(database, tests)
    folding.fold()
    before = digests(database)
    days = folding.mark_all()
    while folding.freshen_next():
        progress(days - folding.waiting(), days)
    folding.fold()
    after = digests(database)
    differed = {day for _, day in before.keys() | after.keys() if _of(before, day) != _of(after, day)}
    return Rebuilt(days, tuple(sorted(differed)), monotonic() - began)


def digests(database: Database) -> Digests:
    """A number for the rows of each table and day or month; equal rows in any order give the same."""
    found: Digests = {}
    with database.snapshot() as connection:
        for of, bucket in _COMPARED:
            _digest(connection, of, bucket, found)
    return found


def _digest(connection: Connection, of: Table, bucket: str, found: Digests) -> None:
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(select(of.c[bucket], *_read(of)))
    for row in rows:
        key = of.name, row[0]
        found[key] = found.get(key, 0) ^ hash(tuple(row))


def _read(of: Table) -> list[ColumnElement[Any]]:
    """The columns of a row; its counts as one number, each weighed by another prime: ninety are slow to read."""
    counts = [column for column in of.columns if isinstance(column.type, Integer) and of is not _FACT]
    others: list[ColumnElement[Any]] = [column for column in of.columns if column not in set(counts)]
    if counts:
        weighed = [cast(column, BigInteger) * weight for column, weight in zip(counts, _primes(), strict=False)]
        others.append(reduce(add, weighed))
    return others


def _primes() -> Iterator[int]:
    for number in count(1009, 2):
        if all(number % one for one in range(3, int(number**0.5) + 1, 2)):
            yield number


def _of(found: Digests, day: date) -> dict[str, int]:
    return {of.name: found.get((of.name, day), 0) for of, _ in _COMPARED}
