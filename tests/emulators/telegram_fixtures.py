"""The Bot API with its clock standing still and a caller of it: a plugin of the tests beside this file."""

from collections.abc import Iterator

import pytest

from tests.emulators.conftest import START
from tests.emulators.telegram import Citizen, Clock, Emulator
from tests.emulators.telegram_bot import Bot
from tests.emulators.zalo.delivery import loopback_client


@pytest.fixture
def telegram() -> Iterator[Emulator]:
    with Emulator(clock=Clock(START, speed=0), webhook_limit=10) as started:
        yield started


@pytest.fixture
def citizen(telegram: Emulator) -> Citizen:
    """Somebody who wrote to the bot before."""
    return telegram.citizen(started=True)


@pytest.fixture
def bot(telegram: Emulator) -> Iterator[Bot]:
    with loopback_client(telegram.url) as client:
        yield Bot(telegram, client)
