"""A house with a channel of tests, at work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.advice.adviser import Adviser
from bot.house import House
from bot.settings import Settings
from bot.storage.database import Database
from tests.bars import figure  # noqa: F401  a fixture
from tests.channels.loopback import Loopback
from tests.inbox.rig import Rig


@pytest.fixture
def settings(settings: Settings, database: Database, tmp_path: Path) -> Settings:
    """As everywhere, on both databases, hurrying."""
    settings.database_url, settings.settle_seconds = database.url, 0.0
    return settings


@pytest.fixture
def house(settings: Settings, adviser: Adviser) -> Iterator[House]:
    built = House.build(settings, adviser)
    yield built
    built.database.close()


@pytest.fixture
def channel() -> Loopback:
    return Loopback()


@pytest.fixture
def rig(house: House, channel: Loopback) -> Iterator[Rig]:
    with Rig(house, channel) as made:
        yield made
