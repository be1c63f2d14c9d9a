"""Searches on PostgreSQL, whose index of words knows no order: time is cut into stretches, the latest first.

What many turns have is found soon among the latest, read one by one. What few have is asked of the index, which holds
words, the values of the filter and stretches of time, stretch after stretch, each several times as long as the one
before: so many turns as fill a page are fetched from the table, and not all that were ever found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Boolean, ColumnElement, Connection, Select, Text, cast, func, literal, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from bot.console.conversations.conditions import Conditions, conditions, marked, unmarked, within
from bot.console.conversations.filters import Asked
from bot.storage.search_tables import MARKS, STRETCH, SearchTurn

_TABLE = SearchTurn.metadata.tables[SearchTurn.__tablename__]
_NUMBER = _TABLE.c.number
#: A sum is no column: no index that is in the order of numbers is taken for it, however few are wanted.
_UNORDERED: ColumnElement[int] = _NUMBER + literal_column("0")
_MARKS: ColumnElement[str] = literal_column(f"({MARKS})")
#: For each turn that is wanted so many of the latest are read one by one.
EACH = 100
#: So many times as long as the one before is the next stretch; with more parts than that it is all that is left.
_LONGER, _PARTS = 4, 500
#: Of these every value has its turns in order, in an index of the column.
_ORDERED = ("verdict=", "audience=", "campaign=")
#: Compiling a plan takes longer than any of these; rows that wait for their order fit into memory (transaction).
_SETTINGS = select(func.set_config("jit", "off", True), func.set_config("work_mem", "32MB", True))


@dataclass(frozen=True, slots=True)
class _Span:
    """Where the turns that come into question begin and end; `edge` is where the latest of them end."""

    newest: int | None
    edge: int | None
    oldest: int | None


def is_indexed(asked: Asked) -> bool:
    """Whether to ask the index of words: for words, or for values with nothing beside them that it lacks."""
    marks = [*marked(asked)]
    return asked.wanted is not None or (bool(marks) and not unmarked(asked) and not _is_ordered(marks))


def _is_ordered(marks: list[list[str]]) -> bool:
    """Whether an index of its own has these turns in the order of numbers."""
    return len(marks) == 1 and len(marks[0]) == 1 and marks[0][0].startswith(_ORDERED)


def searched(connection: Connection, asked: Asked, before: int | None, most: int) -> list[int]:
    """The numbers of the latest turns that the filter lets through, older than `before`."""
    connection.execute(_SETTINGS)
    bounds = [*within(asked, _NUMBER), *([before > _NUMBER] if before is not None else [])]
    span = _span(connection, bounds, most * EACH)
    # As a function, which no index answers.
    words = [func.ts_match_vq(_TABLE.c.words, _tsquery(asked))] if asked.wanted else []
    read = select(_NUMBER).where(*bounds, *conditions(asked, _NUMBER), *words).order_by(_NUMBER.desc())
    if span.edge is None or span.newest is None or span.oldest is None:
        return list(connection.scalars(read.limit(most)))
    found = list(connection.scalars(read.where(span.edge < _NUMBER).limit(most)))
    for low, high in _stretches(span.newest, span.edge, span.oldest, _is_whole(asked)):
        if len(found) == most:
            break
        found += connection.scalars(_indexed(asked, low, high).limit(most - len(found)))
    return found


def _span(connection: Connection, bounds: Conditions, latest: int) -> _Span:
    numbers = select(_NUMBER).where(*bounds)
    back = numbers.order_by(_NUMBER.desc())
    ends = back.limit(1), back.offset(latest).limit(1), numbers.order_by(_NUMBER).limit(1)
    return _Span(*connection.execute(select(*(one.scalar_subquery() for one in ends))).one())


def _stretches(newest: int, edge: int, oldest: int, is_whole: bool) -> Iterator[tuple[int, int]]:
    """From where (excluded) to where (included), backwards from the edge; the last one holds all that is left."""
    length = max(newest - edge, 1)
    while not is_whole:
        length *= _LONGER
        low = edge - length
        if low < oldest or length >> STRETCH > _PARTS:
            break
        yield low, edge
        edge = low
    yield oldest - 1, edge


def _is_whole(asked: Asked) -> bool:
    """Whether asking once costs less: for the beginning of a word the index reads all words that it begins."""
    return asked.wanted is not None and any(is_begun for _, is_begun in asked.wanted.phrases)


def _indexed(asked: Asked, low: int, high: int) -> Select[int]:
    marks = [*marked(asked)]
    parts = range((low + 1) >> STRETCH, (high >> STRETCH) + 1)
    if len(parts) <= _PARTS:
        marks.append([f"number={part}" for part in parts])
    words = [_TABLE.c.words.op("@@", return_type=Boolean())(_tsquery(asked))] if asked.wanted else []
    return (
        select(_NUMBER)
        .where(*words, *(_MARKS.op("&&", return_type=Boolean())(literal(one, ARRAY(Text()))) for one in marks))
        .where(low < _UNORDERED, high >= _UNORDERED, *unmarked(asked))
        .order_by(_UNORDERED.desc())
    )


def _tsquery(asked: Asked) -> ColumnElement[str]:
    assert asked.wanted is not None  # noqa: S101  asked for only where there are words
    return cast(asked.wanted.tsquery, TSQUERY)
