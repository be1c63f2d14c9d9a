"""Finds turns: numbers from short rows first, then what is shown of those few."""

from collections.abc import Iterator

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Select,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.console.conversations.conditions import conditions
from bot.console.conversations.filters import Asked
from bot.console.conversations.rows import Row, rows_of
from bot.console.conversations.searching import is_indexed, searched
from bot.storage.database import Database
from bot.storage.search_index import file_words, is_behind
from bot.storage.search_tables import WORDS, SearchTurn

_TABLE = SearchTurn.metadata.tables[SearchTurn.__tablename__]
_WORDS = table(WORDS, column("rowid", BigInteger()))
# The sign hides the number from the full-text table, so that words are looked for first, in the order of numbers.
_BESIDE_WORDS = _WORDS.join(_TABLE, _TABLE.c.number == literal_column(f"+{WORDS}.rowid"))
PAGE = 50
#: Rows read at once for a file.
_CHUNK = 2_000
#: News are counted up to here.
MOST_NEWS = 99


class Finder:
    """Reads the list. Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def page(self, asked: Asked, before: int | None = None, most: int = PAGE) -> tuple[list[Row], int | None]:
        """The latest turns that the filter lets through, older than `before`; and where the next page begins."""
        self.catch_up(asked)
        with self._database.looking() as connection:
            numbers = self._numbers(connection, asked, before, most + 1)
            rows = rows_of(connection, numbers[:most])
        return rows, numbers[most - 1] if len(numbers) > most else None

    def every(self, asked: Asked) -> Iterator[Row]:
        """All of them, the latest first; some thousands at a time, so that nobody's reading holds the database."""
        self.catch_up(asked)
        before: int | None = None
        while True:
            with self._database.looking() as connection:
                numbers = self._numbers(connection, asked, before, _CHUNK)
                rows = rows_of(connection, numbers)
            yield from rows
            if len(numbers) < _CHUNK:
                return
            before = numbers[-1]

    def news(self, asked: Asked, since: int) -> int:
        """How many turns are newer than `since`, up to MOST_NEWS."""
        self.catch_up(asked)
        with self._database.looking() as connection:
            newer = matching(asked, connection.dialect.name).where(_TABLE.c.number > since).limit(MOST_NEWS)
            return connection.scalar(select(func.count()).select_from(newer.subquery())) or 0

    def catch_up(self, asked: Asked) -> None:
        """File the words of turns that have just ended, where words are searched for."""
        if asked.wanted is None:
            return
        with self._database.looking() as connection:
            behind = is_behind(connection)
        if behind:
            self._database.together(file_words)

    @staticmethod
    def _numbers(connection: Connection, asked: Asked, before: int | None, most: int) -> list[int]:
        if connection.dialect.name == "postgresql" and is_indexed(asked):
            return searched(connection, asked, before, most)
        query = matching(asked, connection.dialect.name)
        if before is not None:
            query = query.where(_order(asked, connection.dialect.name) < before)
        return list(connection.scalars(query.order_by(_order(asked, connection.dialect.name).desc()).limit(most)))


def matching(asked: Asked, dialect: str) -> Select[int]:
    """The numbers of all turns that the filter lets through."""
    number = _order(asked, dialect)
    query = select(number).select_from(_TABLE).where(*conditions(asked, number))
    if asked.wanted is None:
        return query
    if dialect == "sqlite":
        matches = literal_column(WORDS).op("MATCH", return_type=Boolean())(asked.wanted.fts5)
        return select(number).select_from(_BESIDE_WORDS).where(matches, *conditions(asked, number))
    return query.where(_TABLE.c.words.op("@@")(cast(asked.wanted.tsquery, TSQUERY)))


def _order(asked: Asked, dialect: str) -> ColumnElement[int]:
    """What turns are ordered by; of a search on SQLite the number as the full-text table has it."""
    if asked.wanted is not None and dialect == "sqlite":
        return _WORDS.c.rowid
    return _TABLE.c.number
