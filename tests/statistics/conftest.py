"""Talks put straight onto the record, and counts made from them."""

from collections.abc import Callable, Iterator

import pytest

from bot.settings import PROJECT
from bot.statistics.folding import Folding
from bot.statistics.room import StatisticsRoom
from bot.storage.database import Database
from tests.statistics.talks import Talks


@pytest.fixture
def talk(database: Database) -> Talks:
    """Writes turns, feedback, opinions and talks with officers."""
    return Talks(database)


@pytest.fixture
def fold(database: Database) -> Iterator[Callable[[], int]]:
    """Counts what is on the record by now."""
    return Folding(database, ["trial"]).fold


@pytest.fixture
def room(database: Database, adviser) -> StatisticsRoom:
    """The statistics of the database of this test."""
    return StatisticsRoom.build(database, adviser, PROJECT / "data")
