"""Two things that both databases compute from moments, each in its own words: a day in Vietnam, an hour of it."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class day_of(FunctionElement[date]):  # noqa: N801  SQL functions are written in lower case
    """The calendar day in Vietnam of a moment: seven hours ahead of UTC the whole year."""

    type = Date()
    inherit_cache = True


class hour_of(FunctionElement[int]):  # noqa: N801
    """The hour of the day in Vietnam, 0 to 23."""

    type = Integer()
    inherit_cache = True


@compiles(day_of, "sqlite")
def _day_on_sqlite(element: day_of, compiler: Any, **how: Any) -> str:
    return f"date({_whole_seconds(element, compiler, how)}, '+7 hours')"


@compiles(day_of, "postgresql")
def _day_on_postgresql(element: day_of, compiler: Any, **how: Any) -> str:
    return f"cast(({compiler.process(element.clauses, **how)}) at time zone 'Asia/Ho_Chi_Minh' as date)"


@compiles(hour_of, "sqlite")
def _hour_on_sqlite(element: hour_of, compiler: Any, **how: Any) -> str:
    return f"cast(strftime('%H', {_whole_seconds(element, compiler, how)}, '+7 hours') as integer)"


def _whole_seconds(element: FunctionElement[Any], compiler: Any, how: dict[str, Any]) -> str:
    """A moment as SQLite stores it, without its fraction: SQLite rounds that, so the last of a day became the next."""
    return f"substr({compiler.process(element.clauses, **how)}, 1, {len('2026-05-31 16:59:59')})"


@compiles(hour_of, "postgresql")
def _hour_on_postgresql(element: hour_of, compiler: Any, **how: Any) -> str:
    local = f"({compiler.process(element.clauses, **how)}) at time zone 'Asia/Ho_Chi_Minh'"
    return f"cast(extract(hour from {local}) as integer)"
