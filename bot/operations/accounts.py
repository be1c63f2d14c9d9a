"""Makes the first account of a console, from the command line."""

from bot.console.login.accounts import Accounts, Profile
from bot.privacy.pseudonym import read_or_create_key
from bot.records.room import RecordRoom
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate


def create_account(settings: Settings, name: str, profile: Profile) -> str:
    """Make an account; gives its first password. Raises AccountRefused, KeyRefused, DatabaseUnavailable."""
    settings.home.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    try:
        if settings.database.startswith("sqlite"):
            migrate(database)
        record_room = RecordRoom.build(database, settings.home)
        key = read_or_create_key(settings.home / "keys" / "pseudonym.key")
        return Accounts(database, key, record_room.audit).create(name, profile)[1]
    finally:
        database.close()
