"""Requests that citizens have made, for the pages of the room."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.cases.request_states import Kind, Request
from bot.clock import now
from bot.house import House
from bot.privacy.pseudonym import pseudonym
from tests.console.conftest import Talk

Asked = Callable[..., Request]
WORDS = "Tôi đóng mức thấp nhất thì mỗi tháng bao nhiêu?"


def conversation_of(house: House, citizen: str, channel: str = "web") -> str:
    """The conversation of an invented citizen."""
    return house.conversations.of(channel, pseudonym(house.key, channel, citizen))


@pytest.fixture
def asked(house: House, talk: Talk) -> Asked:
    """A request of a citizen who has talked before, made so many days ago."""

    def made(kind: Kind = Kind.SEE, citizen: str = "an-citizen", days: int = 0) -> Request:
        talk(WORDS, citizen=citizen)
        moment = now() - timedelta(days=days)
        return house.case_room.requests.receive(conversation_of(house, citizen), kind, moment)

    return made
