"""Legal holds: entries of the chain, the last word counts."""

import pytest

from bot.records.chain import Kind
from bot.records.holds import HoldGround, HoldRefused, Holds, Standing
from bot.records.room import RecordRoom

TALK, REPORT = "conversation:11", "report:22"


@pytest.fixture
def room(database, tmp_path):
    return RecordRoom.build(database, tmp_path)


@pytest.fixture
def holds(database, room):
    return Holds(database, room.chain)


def test_nothing_is_held_at_first(holds):
    assert holds.standing() == frozenset()


def test_what_is_held_stays_held_until_it_is_lifted(holds):
    holds.place(TALK, HoldGround.COURT, "an", "vụ án 12")
    holds.place(REPORT, HoldGround.INSPECTION, "an", "thanh tra")
    assert holds.standing() == {TALK, REPORT}
    holds.lift(TALK, "binh", "đã xử xong")
    assert holds.standing() == {REPORT}
    holds.place(TALK, HoldGround.DISPUTE, "an", "kháng cáo")
    assert holds.standing() == {TALK, REPORT}


def test_a_second_ground_does_not_need_a_second_lifting(holds):
    holds.place(TALK, HoldGround.COURT, "an", "một")
    holds.place(TALK, HoldGround.ORDERED, "an", "hai")
    holds.lift(TALK, "an", "xong")
    assert holds.standing() == frozenset()


@pytest.mark.parametrize("holder", ["", "house", "11", "citizen:11", "interaction:1"])
def test_only_talks_and_reports_are_held(holds, holder):
    with pytest.raises(HoldRefused, match="must begin with"):
        holds.place(holder, HoldGround.COURT, "an", "vì")


def test_a_hold_and_its_end_need_a_reason(holds):
    with pytest.raises(HoldRefused, match="need a reason"):
        holds.place(TALK, HoldGround.COURT, "an", " ")
    holds.place(TALK, HoldGround.COURT, "an", "vì")
    with pytest.raises(HoldRefused, match="need a reason"):
        holds.lift(TALK, "an", "")


def test_what_is_not_held_cannot_be_lifted(holds):
    with pytest.raises(HoldRefused, match="is not held"):
        holds.lift(TALK, "an", "vì")


def test_a_ground_is_one_of_a_closed_list(holds):
    with pytest.raises(ValueError, match="whim"):
        holds.place(TALK, "whim", "an", "vì")


def test_the_reason_is_sealed_and_the_ground_is_not(database, holds):
    from sqlalchemy import select

    from bot.records.chain.chain import CONTENTS, ENTRIES

    holds.place(TALK, HoldGround.COURT, "an", "vụ án bí mật")
    with database.looking() as connection:
        entry = connection.execute(select(ENTRIES).where(ENTRIES.c.kind == Kind.HELD)).one()
        sealed = connection.scalar(select(CONTENTS.c.sealed).where(CONTENTS.c.sequence == entry.sequence))
    assert (entry.about, entry.note) == (TALK, '{"ground":"court"}')
    assert "vụ án".encode() not in sealed


def test_whoever_follows_the_chain_sees_what_was_added(database, holds):
    following = Standing()

    def now():
        with database.looking() as connection:
            return following.now(connection)

    assert now() == frozenset()
    holds.place(TALK, HoldGround.COURT, "an", "vì")
    assert now() == {TALK}
    holds.place(REPORT, HoldGround.COURT, "an", "vì")
    holds.lift(TALK, "an", "xong")
    assert now() == {REPORT}
    assert now() == {REPORT}
