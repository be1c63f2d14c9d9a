"""The database: SQLite (WAL, synced at every commit) or PostgreSQL, behind one session maker."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from bot.storage.guard import guard
from bot.storage.together import Together

#: Milliseconds a writer waits for another one before it gives up.
BUSY_TIMEOUT_MS = 5_000


class DatabaseUnavailable(Exception):
    """The database cannot be reached or refuses work."""


class RowExists(Exception):
    """Another transaction stored the same unique thing first: look it up instead."""


class Database:
    """Hands out transactions: `with database.session()` to write, `with database.reading()` to look.

    What every turn does goes through `together` and `looking`: prepared statements on a bare connection, which
    cost a third of what the same does through the ORM.
    """

    def __init__(self, url: str):
        self.url = url
        self.engine = _engine(url)
        self._looking = self.engine.execution_options(reading=True)
        isolation = {"isolation_level": "REPEATABLE READ"} if self.engine.dialect.name == "postgresql" else {}
        self._frozen = self._looking.execution_options(**isolation)
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(self._looking, expire_on_commit=False)
        self._together = Together(lambda: _transaction(self.engine.begin))

    def session(self) -> AbstractContextManager[Session]:
        """One writing transaction: committed at the end, rolled back on an error. Raises DatabaseUnavailable."""
        return _transaction(self._writing.begin)

    def reading(self) -> AbstractContextManager[Session]:
        """One reading transaction, which waits for no writer. Raises DatabaseUnavailable."""
        return _transaction(self._reading.begin)

    def looking(self) -> AbstractContextManager[Connection]:
        """One reading transaction without the ORM. Raises DatabaseUnavailable."""
        return _transaction(self._looking.begin)

    def snapshot(self) -> AbstractContextManager[Connection]:
        """As `looking`, but every query sees the database as it was at the first one. Raises DatabaseUnavailable."""
        return _transaction(self._frozen.begin)

    def together[T](self, job: Callable[[Connection], T], last: Callable[[Connection], object] | None = None) -> T:
        """Do `job` in a writing transaction, perhaps with jobs of other threads; back once it is committed.

        `last` follows after the jobs of all. Both may be done twice (see `Together`). Raises what they raise,
        RowExists, DatabaseUnavailable.
        """
        result: T = self._together.do(job, last)
        return result

    def ping(self) -> None:
        """Raises DatabaseUnavailable unless the database answers."""
        with self.reading() as session:
            session.execute(text("select 1"))

    def close(self) -> None:
        """Return all connections."""
        self.engine.dispose()


@contextmanager
def _transaction[T](begin: Callable[[], AbstractContextManager[T]]) -> Iterator[T]:
    try:
        with begin() as opened:
            yield opened
    except IntegrityError as error:
        raise RowExists(type(error.orig).__name__) from None
    except SQLAlchemyError as error:
        # The driver's message may carry the values of a row; only the name of its class travels further.
        raise DatabaseUnavailable(type(error).__name__) from None


#: Vietnamese stays readable, and searchable, in JSON columns.
_json = partial(json.dumps, ensure_ascii=False)


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, json_serializer=_json)
    # SQLAlchemy's recipe for whole transactions on SQLite: the driver begins none by itself, we do.
    engine = create_engine(url, hide_parameters=True, json_serializer=_json, connect_args={"isolation_level": None})

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: object) -> None:
        # FULL syncs the log at every commit: what was acknowledged survives a power cut.
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        guard(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes later can lose its snapshot; IMMEDIATE waits in line instead.
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine
