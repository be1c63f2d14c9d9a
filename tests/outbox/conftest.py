"""An outbox with a conversation to write to."""

from collections.abc import Callable

import pytest

from bot.channels.contract import Rate
from bot.clock import now
from bot.leases import Leases
from bot.outbox.contacts import Contacts
from bot.outbox.outbox import Going, Outbox
from bot.records.conversations import Conversations
from bot.storage.database import Database
from tests.bars import figure  # noqa: F401  a fixture
from tests.channels.loopback import Loopback

KEY = bytes(32)
RATE = Rate(1000, 1.0)


@pytest.fixture
def channel() -> Loopback:
    return Loopback()


@pytest.fixture
def contacts(database: Database) -> Contacts:
    return Contacts(database, KEY)


@pytest.fixture
def app(database: Database, contacts: Contacts) -> Callable[[], Outbox]:
    """One more app on the same database."""

    def make() -> Outbox:
        made = Outbox(database, KEY, Leases(database), contacts)
        made.open("loop")
        return made

    return make


@pytest.fixture
def outbox(app: Callable[[], Outbox]) -> Outbox:
    return app()


@pytest.fixture
def somebody(database: Database, contacts: Contacts) -> Callable[[str], str]:
    """A conversation with an address."""

    def make(address: str) -> str:
        conversation = Conversations(database).of("loop", f"pseudonym of {address}")
        database.together(lambda connection: contacts.heard(connection, conversation, "loop", address, now()))
        return conversation

    return make


@pytest.fixture
def lan(somebody: Callable[[str], str]) -> str:
    return somebody("lan")


@pytest.fixture
def put(database: Database, outbox: Outbox, channel: Loopback) -> Callable[..., int]:
    """Store texts for a conversation as one turn's replies."""

    def store(conversation: str, *texts: str, origin: str = "turn-1") -> int:
        replies = [{"text": one, "buttons": [], "image": None} for one in texts]
        return database.together(lambda connection: outbox.put(connection, conversation, channel, origin, replies))

    return store


@pytest.fixture
def claim(outbox: Outbox) -> Callable[..., list[Going]]:
    return lambda most=10, rate=RATE: outbox.claim("loop", rate, most)
