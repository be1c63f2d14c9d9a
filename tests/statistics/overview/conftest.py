"""Turns by the month, and the thresholds of the project."""

from collections.abc import Callable

import pytest

from bot.settings import PROJECT
from bot.statistics.rules import Rules, rules
from bot.storage.database import Database
from tests.statistics.overview.turns import Turn, write


@pytest.fixture
def written(database: Database) -> Callable[[list[Turn]], list[str]]:
    """Writes turns to the database of this test."""
    return lambda turns: write(database, turns)


@pytest.fixture
def thresholds() -> Rules:
    """Those of the project."""
    return rules(PROJECT / "data")
