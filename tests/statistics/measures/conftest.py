"""Random talks, counted, and the same talks recounted naively."""

import shutil
from collections.abc import Iterator

import pytest

from bot.settings import PROJECT
from bot.statistics.folding import Folding
from bot.statistics.room import StatisticsRoom
from bot.storage.database import Database
from tests.statistics import naive, random_talks


@pytest.fixture(scope="session")
def filled(template, adviser, tmp_path_factory) -> Iterator[StatisticsRoom]:
    """The statistics of random talks of six weeks; nobody writes into them."""
    file = shutil.copy(template, tmp_path_factory.mktemp("measures") / "ansinh.db")
    database = Database(f"sqlite:///{file}")
    random_talks.fill(database, seed=11, talks=90)
    Folding(database, random_talks.TESTS).fold()
    yield StatisticsRoom.build(database, adviser, PROJECT / "data")
    database.close()


@pytest.fixture(scope="session")
def record(filled) -> naive.Record:
    """Its raw rows."""
    return naive.Record(filled.database)
