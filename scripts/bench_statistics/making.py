"""The databases that are measured: a year of invented talk, then each size made of copies of it.

On SQLite the year is a file, on PostgreSQL the schema `seed` of the same database.
"""

from pathlib import Path
from typing import Any

from multiplied import multiply
from sqlalchemy import event, inspect, make_url, text

from bot.operations.seeding.command import seeded
from bot.operations.seeding.seeding import Wish
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate

#: Tables that are taken over as they are.
AS_THEY_ARE = ("report", "case_file", "case_event", "claim_sighting", "demonstration")


def seed(url: str, home: Path, size: int) -> None:
    """A database with so many invented turns; raises ValueError for one of PostgreSQL that has tables."""
    database = Database(url)
    if inspect(database.engine).get_table_names():
        raise ValueError("the database has tables: name an empty one")
    seeded(database, Settings(home=home, database_url=url), Wish(2026, size, 1, False), lambda _done, _of: None)
    database.close()


def make(url: str, seed_url: str, copies: int) -> None:
    """A database with all of the seed's talks `copies` times; on PostgreSQL in place of the one made before."""
    database = Database(url)
    if is_postgresql := database.engine.dialect.name == "postgresql":
        _empty(database)
    migrate(database)
    if not is_postgresql:
        _attach(database, Path(make_url(seed_url).database or ""))
    multiply(database, "seed", copies)
    with database.engine.begin() as connection:
        for table in AS_THEY_ARE:
            connection.execute(text(f"insert into {table} select * from seed.{table}"))  # noqa: S608
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze" if is_postgresql else "analyze"))
    database.close()


def size(url: str) -> float:
    """Of the database, in GB."""
    database = Database(url)
    with database.engine.connect() as connection:
        if database.engine.dialect.name == "postgresql":
            asked = "select sum(pg_total_relation_size(oid)) from pg_class where relnamespace = 'public'::regnamespace"
        else:
            asked = "select page_count * page_size from pragma_page_count(), pragma_page_size()"
        found = connection.scalar(text(asked))
    database.close()
    return float(found or 0) / 1e9


def _empty(database: Database) -> None:
    with database.engine.begin() as connection:
        has_seed = "seed" in inspect(connection).get_schema_names()
        connection.execute(text("drop schema public cascade" if has_seed else "alter schema public rename to seed"))
        connection.execute(text("create schema public"))


def _attach(database: Database, file: Path) -> None:
    @event.listens_for(database.engine, "connect")
    def _attached(connection: Any, _record: object) -> None:
        connection.execute(f"attach database '{file}' as seed")
        # It is thrown away when it fails, and nobody else reads it meanwhile.
        for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "cache_size=-2000000", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}")

    database.engine.dispose()
