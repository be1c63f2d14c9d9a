"""Citizens on a channel of tests and on the chat page, officers at their desk."""

import itertools
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from litestar import Litestar
from sqlalchemy import select, update

from bot.advice.adviser import Adviser
from bot.app import create_app
from bot.channels.registry import Channels
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.house import House
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records.record import Said
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.tables import Interaction
from bot.talks import rows
from bot.talks.desk import TalkDesk
from bot.talks.talk import Talk
from tests.channels.loopback import Loopback, request
from tests.console.conftest import Client, Login
from tests.inbox.rig import Engine, Rig, echo

#: The ids that two browsers have made.
SENDER, OTHER = "0b5f3c8e-6d1a-4c5e-9f00-0123456789ab", "1c6a4d9f-7e2b-4d6f-8a11-abcdef012345"
#: A Monday morning at work, a Saturday (UTC).
AT_WORK, AT_REST = datetime.fromisoformat("2026-11-23T02:00Z"), datetime.fromisoformat("2026-11-21T03:00Z")
PATIENCE = 15.0
_numbers = itertools.count(1)


def wants_person(turn: Any) -> Said:
    """An engine that knows one thing beside the echo: somebody wants a person."""
    if turn.text.startswith("gặp cán bộ") or (turn.button and turn.button.intent == "talk_to_officer"):
        reply = {"text": "Anh/chị gặp cán bộ tại đây.", "buttons": [], "image": None}
        return Said(Outcome.HANDED_OVER, [reply], "talk_to_officer")
    return echo(turn)


def officer(name: str, *roles: Role, full_name: str = "") -> Staff:
    return Staff(name, name, full_name or f"Trần Thị {name.title()}", frozenset(roles or {Role.OFFICER}))


MAI, LAN, BOSS = officer("mai"), officer("lan"), officer("boss", Role.MANAGER)


class Room:
    """A house at work with its desk: the citizen speaks through `rig`, officers through `desk`."""

    def __init__(self, rig: Rig):
        self.rig, self.house = rig, rig.house
        rig.engine.says = wants_person
        house = rig.house
        self.desk = TalkDesk(house.talks, rig.board.channels, house.contacts, house.adviser, house.record_room.audit)

    def says(self, text: str | None, sender: str = "hoa", **more: Any) -> None:
        """The citizen writes; back once nothing waits."""
        assert self.rig.says(f"n{next(_numbers)}", text, sender, **more) == 200
        self.rig.settle()

    def got(self, sender: str = "hoa") -> list[str]:
        self.rig.settle()
        return self.rig.channel.to(sender)

    def conversation(self, sender: str = "hoa", channel: str = "loop") -> str:
        return self.house.conversations.of(channel, pseudonym(self.house.key, channel, sender))

    def talk(self, sender: str = "hoa") -> Talk:
        """The open talk of a citizen."""
        with self.house.database.looking() as connection:
            found = rows.open_talk(connection, self.conversation(sender))
        assert found
        return found

    def asks(self, sender: str = "hoa") -> str:
        """The citizen wants a person; gives the talk."""
        self.says("gặp cán bộ", sender)
        return self.talk(sender).id

    def held(self, by: Staff = MAI, sender: str = "hoa") -> str:
        """A talk that an officer holds."""
        talk = self.asks(sender)
        self.desk.claim(by, talk)
        self.got(sender)
        return talk

    def found(self, talk: str) -> Talk:
        with self.house.database.looking() as connection:
            return rows.found(connection, talk)

    def age(self, talk: str, **moments: datetime) -> None:
        """Set moments of a talk back."""
        change = update(rows.TALK).where(rows.TALK.c.id == talk).values(moments)
        self.house.database.together(lambda connection: connection.execute(change))

    def turns(self, sender: str = "hoa", channel: str = "loop") -> list[Interaction]:
        of = Interaction.conversation_id == self.conversation(sender, channel)
        with self.house.database.reading() as session:
            return list(session.scalars(select(Interaction).where(of).order_by(Interaction.accepted_at)))


@pytest.fixture
def channel() -> Loopback:
    return Loopback()


@pytest.fixture
def room(house: House, channel: Loopback) -> Iterator[Room]:
    house.settings.settle_seconds = 0.0
    with Rig(house, channel) as rig:
        yield Room(rig)


@pytest.fixture
def app(house: House, channel: Loopback) -> Litestar:
    """The whole app on a channel and an engine of tests."""
    house.settings.settle_seconds = 0.0
    engine: Any = Engine(house)
    engine.says = wants_person
    return create_app(house, Channels({channel.name: channel}), engine)


class Citizens:
    """Citizens before the running app."""

    def __init__(self, client: Client, channel: Loopback, house: House):
        self._client, self._channel, self._house = client, channel, house

    def loop(self, text: str | None, sender: str = "hoa", **more: Any) -> None:
        """Through the channel."""
        received = request(f"n{next(_numbers)}", text, sender, **more)
        answer = self._client.post("/webhooks/loop", content=received.body, headers=dict(received.headers))
        assert answer.status_code == 200

    def web(self, text: str, sender: str = SENDER) -> dict[str, Any]:
        """From the chat page."""
        answer = self._client.post("/api/chat", json={"sender": sender, "text": text})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def news(self, after: int = 0, sender: str = SENDER) -> dict[str, Any]:
        """What the chat page finds."""
        answer = self._client.get(f"/api/messages?after={after}", headers={"x-sender": sender})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def waits(self, holds: Callable[[], Any]) -> Any:
        """Until it is so."""
        until = time.monotonic() + PATIENCE
        while not (found := holds()):
            assert time.monotonic() < until, "it did not come about"
            time.sleep(0.02)
        return found

    def talk(self, sender: str = SENDER, channel: str = "web") -> str:
        """The open talk of a citizen."""
        conversation = self._house.conversations.of(channel, pseudonym(self._house.key, channel, sender))

        def found() -> str | None:
            with self._house.database.looking() as connection:
                talk = rows.open_talk(connection, conversation)
            return talk.id if talk else None

        return str(self.waits(found))


@pytest.fixture
def citizens(login: Login, channel: Loopback, house: House) -> Citizens:
    """Citizens of an app that runs: the first client has started it."""
    return Citizens(login(Role.AUDITOR), channel, house)


@pytest.fixture
def both(settings: Settings, database: Database, adviser: Adviser, channel: Loopback) -> Iterator[Room]:
    """A room on either database."""
    settings.database_url, settings.settle_seconds = database.url, 0.0
    house = House.build(settings, adviser)
    with Rig(house, channel) as rig:
        yield Room(rig)
    house.database.close()
