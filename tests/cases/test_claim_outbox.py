"""The verdict goes through the real outbox: once a follower, also where a crash came before the mark."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.advice.rumours import Verdict
from bot.cases.claim_verdicts import Found
from bot.cases.officer import Officer
from bot.channels.registry import Channels
from bot.clock import now, today
from bot.dialogue import Dialogue
from bot.house import House
from bot.storage.claim_tables import ClaimFollower
from bot.storage.queue_tables import OutboxMessage
from bot.switchboard import Switchboard
from tests.cases.claims import POSTS
from tests.channels.loopback import Loopback
from tests.inbox.rig import Engine

MAI, LAN = Officer("mai", "Trần Thị Mai"), Officer("lan", "Phạm Ngọc Lan")


@pytest.fixture
def board(house: House) -> Switchboard:
    channel = Loopback()
    return Switchboard(house, Dialogue(house, Engine(house)), Channels({channel.name: channel}))


def somebody(house: House, name: str) -> str:
    """A conversation that can be written to."""
    conversation = house.conversations.of("loop", name)
    house.database.together(lambda connection: house.contacts.heard(connection, conversation, "loop", name, now()))
    return conversation


def judged(house: House, followers: list[str]) -> None:
    """A claim that these conversations have reported, with its verdict published."""
    room = house.claim_room
    for conversation in followers:
        claim = room.claims.reported(POSTS[0], conversation, today()).claim
    found = Found(
        "Nhà nước thu hồi sổ BHXH tự nguyện của người trẻ.",
        Verdict.FALSE,
        "Không có quy định nào như vậy.",
        ["Luật BHXH 41/2024/QH15, Điều 25 khoản 2"],
        "A",
        today() + timedelta(days=90),
    )
    version = room.verdicts.propose(MAI, claim, found, "đã hỏi cơ quan", today())
    room.verdicts.publish(LAN, claim, version, "gấp", today())


def stored(house: House) -> list[str]:
    with house.database.reading() as session:
        return list(session.scalars(select(OutboxMessage.conversation_id)))


def test_each_follower_gets_one_message(house, board):
    followers = [somebody(house, f"citizen {number}") for number in range(60)]
    judged(house, followers)
    assert house.claim_room.tell(board.tell, today()) == 60
    assert house.claim_room.tell(board.tell, today()) == 0
    assert sorted(stored(house)) == sorted(followers)


def test_a_crash_before_the_mark_sends_nothing_twice(house, board):
    judged(house, [somebody(house, "lan"), somebody(house, "mai")])
    house.claim_room.tell(board.tell, today())
    with house.database.session() as session:
        session.execute(update(ClaimFollower).values(told_version=0))
    house.claim_room.tell(board.tell, today())
    assert len(stored(house)) == 2


def test_nobody_is_written_to_where_the_channel_does_not_reach(house, board):
    on_the_page = house.conversations.of("web", "somebody")
    judged(house, [on_the_page, somebody(house, "lan")])
    assert house.claim_room.tell(board.tell, today()) == 1
    assert on_the_page not in stored(house)
