"""`ansinh demo`: the database brought to its newest shape, then a year of talk, or none any more."""

from bot.advice.adviser import Adviser
from bot.operations import paths
from bot.operations.seeding import clearing
from bot.operations.seeding.mark import Mark
from bot.operations.seeding.seeding import Progress, Seeding, Wish
from bot.privacy.citizen_keys import Wrapping
from bot.privacy.pseudonym import read_or_create_key
from bot.records.chain import Chain, Keys
from bot.settings import PROJECT, Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate


def seeded(database: Database, settings: Settings, wish: Wish, progress: Progress) -> Mark:
    """What is there at the end. Raises SeedRefused, DatabaseUnavailable, KeyRefused."""
    migrate(database)
    data, chain = PROJECT / "data", Chain(Keys(Wrapping(paths.keys(settings.home))))
    key = read_or_create_key(paths.keys(settings.home) / "pseudonym.key")
    return Seeding(database, Adviser.load(data), data, wish, chain, key=key).run(progress)


def cleared(database: Database, settings: Settings) -> int:
    """How many interactions were removed. Raises SeedRefused, DatabaseUnavailable."""
    return clearing.clear(database, paths.anchors(settings.home))
