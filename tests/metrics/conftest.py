"""A board over a house that has talked."""

from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from bot.app import create_app
from bot.channels.registry import Channels
from bot.house import House
from tests.channels.loopback import Loopback

TOKEN = "a-token-of-tests-with-more-than-32-characters"
Client = TestClient[Litestar]


@pytest.fixture
def channel() -> Loopback:
    return Loopback()


@pytest.fixture
def client(house: House, channel: Loopback, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setenv("ANSINH_METRICS_TOKEN", TOKEN)
    monkeypatch.setenv("ANSINH_METRICS_KEPT_SECONDS", "0")
    with TestClient(create_app(house, Channels({"loop": channel}))) as made:
        yield made
