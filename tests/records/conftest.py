"""One house for all talks of a file: every talk has its own citizen."""

from collections.abc import Iterator

import pytest

from bot.house import House
from bot.settings import Settings
from bot.storage.migrate import migrate


@pytest.fixture(scope="session")
def one_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house on an empty SQLite database."""
    built = House.build(Settings(home=tmp_path_factory.mktemp("house"), engine_port=1, allow_as_of=True))
    migrate(built.database)
    yield built
    built.database.close()
