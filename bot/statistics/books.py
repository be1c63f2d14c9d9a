"""The counts as they stand: sums of cells for a filter, whole or along one dimension."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, literal_column, or_, select

from bot.statistics.cube import DAY, MONTH
from bot.statistics.people import People
from bot.statistics.period import Period
from bot.statistics.reports import reported
from bot.statistics.scope import ALL, DIMENSIONS, Scope
from bot.storage.database import Database
from bot.storage.personal import table
from bot.storage.statistics_tables import ASPECT, CELL, COUNTS, GROUP, PLACE, StatisticsState

_STATE = table(StatisticsState)


class Counts(dict[str, int]):
    """Numbers by the name of their condition; 0 for what never happened."""

    def __missing__(self, name: str) -> int:
        return 0


class Books:
    """Reads cells; a period is put together from whole months and the days beside them.

    Every method raises DatabaseUnavailable.
    """

    def __init__(self, database: Database):
        self._database = database
        self.people = People(database)

    def totals(self, scope: Scope) -> Counts:
        """All counts of a filter."""
        query = select(*_sums(CELL, COUNTS)).where(in_scope(CELL, scope))
        with self._database.looking() as connection:
            row = connection.execute(query).one()
        return Counts(zip(COUNTS, row, strict=True))

    def by(self, scope: Scope, dimension: str) -> dict[str, Counts]:
        """All counts along one of DIMENSIONS, by value; NONE ("") for what has none."""
        column = CELL.c[dimension]
        query = select(column, *_sums(CELL, COUNTS)).where(in_scope(CELL, scope, dimension)).group_by(column)
        return {row[0]: Counts(zip(COUNTS, row[1:], strict=True)) for row in self._rows(query)}

    def by_day(self, scope: Scope) -> dict[date, Counts]:
        """All counts of each day that has any."""
        return self._by_bucket(scope, DAY, list(scope.period.days()))

    def by_month(self, scope: Scope) -> dict[date, Counts]:
        """All counts of each month of the period, by its first day; only its days within the period count."""
        months, days = scope.period.cover()
        found = self._by_bucket(scope, MONTH, months)
        for day, counts in self._by_bucket(scope, DAY, days).items():
            into = found.setdefault(day.replace(day=1), Counts())
            for name, number in counts.items():
                into[name] += number
        return dict(sorted(found.items()))

    def by_aspect(self, scope: Scope) -> dict[tuple[str, str], Counts]:
        """`turns` and `calculated` by topic and aspect."""
        return self._apart(ASPECT, scope, ("topic", "aspect"), ("turns", "calculated"))

    def by_place(self, scope: Scope) -> dict[tuple[str, str], Counts]:
        """`turns` by province and commune ("" for a province alone)."""
        return self._apart(PLACE, scope, ("province", "commune"), ("turns",))

    def span(self) -> Period | None:
        """First and last day that anything is counted of; None before the first turn."""
        # Each end is one look into the index; both at once would read all cells.
        day = select(CELL.c.bucket).where(CELL.c.grain == DAY).limit(1)
        with self._database.looking() as connection:
            first = connection.scalar(day.order_by(CELL.c.bucket))
            last = connection.scalar(day.order_by(CELL.c.bucket.desc()))
        return Period(first, last) if first and last else None

    def reports(self, period: Period) -> int:
        """How many reports came in its whole months, as they may be told."""
        return len(reported(self._database, period))

    def folded_at(self) -> datetime | None:
        """Up to when the record is counted; None where nothing was counted yet."""
        with self._database.looking() as connection:
            return connection.scalar(select(_STATE.c.folded_at))

    def _by_bucket(self, scope: Scope, grain: str, buckets: list[date]) -> dict[date, Counts]:
        if not buckets:
            return {}
        where = and_(CELL.c.grain == grain, CELL.c.bucket.in_(buckets), *dimensions(CELL, scope))
        query = select(CELL.c.bucket, *_sums(CELL, COUNTS)).where(where).group_by(CELL.c.bucket)
        rows = self._rows(query.order_by(CELL.c.bucket))
        return {row[0]: Counts(zip(COUNTS, row[1:], strict=True)) for row in rows}

    def _apart(
        self, of: Table, scope: Scope, along: tuple[str, str], counts: tuple[str, ...]
    ) -> dict[tuple[str, str], Counts]:
        columns = [of.c[name] for name in along]
        query = select(*columns, *_sums(of, counts)).where(in_scope(of, scope, *along)).group_by(*columns)
        return {(row[0], row[1]): Counts(zip(counts, row[2:], strict=True)) for row in self._rows(query)}

    def _rows(self, query: Any) -> list[Any]:
        with self._database.looking() as connection:
            return list(connection.execute(query).all())


def in_scope(of: Table, scope: Scope, *open_dimensions: str) -> ColumnElement[bool]:
    """The cells that add up to a filter; those of each value of `open_dimensions` instead of all together."""
    months, days = scope.period.cover()
    # Also of the one that has none: one shape of statement for every period is put into SQL once.
    grains = [and_(of.c.grain == grain, of.c.bucket.in_(buckets)) for grain, buckets in ((MONTH, months), (DAY, days))]
    return and_(or_(*grains), *dimensions(of, scope, open_dimensions))


def dimensions(of: Table, scope: Scope, open_dimensions: Iterable[str] = ()) -> list[ColumnElement[bool]]:
    """Of each dimension the values asked for, or each one, or all together."""
    conditions: list[ColumnElement[bool]] = []
    for name in DIMENSIONS:
        values = scope.of(name)
        is_open = name in open_dimensions and not values
        conditions.append(_each(of, name) if is_open else of.c[name].in_(values or (ALL,)))
    return conditions


def _each(of: Table, name: str) -> ColumnElement[bool]:
    """Every single value. Where the values are known the index is looked into at each, instead of read between them."""
    if name in {"channel", "audience"}:
        return of.c[name].in_(select(GROUP.c.value).where(GROUP.c.dimension == name))
    return of.c[name] != ALL


@cache
def _sums(of: Table, names: tuple[str, ...]) -> tuple[ColumnElement[Any], ...]:
    """Made once: eighty sums cost more to write down than to add."""
    return tuple(func.coalesce(func.sum(of.c[name]), literal_column("0")) for name in names)


def added(counts: Iterable[Mapping[str, int]]) -> Counts:
    """The sum of several counts."""
    total = Counts()
    for one in counts:
        for name, number in one.items():
            total[name] += number
    return total
