"""Removes from the files of a database what was deleted from its tables."""

import sqlite3
from contextlib import closing
from time import monotonic, sleep

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.database import Database, DatabaseUnavailable
from bot.storage.guard import lifted
from bot.storage.search_index import tidy

_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
_OURS = text("SELECT bool_and(pg_has_role(tableowner, 'USAGE')) FROM pg_tables WHERE schemaname = current_schema()")
_NOW = text("SELECT pg_current_xact_id()::text::bigint AS number, clock_timestamp() AS moment")
#: Transactions that still see what was deleted: writers of the whole server by their number, readers of this database.
_OLDER = text(
    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint <= :number OR EXISTS (SELECT 1 FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < :moment)"
)
#: Seconds that transactions of others are waited for.
PATIENCE = 30.0


class NotOurs(Exception):
    """The database is to be scrubbed by its owner."""


def scrub(database: Database) -> None:
    """Rewrite the database without what was deleted. Writers wait meanwhile, so it is for the night, after erasures.

    Raises NotOurs where the tables belong to another role (PostgreSQL), DatabaseUnavailable where somebody reads.
    """
    try:
        if database.engine.dialect.name == "postgresql":
            _scrub_postgresql(database)
        else:
            _scrub_sqlite(database)
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise DatabaseUnavailable(type(error).__name__) from None


def _scrub_postgresql(database: Database) -> None:
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if not connection.scalar(_OURS):
            # PostgreSQL would pass them over with a warning.
            raise NotOurs("the tables belong to another role; run this with the owner's ANSINH_DATABASE_URL")
        begun = connection.execute(_NOW).one()._asdict()
        deadline = monotonic() + PATIENCE
        while connection.scalar(_OLDER, begun):
            # PostgreSQL keeps for a transaction what was there when it began.
            if monotonic() > deadline:
                raise DatabaseUnavailable("a transaction stays open; what was deleted is kept for it")
            sleep(0.1)
        connection.exec_driver_sql("VACUUM FULL")


def _scrub_sqlite(database: Database) -> None:
    with database.session() as session:
        tidy(session.connection())
    # The bare driver: SQLAlchemy would begin a transaction, in which nothing can be vacuumed.
    with closing(database.engine.raw_connection()) as checked_out:
        driver = checked_out.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101  the dialect has no other driver here
        with lifted(driver):
            for statement in (_EMPTY_LOG, "VACUUM", _EMPTY_LOG):
                busy, *_ = driver.execute(statement).fetchone() or (0,)
                if busy:
                    raise DatabaseUnavailable("somebody reads or writes; the log could not be emptied")
