"""A small invented year, made once for each kind of database where tests only look at it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.advice.adviser import Adviser
from bot.operations.seeding.seeding import Seeding, Wish
from bot.privacy.citizen_keys import Wrapping
from bot.records.chain import Chain, Keys
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.migrate import migrate

DATA = PROJECT / "data"
#: So many turns that every kind of them is there.
MANY = 6_000

Seed = Callable[..., object]


@pytest.fixture(scope="session")
def texts() -> Adviser:
    """The project's own figures and texts."""
    return Adviser.load(DATA)


#: Of the installation that invents: the same for all, so that what is invented is.
KEY = bytes(range(32))


def chain_of(home: Path) -> Chain:
    """The chain of an installation."""
    return Chain(Keys(Wrapping(home / "keys")))


@pytest.fixture
def seed(texts: Adviser, tmp_path: Path) -> Seed:
    """Invent so many turns in a database, whose home is the test's folder."""

    def run(database: Database, interactions: int = 300, **wish: Any) -> object:
        return Seeding(database, texts, DATA, Wish(2026, interactions, **wish), chain_of(tmp_path), key=KEY).run()

    return run


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def seeded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, texts: Adviser
) -> Iterator[Database]:
    """A database with `MANY` invented turns, to be looked at and not to be changed."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('seeded') / 'ansinh.db'}"
    else:
        url = _schema_of_its_own(request.getfixturevalue("postgres_url"))
    database = Database(url)
    migrate(database)
    home = tmp_path_factory.mktemp("home")
    Seeding(database, texts, DATA, Wish(2026, MANY), chain_of(home), key=KEY).run()
    yield database
    database.close()


def _schema_of_its_own(url: str) -> str:
    """Other tests empty the schema `public` of the run's database."""
    made = Database(url)
    with made.engine.begin() as connection:
        connection.execute(text("drop schema if exists seeded cascade"))
        connection.execute(text("create schema seeded"))
    made.close()
    return f"{url}?options=-csearch_path%3Dseeded"


@pytest.fixture
def folder() -> Path:
    """The project's data."""
    return DATA
