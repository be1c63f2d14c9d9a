"""Small invented years, each made once for each kind of database; where a test changes one, it gets a copy."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.advice.adviser import Adviser
from bot.operations.seeding.seeding import Seeding, Wish
from bot.privacy.citizen_keys import Wrapping
from bot.records.chain import Chain, Keys
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.migrate import migrate

DATA = PROJECT / "data"
#: So many turns that every kind of them is there; and of a year that is only there to be removed or refused.
MANY, FEW = 6_000, 100

Seed = Callable[..., object]
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def texts() -> Adviser:
    """The project's own figures and texts."""
    return Adviser.load(DATA)


#: Of the installation that invents: the same for all, so that what is invented is.
KEY = bytes(range(32))


def chain_of(home: Path) -> Chain:
    """The chain of an installation."""
    return Chain(Keys(Wrapping(home / "keys")))


def invent(database: Database, texts: Adviser, home: Path, interactions: int, **wish: Any) -> object:
    """Invent so many turns of 2026."""
    return Seeding(database, texts, DATA, Wish(2026, interactions, **wish), chain_of(home), key=KEY).run()


@pytest.fixture
def seed(texts: Adviser, tmp_path: Path) -> Seed:
    """Invent so many turns in a database, whose home is the test's folder."""
    return lambda database, interactions=300, **wish: invent(database, texts, tmp_path, interactions, **wish)


@pytest.fixture(scope="session", params=BOTH)
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
    invent(database, texts, tmp_path_factory.mktemp("home"), MANY)
    yield database
    database.close()


@dataclass(frozen=True)
class Year:
    """A year of `FEW` turns on a database at `url`, with the home whose keys its record began with."""

    url: str
    home: Path


@pytest.fixture(scope="session")
def few_on_sqlite(tmp_path_factory: pytest.TempPathFactory, texts: Adviser) -> Year:
    """To be copied."""
    home = tmp_path_factory.mktemp("few")
    return _few(f"sqlite:///{home / 'ansinh.db'}", home, texts)


@pytest.fixture(scope="session")
def few_on_postgresql(postgres_url: str, tmp_path_factory: pytest.TempPathFactory, texts: Adviser) -> Iterator[Year]:
    """To be copied: a database is made from another one in a moment."""
    url = make_url(postgres_url)
    name = f"{url.database}_few"
    _on_server(postgres_url, f"create database {name}")
    yield _few(url.set(database=name).render_as_string(hide_password=False), tmp_path_factory.mktemp("few"), texts)
    _on_server(postgres_url, f"drop database {name} with (force)")


@pytest.fixture(params=BOTH)
def few(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of this test's own with `FEW` invented turns, whose home is the test's folder."""
    year: Year = request.getfixturevalue(f"few_on_{request.param}")
    shutil.copytree(year.home / "keys", tmp_path / "keys")
    if request.param == "sqlite":
        copied = Database(f"sqlite:///{shutil.copy(year.home / 'ansinh.db', tmp_path / 'ansinh.db')}")
        yield copied
        copied.close()
        return
    name = make_url(year.url).database
    _on_server(request.getfixturevalue("postgres_url"), f"create database {name}_copy template {name}")
    copied = Database(f"{year.url}_copy")
    yield copied
    copied.close()
    _on_server(request.getfixturevalue("postgres_url"), f"drop database {name}_copy with (force)")


def _few(url: str, home: Path, texts: Adviser) -> Year:
    made = Database(url)
    migrate(made)
    invent(made, texts, home, FEW)
    made.close()
    return Year(url, home)


def _on_server(url: str, command: str) -> None:
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(command))
    server.dispose()


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
