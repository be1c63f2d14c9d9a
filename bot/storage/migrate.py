"""Bring a database to the newest shape (Alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.storage.database import Database
from bot.storage.guard import unguarded

_FOLDER = Path(__file__).parent / "migrations"


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade `database`; each migration is one transaction, so an interrupted one can be run again."""
    with database.engine.begin() as connection, unguarded(connection):
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(database: Database, revision: str) -> None:
    """Take migrations back down to `revision`."""
    with database.engine.begin() as connection, unguarded(connection):
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def newest() -> str:
    """The revision that `migrate` ends at."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config
