"""What only the owner of a database can do: work on it without triggers and foreign keys."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, text

from bot.storage.database import Database


@contextmanager
def owner(database: Database) -> Iterator[Connection]:
    """One transaction in which nothing guards the tables."""
    engine = create_engine(database.url)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                # This engine has not switched foreign keys on.
                for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            else:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            yield connection
    finally:
        engine.dispose()
