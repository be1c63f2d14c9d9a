"""A project of its own whose data a test may change, its console, and who works there."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from bot import house as houses
from bot.advice.adviser import Adviser
from bot.clock import today
from bot.console.roles import Role
from bot.house import House
from bot.knowledge.changes import APPROVED, Proposal
from bot.knowledge.items import Item, read_files, words_of
from bot.settings import PROJECT, Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate

POVERTY = Item("policy/rural_poverty_line.toml", "rural_poverty_line")
LOWEST = Item("answers/contribution_level.toml", "min_monthly_payment")
RUMOUR = Item("rumours/late_fine.toml", "")
NEW_VALUE = {
    "value": "2.500.000",
    "from": "2028-01-01",
    "legal_basis": "Nghị định của bài thử",
    "confidence": "B",
    "checked_on": "2026-11-22",
    "review_by": "2027-11-30",
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's data, which the house of this test stands on."""
    copy = tmp_path / "project"
    shutil.copytree(PROJECT / "data", copy / "data", ignore=shutil.ignore_patterns("nlu", "rules"))
    monkeypatch.setattr(houses, "PROJECT", copy)
    return copy / "data"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database in its newest shape, made once."""
    file = tmp_path_factory.mktemp("migrated") / "ansinh.db"
    database = Database(f"sqlite:///{file}")
    migrate(database)
    database.close()
    return file


@pytest.fixture
def house(settings: Settings, adviser: Adviser, data: Path, migrated: Path) -> Any:
    """A house on that copy."""
    shutil.copy(migrated, settings.database.removeprefix("sqlite:///"))
    built = House.build(settings, adviser)
    yield built
    built.database.close()


@pytest.fixture
def words(data: Path):
    """What an item's file says."""
    return lambda item: words_of(read_files(data), item)


@pytest.fixture
def approve(house: House, words):
    """Put a change of an item in force: proposed by one, approved by another; gives it."""

    def done(item: Item, after: str, before: str | None = None) -> Any:
        room = house.knowledge
        there = before if before is not None else room.words(item)
        made = room.changes.propose(Proposal(item, there, after, "thử"), "lan", house.adviser.version)
        room.approve(room.changes.find(made), APPROVED, "mai", "đúng")
        return room.changes.find(made)

    return done


@pytest.fixture
def editor(login):
    """An editor, logged in."""
    return login(Role.EDITOR)


@pytest.fixture
def manager(login):
    """A manager, logged in."""
    return login(Role.MANAGER)


__all__ = ["LOWEST", "NEW_VALUE", "POVERTY", "RUMOUR", "today"]
