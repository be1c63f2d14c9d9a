"""Writes many rows at once: prepared statements on SQLite, COPY on PostgreSQL."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.language.search import vector
from bot.operations.seeding.rows import COLUMNS, INDEX, INDEX_WORDS, Batch, Row
from bot.storage.database import Database, DatabaseUnavailable
from bot.storage.search_tables import WORDS

#: Kibibytes of pages that SQLite keeps while it writes; its own two megabytes are read anew for every index.
_PAGES = 48 * 1024
#: Where the words of an answer begin in PostgreSQL's index.
FIRST_OF_ANSWER = 200


class Bulk:
    """One writing transaction after another."""

    def __init__(self, database: Database):
        self._database = database

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Committed at the end, rolled back on an error. Raises DatabaseUnavailable."""
        try:
            with self._database.engine.begin() as connection:
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql(f"PRAGMA cache_size=-{_PAGES}")
                else:
                    # Moments are written without a zone.
                    connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
                yield connection
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise DatabaseUnavailable(type(error).__name__) from None


def write(connection: Connection, table: str, rows: Iterable[Row], columns: tuple[str, ...] | None = None) -> None:
    """Add rows to a table. Names of tables and columns are ours, not the caller's."""
    names = columns or COLUMNS[table]
    driver: Any = connection.connection.driver_connection
    listed = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(names))
        driver.executemany(f"INSERT INTO {table} ({listed}) VALUES ({places})", rows)  # noqa: S608
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def write_all(connection: Connection, batch: Batch) -> None:
    """Add all that a batch holds, with its part of the search index."""
    for table in COLUMNS:
        write(connection, table, batch.rows[table])
    if connection.dialect.name == "sqlite":
        write(connection, "search_turn", ((*row, None) for row in batch.index), INDEX)
        whole = (f"{asked} {said}" for asked, said in batch.words)
        numbered = zip((row[0] for row in batch.index), whole, strict=True)
        write(connection, WORDS, numbered, INDEX_WORDS)
    else:
        worded = zip(batch.index, batch.words, strict=True)
        write(connection, "search_turn", ((*row, _vector(*words)) for row, words in worded), INDEX)
    _judge(connection, batch.verdicts)
    count_later(connection)


def count_later(connection: Connection) -> None:
    """Forget which turns statistics have to look at: nothing is counted yet, and all is once the app runs."""
    connection.exec_driver_sql("DELETE FROM statistics_due")
    connection.exec_driver_sql("DELETE FROM statistics_state")


def _vector(asked: str, said: str) -> str:
    """The words of a turn for PostgreSQL; a word may come twice in its literal."""
    return f"{vector(asked.split())} {_answer(said)}"


@lru_cache(2_000)
def _answer(said: str) -> str:
    # Behind the places of any question, so that one literal serves all who asked.
    return vector(["-"] * FIRST_OF_ANSWER + said.split()).partition(" ")[2]


def _judge(connection: Connection, verdicts: list[Row]) -> None:
    if not verdicts:
        return
    driver: Any = connection.connection.driver_connection
    place = "?" if connection.dialect.name == "sqlite" else "%s"
    with closing(driver.cursor()) as cursor:
        cursor.executemany(f"UPDATE search_turn SET verdict = {place} WHERE interaction_id = {place}", verdicts)  # noqa: S608
