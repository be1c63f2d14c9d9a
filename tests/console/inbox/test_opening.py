"""How a talk for officers begins: asked for, too late for the machine, chosen by staff."""

import itertools
import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.clock import now
from bot.outcomes import Outcome
from bot.records.record import Said
from bot.talks import rows
from bot.talks.talk import HeldByAnother, Reason, State, UnknownTalk
from tests.console.inbox.conftest import AT_REST, AT_WORK, LAN, MAI

HOUR_MS = 3_600_000


@pytest.fixture
def at(monkeypatch):
    """Sets the clock by which the office is open."""

    ticks = itertools.count()

    def set_to(moment):
        monkeypatch.setattr("bot.talks.talks.now", lambda: moment + timedelta(milliseconds=next(ticks)))

    set_to(AT_WORK)
    return set_to


def count(room):
    with room.house.database.looking() as connection:
        return connection.scalar(select(func.count()).select_from(rows.TALK))


def test_who_asks_for_a_person_stands_in_the_queue_and_is_told_so(room, at):
    room.says("gặp cán bộ")
    talk = room.talk()
    assert (talk.state, talk.reason, talk.holder) == (State.WAITING, Reason.ASKED, None)
    place, answer = room.got()
    assert "đứng đầu hàng chờ" in place
    assert "không hẹn giờ" in place
    assert answer == "Anh/chị gặp cán bộ tại đây."
    (turn,) = room.turns()
    assert turn.outcome == Outcome.HANDED_OVER
    assert place in turn.replies[-2]["text"]


def test_the_next_one_is_told_how_many_wait_before(room, at):
    room.says("gặp cán bộ", "an")
    room.says("gặp cán bộ", "bình")
    assert "trước anh/chị còn 1 người" in room.got("bình")[0]


def test_who_asks_again_keeps_the_place_and_gets_no_second_talk(room, at):
    room.says("gặp cán bộ")
    room.says("gặp cán bộ", "bình")
    room.says("gặp cán bộ ơi")
    assert "đứng đầu hàng chờ" in room.got()[2]
    assert count(room) == 2


def test_out_of_hours_the_citizen_is_told_when(room, at):
    at(AT_REST)
    room.says("gặp cán bộ")
    told = room.got()[0]
    assert "ngoài giờ làm việc" in told
    assert "08:00, thứ Hai ngày 23/11/2026" in told


def test_how_long_others_waited_is_said_from_three_on(room, at):
    for name in ("an", "bình", "chi"):
        talk = room.asks(name)
        assert "phút" not in room.got(name)[0]
        opened = AT_WORK - timedelta(hours=1)
        room.age(talk, opened_at=opened, first_reply_at=opened + timedelta(minutes=12))
    room.says("gặp cán bộ", "dung")
    assert "khoảng 12 phút" in room.got("dung")[0]


@pytest.mark.parametrize("topic", ["fraud_report", "misinformation", "complaint_denunciation", "privacy_rights"])
def test_what_has_a_room_of_its_own_opens_no_talk(room, topic):
    """A talk would lead from a report to who wrote it."""
    room.rig.engine.says = lambda _turn: Said(
        Outcome.HANDED_OVER, [{"text": "đã nhận", "buttons": [], "image": None}], topic
    )
    room.says("tôi báo")
    assert count(room) == 0


def test_a_late_message_opens_a_talk_and_breaks_no_silence(room):
    room.says("hôm qua tôi hỏi", at=int(time.time() * 1000 - 5 * HOUR_MS))
    assert room.talk().reason is Reason.LATE
    assert room.got() == []


def test_an_answer_opens_nothing(room):
    room.says("đóng bao nhiêu")
    assert count(room) == 0
    assert room.got() == ["nghe: đóng bao nhiêu"]


def test_while_the_citizen_waits_the_machine_answers(room):
    room.asks()
    room.says("đóng bao nhiêu")
    assert room.got()[-1] == "nghe: đóng bao nhiêu"
    assert room.talk().heard_at > now() - timedelta(seconds=20)


@pytest.mark.parametrize("words", ["gặp trợ lý", "Gap tro ly!", "không chờ nữa"])
def test_who_will_not_wait_any_more_says_so(room, words):
    talk = room.asks()
    room.says(words)
    assert "rút yêu cầu" in room.got()[-1]
    assert (room.found(talk).state, room.found(talk).ended_by) == (State.ENDED, "citizen")


def test_to_stop_a_calculation_is_not_to_leave_the_queue(room):
    room.asks()
    room.says("dừng")
    assert room.talk().state is State.WAITING


def test_staff_may_take_any_conversation(room):
    room.says("đóng bao nhiêu")
    talk = room.desk.open(MAI, room.conversation())
    assert (room.found(talk).reason, room.found(talk).holder) == (Reason.CHOSEN, "mai")
    assert "Từ đây cán bộ" in room.got()[-1]
    assert room.desk.open(MAI, room.conversation()) == talk
    with pytest.raises(HeldByAnother):
        room.desk.open(LAN, room.conversation())
    with pytest.raises(UnknownTalk):
        room.desk.open(LAN, "nothing")


def test_staff_take_the_talk_that_waits_not_a_second_one(room):
    talk = room.asks()
    assert room.desk.open(MAI, room.conversation()) == talk
    assert count(room) == 1


def test_after_the_end_a_new_talk_begins(room):
    first = room.held()
    room.desk.hand_back(MAI, first)
    assert room.asks() != first
