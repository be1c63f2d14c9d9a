"""Adds rows up into cells: of a day from its turns, of a month from its days; "*" stands for all values of a dimension.

A day or month is always made whole and anew: doing it twice changes nothing, whatever happened in between.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Executable,
    Select,
    String,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    true,
)

from bot.statistics.conditions import CONDITIONS, FACT
from bot.statistics.period import month
from bot.statistics.scope import ALL, DIMENSIONS
from bot.storage.statistics_tables import ASPECT, CELL, COUNTS, PLACE

DAY, MONTH = "d", "m"
#: What statements are executed with.
_GRAIN, _BUCKET, _LAST = (
    bindparam("of_grain", type_=String),
    bindparam("of_bucket", type_=Date),
    bindparam("last_day", type_=Date),
)


class Cube:
    """One table of cells: `counts` by DIMENSIONS, each of which can be "*", and by `apart`, which cannot.

    `split` names dimensions that are never "*" here, `where` tells which turns are added up at all. Statements are
    made once: making one of so many sums costs more than executing it.
    """

    def __init__(
        self,
        table: Table,
        counts: Mapping[str, ColumnElement[bool]],
        *,
        apart: tuple[str, ...] = (),
        split: tuple[str, ...] = (),
        where: ColumnElement[bool] | None = None,
    ):
        self._table, self._counts, self._keys = table, counts, (*DIMENSIONS, *apart)
        self._cleared = delete(table).where(table.c.grain == _GRAIN, table.c.bucket == _BUCKET)
        self._of_day = self._from_turns(true() if where is None else where)
        self._of_month = self._from_days()
        self._together = [self._over(name) for name in DIMENSIONS if name not in split]

    def write_day(self, connection: Connection, day: date) -> None:
        """Make the cells of a day anew from its turns."""
        self._write(connection, self._of_day, {"of_grain": DAY, "of_bucket": day})

    def write_month(self, connection: Connection, first: date) -> None:
        """Make the cells of a month anew from those of its days."""
        last = month(first.year, first.month).last
        self._write(connection, self._of_month, {"of_grain": MONTH, "of_bucket": first, "last_day": last})

    def _write(self, connection: Connection, source: Executable, given: dict[str, Any]) -> None:
        connection.execute(self._cleared, given)
        connection.execute(source, given)
        # One dimension after the other, each from the cells before: in the end every combination is there.
        for statement in self._together:
            connection.execute(statement, given)

    def _from_turns(self, where: ColumnElement[bool]) -> Executable:
        keys = [FACT.c[name] for name in self._keys]
        counted = [func.count().filter(condition) for condition in self._counts.values()]
        return self._added(select(_GRAIN, _BUCKET, *keys, *counted).where(FACT.c.day == _BUCKET, where).group_by(*keys))

    def _from_days(self) -> Executable:
        of = self._table.c
        keys = [of[name] for name in self._keys]
        # The cells of single values alone: the others are made from them.
        single = [of[name] != ALL for name in DIMENSIONS]
        days = and_(of.grain == DAY, of.bucket.between(_BUCKET, _LAST), *single)
        return self._added(select(_GRAIN, _BUCKET, *keys, *self._sums()).where(days).group_by(*keys))

    def _over(self, starred: str) -> Executable:
        of = self._table.c
        kept = [of[name] for name in self._keys if name != starred]
        keys: list[ColumnElement[Any]] = [literal(ALL) if name == starred else of[name] for name in self._keys]
        here = and_(of.grain == _GRAIN, of.bucket == _BUCKET, of[starred] != ALL)
        return self._added(select(_GRAIN, _BUCKET, *keys, *self._sums()).where(here).group_by(*kept))

    def _sums(self) -> list[ColumnElement[Any]]:
        return [func.sum(self._table.c[name]) for name in self._counts]

    def _added(self, source: Select[Any]) -> Executable:
        names: Sequence[str] = ["grain", "bucket", *self._keys, *self._counts]
        return insert(self._table).from_select(names, source)


CUBES = (
    Cube(CELL, {name: CONDITIONS[name] for name in COUNTS}),
    Cube(
        ASPECT,
        {"turns": CONDITIONS["turns"], "calculated": CONDITIONS["o_answered_calculation"]},
        apart=("aspect",),
        split=("topic",),
    ),
    Cube(PLACE, {"turns": CONDITIONS["turns"]}, apart=("province", "commune"), where=FACT.c.province.is_not(None)),
)
