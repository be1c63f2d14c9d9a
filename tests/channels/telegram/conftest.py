"""The platform on loopback, a citizen who talks with the bot, and the channel as the house builds it."""

from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from typing import Any

import pytest

from bot.channels.contract import Event
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.commands import Commands
from bot.channels.telegram.events import heard
from bot.channels.telegram.settings import TelegramSettings
from tests.emulators.telegram import Citizen, Emulator

SECRET = "a-secret-of-tests-with-more-than-32-characters"
ME = 5001


@pytest.fixture
def platform() -> Iterator[Emulator]:
    with Emulator() as started:
        started.state.limits.on = False
        yield started


@pytest.fixture
def lan(platform: Emulator) -> Citizen:
    return platform.citizen(ME, started=True)


@pytest.fixture
def configured(platform: Emulator) -> Callable[..., TelegramSettings]:
    """Settings for the emulator; what a test cares for is given by name."""

    def make(**given: Any) -> TelegramSettings:
        usual = {
            "token": platform.token,
            "secret": SECRET,
            "api_host": platform.url,
            "public_url": "http://127.0.0.1:8080",
            "decision": "12/2026",
        }
        return TelegramSettings(**{**usual, **given})

    return make


@pytest.fixture
def pictures() -> dict[str, bytes]:
    """The pictures there are, by path."""
    return {}


@pytest.fixture
def channel(configured: Callable[..., TelegramSettings], pictures: dict[str, bytes]) -> Iterator[Telegram]:
    made = Telegram.of(configured(), pictures.get)
    yield made
    made.close()


def at_once() -> Iterator[float]:
    """Pauses that nobody has to wait for."""
    return repeat(0.001)


def read(update: Mapping[str, Any]) -> Event:
    """An update as an event."""
    return heard(update, Commands.load()).event
