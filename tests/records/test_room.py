"""The record of a whole house: what a talk leaves in the chain, and what it must not."""

import msgspec
import pytest
from sqlalchemy import select

from bot.cases.requests import Kind as Wish
from bot.clock import now
from bot.language.view import view
from bot.privacy import receipt
from bot.records.chain import of_conversation
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.chain.verifying import Walk
from tests.test_dialogue import SUBJECT, Talk

CCCD = "079190001234"


@pytest.fixture
def talk(house) -> Talk:
    return Talk(house)


def walk(house) -> list[str]:
    return [str(fault) for fault in Walk(house.database, house.record_room.chain.keys).faults()]


def originals(house, conversation: str) -> list[str | None]:
    """What the chain keeps of the citizen's own words, turn by turn."""
    keys = house.record_room.chain.keys
    query = select(ENTRIES.c.sequence, CONTENTS.c.sealed).join(CONTENTS, CONTENTS.c.sequence == ENTRIES.c.sequence)
    with house.database.looking() as connection:
        key = keys.of(connection, of_conversation(conversation))[of_conversation(conversation)]
        rows = connection.execute(query.where(ENTRIES.c.key_id == key.id).order_by(ENTRIES.c.sequence)).all()
    return [
        msgspec.json.decode(key.open(row.sealed, f"chain_content/sealed/{row.sequence}"))["original"] for row in rows
    ]


def test_every_turn_of_a_talk_is_in_the_chain(talk, house):
    talk.asks(*SUBJECT)
    talk.says("nói rõ hơn")
    talk.says("")
    talk.says("cảm ơn")
    with house.database.looking() as connection:
        assert house.record_room.chain.head(connection).sequence == 4
    assert walk(house) == []


def test_what_was_typed_is_sealed_and_nowhere_else(talk, house):
    typed = f"cccd của tôi {CCCD} đóng bao nhiêu"
    talk.says(typed)
    talk.asks(*SUBJECT)  # a button was not typed
    assert originals(house, talk._conversation()) == [typed, None]
    files = [file.read_bytes() for file in house.settings.home.rglob("*") if file.is_file()]
    assert not any(CCCD.encode() in content for content in files)


def test_a_receipt_code_does_not_lie_beside_its_conversation(talk, house):
    code = receipt.new_code()
    talk.says(f"mã của tôi là {code}")
    talk.says("câu khác")
    kept = originals(house, talk._conversation())
    assert kept[0] is None
    assert kept[1] == "câu khác"


def test_what_staff_do_with_cases_is_in_the_audit(house):
    house.case_room.cases._audit("lan", "case.read", "case/7", "kiểm tra")
    (done,) = house.record_room.audit.latest(5)
    assert (done.act.who, done.act.what, done.act.about, done.act.why) == ("lan", "case.read", "case/7", "kiểm tra")
    assert walk(house) == []


def test_a_request_for_deletion_ends_in_an_erasure(talk, house):
    talk.says(f"cccd của tôi {CCCD}")
    conversation = talk._conversation()
    request = house.case_room.requests.receive(conversation, Wish.DELETE, now())
    house.record_room.erasure.for_request(conversation, request.number)
    assert talk._conversation() != conversation
    assert walk(house) == []


def test_an_erasure_makes_this_process_forget_what_it_read_last(talk, house):
    talk.says("đóng mức 2 triệu")
    view("câu của bà Ngoan")
    house.record_room.erasure.for_request(talk._conversation(), 1)
    assert view.cache_info().currsize == 0


def test_a_house_makes_no_key_of_the_record_before_it_needs_one(house):
    assert list((house.settings.home / "keys").glob("wrapping-*")) == []
    assert not (house.settings.home / "keys" / "anchor.key").exists()


def test_the_anchor_is_written_once(talk, house):
    assert house.record_room.anchor() is None
    talk.says("chào")
    assert house.record_room.anchor().parent == house.settings.home / "anchors"
    assert house.record_room.anchor() is None
