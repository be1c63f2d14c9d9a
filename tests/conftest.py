"""Shared fixtures: databases of both kinds, the house, the running system, the browser's reasons to skip."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from bot.advice.adviser import Adviser
from bot.house import House
from bot.operations import network, paths
from bot.operations.system import System
from bot.settings import PROJECT, Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate
from tests.postgres import make_empty

POSTGRES = os.environ.get("ANSINH_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1/postgres")
CHROMIUM = "/usr/bin/chromium"
SECRET = "a-secret-of-tests-with-more-than-32-characters"


def absent(what: str) -> None:
    """Skip on a laptop, fail in CI: there nothing may be missing unseen."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing in CI")
    pytest.skip(f"{what} is not on this machine")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database of this test run alone."""
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    name = f"ansinh_test_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"create database {name}"))
    except OperationalError:
        server.dispose()
        absent("a PostgreSQL server")
    yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    server.dispose()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to be copied: migrating one anew is a third of what a test takes."""
    file = tmp_path_factory.mktemp("template") / "ansinh.db"
    made = Database(f"sqlite:///{file}")
    migrate(made)
    made.close()
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path, template: Path) -> Iterator[Database]:
    """An empty, migrated database: the same tests run on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copy(template, tmp_path / 'ansinh.db')}"
    else:
        url = request.getfixturevalue("postgres_url")
    made = Database(url)
    if request.param == "postgresql":
        make_empty(made)
    yield made
    made.close()


@pytest.fixture(scope="session")
def adviser() -> Adviser:
    """The project's own figures and texts."""
    return Adviser.load(PROJECT / "data")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a throw-away home, with the engine's port leading nowhere."""
    return Settings(
        home=tmp_path,
        engine_port=1,
        engine_secret=SECRET,
        action_secret=SECRET,
        allow_as_of=True,
        chat_per_minute=100_000,
    )


@pytest.fixture
def house(settings: Settings, adviser: Adviser, template: Path) -> Iterator[House]:
    """A house on an empty SQLite database."""
    shutil.copy(template, settings.home / "ansinh.db")
    built = House.build(settings, adviser)
    yield built
    built.database.close()


@pytest.fixture(scope="session")
def live_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A throw-away home that shares the project's trained models, so that a test run trains at most once."""
    home = tmp_path_factory.mktemp("home")
    models = paths.models(PROJECT / "var")
    models.mkdir(parents=True, exist_ok=True)
    paths.models(home).symlink_to(models)
    return home


@pytest.fixture(scope="session")
def live(live_home: Path) -> Iterator[System]:
    """The whole system as `ansinh up` starts it: real engine, real actions, a database of its own."""
    settings = Settings(
        home=live_home, port=network.free_port(), allow_as_of=True, chat_per_minute=100_000, engine_timeout=30
    )
    # The children read their settings from the environment, as they do under `ansinh up`.
    given = {
        "ANSINH_HOME": str(settings.home),
        "ANSINH_PORT": str(settings.port),
        "ANSINH_ALLOW_AS_OF": "1",
        "ANSINH_CHAT_PER_MINUTE": str(settings.chat_per_minute),
        "ANSINH_ENGINE_TIMEOUT": str(settings.engine_timeout),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        with System(settings, lambda _what: nullcontext()) as system:
            yield system


@pytest.fixture(scope="session")
def live_url(live: System) -> str:
    """Where the running system answers."""
    return live.url
