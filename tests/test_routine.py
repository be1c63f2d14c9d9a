"""What the app does by itself is complete, and each of it can be done at any moment."""

from collections.abc import Iterator

import pytest

from bot.channels.registry import Channels
from bot.clock import today
from bot.dialogue import Dialogue
from bot.house import House
from bot.records.interactions import Question
from bot.routine import chores, close_unfinished
from bot.switchboard import Switchboard
from tests.channels.loopback import Loopback
from tests.inbox.rig import Engine


@pytest.fixture
def channel() -> Loopback:
    return Loopback()


@pytest.fixture
def board(house: House, channel: Loopback) -> Iterator[Switchboard]:
    made = Switchboard(house, Dialogue(house, Engine(house)), Channels({"loop": channel}))
    yield made
    made.door.close()


def test_every_chore_can_be_done_in_an_empty_house_and_again(house: House, board: Switchboard) -> None:
    every = chores(house, board)
    for chore in (*every, *every):
        chore.do()
    assert len({chore.name for chore in every}) == len(every)
    assert all(chore.every >= 30 for chore in every)


def test_channels_are_tended(house: House, board: Switchboard, channel: Loopback) -> None:
    (tend,) = [chore for chore in chores(house, board) if chore.name == "tend-loop"]
    tend.do()
    assert channel.tended == 1


def test_the_head_of_the_record_is_anchored(house: House, board: Switchboard) -> None:
    conversation = house.conversations.of("web", "somebody")
    interaction, _ = house.interactions.accept(Question(conversation, "web", "1", "chào", today()))
    close_unfinished(house, at_start=True)
    assert house.interactions.is_answered(interaction)
    (anchor,) = [chore for chore in chores(house, board) if chore.name == "anchor"]
    anchor.do()
    assert list((house.settings.home / "anchors").glob("*.json"))


def test_only_turns_of_the_page_are_closed_and_at_work_only_old_ones(house: House) -> None:
    turns = {}
    for channel in ("web", "loop"):
        conversation = house.conversations.of(channel, "somebody")
        turns[channel], _ = house.interactions.accept(Question(conversation, channel, "1", "chào", today()))
    close_unfinished(house)
    assert not house.interactions.is_answered(turns["web"]), "it may be under way in another app"
    close_unfinished(house, at_start=True)
    assert house.interactions.is_answered(turns["web"])
    assert not house.interactions.is_answered(turns["loop"]), "the inbox takes it up again"


def test_the_voice_reaches_whoever_has_an_address(house: House, board: Switchboard) -> None:
    assert board.channels.get("loop") is not None
    conversation = house.conversations.of("loop", "somebody")
    said = [{"text": "có trả lời", "buttons": [], "image": None}]
    assert not house.voice(conversation, said)
    house.database.together(lambda connection: house.contacts.heard(connection, conversation, "loop", "lan", None))
    assert house.voice(conversation, said, "verdict-1")
    assert board.outbox.counts() == {"pending": 1}
