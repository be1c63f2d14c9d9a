"""PostgreSQL's index of words stands aside while a year is written: made at once it costs a third."""

from sqlalchemy import Connection

from bot.storage.search_tables import WORDS_INDEX, WORDS_INDEX_MADE

_MEMORY = "SET LOCAL maintenance_work_mem = '192MB'"


def put_aside(connection: Connection) -> None:
    """Drop it; SQLite has none."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {WORDS_INDEX}")


def put_back(connection: Connection) -> None:
    """Make it again, where it is not there."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_MEMORY)
        connection.exec_driver_sql(WORDS_INDEX_MADE)
