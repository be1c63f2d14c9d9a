"""The rooms put together from the settings, once a process."""

from dataclasses import dataclass
from functools import cache

from bot.advice.adviser import Adviser
from bot.advice.answers import AnswersError
from bot.cases.reports import Reports
from bot.language.province import Provinces, ProvincesError
from bot.language.shortcuts import Shortcuts
from bot.pictures.studio import Studio
from bot.places import communes
from bot.policy import PolicyError
from bot.privacy.pseudonym import read_or_create_key
from bot.records.buttons import Buttons
from bot.records.conversations import Conversations
from bot.records.interactions import Interactions
from bot.records.memory import Memory
from bot.records.pictures import Pictures
from bot.settings import PROJECT, Settings, read
from bot.storage.database import Database


class HouseRefused(Exception):
    """Data, keys or folders that the house cannot stand on; the message names file and fault."""


@dataclass(frozen=True, slots=True)
class House:
    """What actions and channels work with."""

    settings: Settings
    database: Database
    adviser: Adviser
    provinces: Provinces
    shortcuts: Shortcuts
    conversations: Conversations
    interactions: Interactions
    memory: Memory
    buttons: Buttons
    pictures: Pictures
    reports: Reports
    key: bytes

    @classmethod
    def build(cls, settings: Settings) -> "House":
        """Load data and open the database. Raises HouseRefused."""
        try:
            return cls._built(settings)
        except (PolicyError, AnswersError, ProvincesError, ValueError, KeyError, OSError) as error:
            raise HouseRefused(str(error)) from error

    @classmethod
    def _built(cls, settings: Settings) -> "House":
        adviser = Adviser.load(PROJECT / "data")
        database = Database(settings.database)
        key = read_or_create_key(settings.home / "keys" / "pseudonym.key")
        return cls(
            settings=settings,
            database=database,
            adviser=adviser,
            shortcuts=Shortcuts.load(PROJECT / "data" / "answers" / "sources" / "shortcuts.toml"),
            provinces=Provinces.load(PROJECT / "data" / "offices" / "provinces.toml", communes()),
            conversations=Conversations(database),
            interactions=Interactions(database, settings.model_id or "unknown", adviser.version),
            memory=Memory(database, key),
            buttons=Buttons(database),
            pictures=Pictures(database, settings.home / "pictures", Studio()),
            reports=Reports(database, key),
            key=key,
        )


@cache
def house() -> House:
    """The house of this process, built on first use: also when the actions run under `python -m rasa_sdk`."""
    return House.build(read())
