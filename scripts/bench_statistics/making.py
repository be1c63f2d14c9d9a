"""The databases that are measured: a year of invented talk, then each size made of copies of it (SQLite)."""

from pathlib import Path
from typing import Any

from multiplied import multiply
from sqlalchemy import event, text

from bot.operations.seeding.command import seeded
from bot.operations.seeding.seeding import Wish
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate

#: Tables that are taken over as they are.
AS_THEY_ARE = ("report", "case_file", "case_event", "claim_sighting", "demonstration")


def seed(url: str, home: Path, size: int) -> None:
    """A database with so many invented turns."""
    database = Database(url)
    seeded(database, Settings(home=home, database_url=url), Wish(2026, size, 1, False), lambda _done, _of: None)
    database.close()


def make(url: str, seed_file: Path, copies: int) -> None:
    """A database with all of the seed's talks `copies` times."""
    database = Database(url)
    migrate(database)
    _attach(database, seed_file)
    multiply(database, "seed", copies)
    with database.engine.begin() as connection:
        for table in AS_THEY_ARE:
            connection.execute(text(f"insert into {table} select * from seed.{table}"))  # noqa: S608
    with database.engine.connect() as connection:
        connection.execute(text("analyze"))
    database.close()


def _attach(database: Database, file: Path) -> None:
    @event.listens_for(database.engine, "connect")
    def _attached(connection: Any, _record: object) -> None:
        connection.execute(f"attach database '{file}' as seed")
        # It is thrown away when it fails, and nobody else reads it meanwhile.
        for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "cache_size=-2000000", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}")

    database.engine.dispose()
