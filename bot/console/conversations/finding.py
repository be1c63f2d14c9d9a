"""Finds turns: numbers from short rows first, then what is shown of those few."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Select,
    and_,
    cast,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.clock import VIETNAM
from bot.console.conversations.filters import Asked
from bot.console.conversations.rows import Row, rows_of
from bot.language.search import Wanted
from bot.storage.database import Database
from bot.storage.review_tables import Review
from bot.storage.search_index import file_words, is_behind, number_of
from bot.storage.search_tables import WORDS, SearchTurn
from bot.storage.talk_tables import TalkMessage

_TABLE = SearchTurn.metadata.tables[SearchTurn.__tablename__]
_REVIEW = Review.metadata.tables[Review.__tablename__]
_LATER = _REVIEW.alias("later")
_SAID = TalkMessage.metadata.tables[TalkMessage.__tablename__]
_WORDS = table(WORDS, column("rowid", BigInteger()))
# The sign hides the number from the full-text table, so that words are looked for first, in the order of numbers.
_BESIDE_WORDS = _WORDS.join(_TABLE, _TABLE.c.number == literal_column(f"+{WORDS}.rowid"))
PAGE = 50
#: Rows read at once for a file.
_CHUNK = 2_000
#: Of a search on PostgreSQL: so many of the latest turns are read one by one.
_LATEST = 5_000
#: News are counted up to here.
MOST_NEWS = 99
_EQUAL = ("channel", "topic", "aspect", "outcome", "audience", "campaign", "author")


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
        if asked.wanted is not None and connection.dialect.name == "postgresql":
            return searched(connection, asked, asked.wanted, before, most)
        query = matching(asked, connection.dialect.name)
        if before is not None:
            query = query.where(_order(asked, connection.dialect.name) < before)
        return list(connection.scalars(query.order_by(_order(asked, connection.dialect.name).desc()).limit(most)))


def searched(connection: Connection, asked: Asked, wanted: Wanted, before: int | None, most: int) -> list[int]:
    """A search on PostgreSQL, which orders what its index of words finds only once it has all of it.

    Words that many turns have are found soon among the latest turns, read one by one; for the others the index is
    asked, unless few turns are left by the rest of the filter: then those are read.
    """
    number = _TABLE.c.number
    rest = select(number).where(*_conditions(asked, number), *([number < before] if before is not None else []))
    bound = connection.scalar(rest.order_by(number.desc()).offset(_LATEST).limit(1))
    # As a function, which no index answers.
    read = rest.where(func.ts_match_vq(_TABLE.c.words, cast(wanted.tsquery, TSQUERY)))
    if bound is None:
        return list(connection.scalars(read.order_by(number.desc()).limit(most)))
    found = list(connection.scalars(read.where(number > bound).order_by(number.desc()).limit(most)))
    if len(found) < most:
        indexed = rest.where(number <= bound, _TABLE.c.words.op("@@")(cast(wanted.tsquery, TSQUERY)))
        found += connection.scalars(indexed.order_by(number.desc()).limit(most - len(found)))
    return found


def matching(asked: Asked, dialect: str) -> Select[int]:
    """The numbers of all turns that the filter lets through."""
    number = _order(asked, dialect)
    query = select(number).select_from(_TABLE).where(*_conditions(asked, number))
    if asked.wanted is None:
        return query
    if dialect == "sqlite":
        matches = literal_column(WORDS).op("MATCH", return_type=Boolean())(asked.wanted.fts5)
        return select(number).select_from(_BESIDE_WORDS).where(matches, *_conditions(asked, number))
    return query.where(_TABLE.c.words.op("@@")(cast(asked.wanted.tsquery, TSQUERY)))


def _order(asked: Asked, dialect: str) -> ColumnElement[int]:
    """What turns are ordered by; of a search on SQLite the number as the full-text table has it."""
    if asked.wanted is not None and dialect == "sqlite":
        return _WORDS.c.rowid
    return _TABLE.c.number


def _conditions(asked: Asked, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_TABLE.c[name].in_(asked.of(name)) for name in _EQUAL if asked.of(name)]
    if asked.since:
        found.append(number >= number_of(_midnight(asked.since)))
    if asked.until:
        found.append(number < number_of(_midnight(asked.until + timedelta(days=1))))
    if asked.confidence_from is not None:
        found.append(_TABLE.c.confidence >= asked.confidence_from / 100)
    if asked.confidence_to is not None:
        found.append(_TABLE.c.confidence <= asked.confidence_to / 100)
    if feedback := asked.of("feedback"):
        found.append(or_(*(_feedback(one) for one in feedback)))
    if officers := asked.of("officer"):
        found.append(_TABLE.c.interaction_id.in_(select(_SAID.c.interaction_id).where(_SAID.c.officer.in_(officers))))
    if reviews := asked.of("review"):
        found.append(or_(*(_reviewed(one) for one in reviews)))
    return found


def _feedback(verdict: str) -> ColumnElement[bool]:
    return _TABLE.c.verdict.is_(None) if verdict == "none" else _TABLE.c.verdict == verdict


def _reviewed(how: str) -> ColumnElement[bool]:
    # An undone verdict is none, and neither is one that another took the place of.
    stands = and_(_REVIEW.c.verdict != "undone", ~exists().where(_LATER.c.supersedes == _REVIEW.c.id))
    if how == "no":
        return ~exists().where(_REVIEW.c.interaction_id == _TABLE.c.interaction_id, stands)
    wanted = stands if how == "yes" else and_(stands, _REVIEW.c.verdict == how)
    return _TABLE.c.interaction_id.in_(select(_REVIEW.c.interaction_id).where(wanted))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
