"""The channel as the house builds it, against Zalo's platform on loopback."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.channels.zalo.channel import Zalo
from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import Pair
from bot.channels.zalo.settings import ZaloSettings
from bot.storage.database import Database
from tests.emulators.zalo import Citizen, Emulator

KEY = bytes(32)


@pytest.fixture
def platform() -> Iterator[Emulator]:
    with Emulator() as started:
        started.rules.package = "full"
        yield started


@pytest.fixture
def lan(platform: Emulator) -> Citizen:
    """A citizen who has just written."""
    return platform.citizen("Lan")


@pytest.fixture
def configured(platform: Emulator) -> Callable[..., ZaloSettings]:
    """Settings for the emulator; what a test cares for is given by name."""

    def make(**given: Any) -> ZaloSettings:
        usual = {
            "app_id": platform.account.app_id,
            "app_secret": platform.account.app_secret,
            "oa_id": platform.account.oa_id,
            "oa_secret_key": platform.account.oa_secret,
            "callback": platform.account.redirect_uri,
            "api_host": platform.url,
            "oauth_host": platform.url,
        }
        return ZaloSettings(**{**usual, **given})

    return make


@pytest.fixture
def grants(database: Database, platform: Emulator) -> Grants:
    """The grant of the emulator's newest pair."""
    made = Grants(database, KEY)
    made.keep(Pair(platform.tokens.current.access, platform.tokens.current.refresh))
    return made


@pytest.fixture
def pictures() -> dict[str, bytes]:
    """The pictures there are, by path."""
    return {}


@pytest.fixture
def opened(
    database: Database, grants: Grants, configured: Callable[..., ZaloSettings], pictures: dict[str, bytes]
) -> Iterator[Callable[..., Zalo]]:
    """Builds channels on the stored grant, each as another process would."""
    made: list[Zalo] = []

    def make(**given: Any) -> Zalo:
        made.append(Zalo.of(configured(**given), database, KEY, pictures.get))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def channel(opened: Callable[..., Zalo]) -> Zalo:
    return opened()
