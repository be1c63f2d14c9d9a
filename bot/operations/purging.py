"""What `ansinh purge` and `ansinh hold` work with, put together from the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.clock import today
from bot.house import House
from bot.operations.paths import logs
from bot.operations.purge import Purge
from bot.privacy.retention import Schedule
from bot.records.holds import Holds
from bot.settings import PROJECT, Settings

SCHEDULE = PROJECT / "data" / "privacy" / "retention.toml"


@dataclass(frozen=True, slots=True)
class Room:
    """Purge and holds of one installation."""

    purge: Purge
    holds: Holds

    @classmethod
    @contextmanager
    def opened(cls, settings: Settings) -> Iterator["Room"]:
        """For as long as the context lasts. Raises HouseRefused, RetentionRefused."""
        schedule = Schedule.load(SCHEDULE)
        house = House.build(settings)
        try:
            room = house.record_room
            purge = Purge(
                house.database,
                schedule,
                chain=room.chain,
                erasure=room.erasure,
                logs=logs(settings.home),
                day=today(),
            )
            yield cls(purge, Holds(house.database, room.chain))
        finally:
            house.database.close()
