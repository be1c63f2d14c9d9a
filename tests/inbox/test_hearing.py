"""What each thing that a citizen can do comes to: an answer, a word, a note on record, or silence."""

import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.advice.advice import Button
from bot.channels.contract import Kind
from bot.house import House
from bot.inbox.hearing import Limits
from bot.inbox.pace import Pace
from bot.outcomes import Outcome
from bot.records.buttons import drawn
from bot.records.record import Said
from bot.storage.database import DatabaseUnavailable
from bot.storage.queue_tables import InboxEvent, OutboxMessage
from bot.storage.tables import Interaction
from tests.inbox.rig import Rig

HOUR_MS = 3_600_000
#: What each kind of event comes to does not depend on the database; those below that say so run on both.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def interactions(house: House) -> list[Interaction]:
    with house.database.reading() as session:
        return list(session.scalars(select(Interaction).order_by(Interaction.accepted_at)))


def states(house: House) -> list[str]:
    with house.database.reading() as session:
        return list(session.scalars(select(InboxEvent.state).order_by(InboxEvent.id)))


def ago(hours: float) -> int:
    return int(time.time() * 1000 - hours * HOUR_MS)


def test_a_message_is_recorded_answered_and_sent(rig: Rig) -> None:
    assert rig.says(1, "đóng bao nhiêu") == 200
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: đóng bao nhiêu"]
    (turn,) = interactions(rig.house)
    assert (turn.channel, turn.question, turn.outcome) == ("loop", "đóng bao nhiêu", "answered")
    assert states(rig.house) == ["done"]


def test_a_message_that_comes_ten_times_is_answered_once(rig: Rig) -> None:
    for _ in range(10):
        assert rig.says(1, "chào") == 200
    rig.settle()
    assert rig.says(1, "chào") == 200
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: chào"]
    assert len(interactions(rig.house)) == 1


def test_messages_of_one_citizen_are_answered_in_order(rig: Rig) -> None:
    rig.engine.takes = 0.01
    begin = ago(0)
    for number in range(12):
        rig.says(number, f"câu {number}", at=begin + number)
    rig.settle()
    assert rig.channel.to("lan") == [f"nghe: câu {number}" for number in range(12)]


def test_a_forged_request_is_refused_and_a_broken_one_is_not_asked_for_again(rig: Rig) -> None:
    from bot.channels.contract import Received
    from tests.channels.loopback import signature

    assert rig.post(Received(b"{}", {"x-loop": "0" * 64})) == 403
    assert rig.post(Received(b"{}", {"x-loop": signature(b"{}")})) == 200
    assert rig.board.health()["inbox"] == {"waiting": 0, "forged": 1, "malformed": 1}
    assert states(rig.house) == []


def test_nothing_is_acknowledged_that_could_not_be_stored(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_more: Any) -> None:
        raise DatabaseUnavailable("OperationalError")

    with monkeypatch.context() as patch:
        patch.setattr(rig.board.inbox, "accept", broken)
        with pytest.raises(DatabaseUnavailable):
            rig.says(1, "chào")
    assert rig.says(1, "chào") == 200
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: chào"]


def test_while_the_engine_is_away_the_citizen_is_told_once_and_answered_later(rig: Rig) -> None:
    rig.engine.is_down = True
    begin = ago(0)
    for number in range(3):
        rig.says(number, f"câu {number}", at=begin + number)
    rig.wait(lambda: len(rig.channel.to("lan")) == 1)
    time.sleep(1.5)
    (told,) = rig.channel.to("lan")
    assert "không cần gửi lại" in told
    assert rig.board.inbox.waiting() == 3
    rig.engine.is_down = False
    rig.settle()
    assert rig.channel.to("lan")[1:] == [f"nghe: câu {number}" for number in range(3)]
    assert [one.outcome for one in interactions(rig.house)] == ["answered"] * 3


def test_an_engine_that_hangs_is_told_of_while_it_is_waited_for(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inbox.hearing.PATIENCE", 0.1)
    rig.engine.takes = 1.0
    rig.says(1, "chào")
    rig.settle()
    told, answer = rig.channel.to("lan")
    assert "không cần gửi lại" in told
    assert answer == "nghe: chào"


def test_what_a_stopped_engine_says_later_is_not_said_twice(rig: Rig) -> None:
    """The first try is given up; its words arrive in the middle of the second."""
    tries: list[int] = []

    def late(turn: Any) -> None:
        tries.append(turn.attempt)
        if turn.attempt > 1:
            stale = Said(Outcome.ANSWERED, [{"text": "muộn", "buttons": [], "image": None}])
            rig.house.interactions.contribute(turn.interaction_id, stale, turn.attempt - 1)

    rig.engine.before = late
    rig.engine.is_down = True
    rig.says(1, "chào")
    rig.wait(lambda: bool(rig.channel.to("lan")))
    rig.engine.is_down = False
    rig.settle()
    assert rig.channel.to("lan")[1:] == ["nghe: chào"]
    assert tries[-1] > 1


def test_a_late_message_goes_to_staff_and_gets_no_answer(rig: Rig) -> None:
    rig.says(1, "chào", at=ago(5))
    rig.settle()
    assert rig.channel.to("lan") == []
    (turn,) = interactions(rig.house)
    assert (turn.outcome, turn.question) == ("handed_over", "chào")
    assert states(rig.house) == ["late"]


def test_where_the_delay_was_ours_the_citizen_is_told(house: House, channel: Any) -> None:
    rig = Rig(house, channel)
    with rig:
        rig.engine.is_down = True
        rig.says(1, "chào")
        rig.wait(lambda: bool(channel.to("lan")))
        rig.board.hearing.limits = Limits(timedelta(seconds=0.5), timedelta(hours=1))
        rig.settle()
    assert "không trả lời kịp" in channel.to("lan")[-1]
    assert states(house) == ["late"]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (Kind.STICKER, Outcome.SMALL_TALK),
        (Kind.FOLLOW, Outcome.SMALL_TALK),
        (Kind.PICTURE, Outcome.CLARIFYING),
        (Kind.FILE, Outcome.CLARIFYING),
        (Kind.AUDIO, Outcome.CLARIFYING),
        (Kind.VIDEO, Outcome.CLARIFYING),
        (Kind.LOCATION, Outcome.CLARIFYING),
        (Kind.LINK, Outcome.CLARIFYING),
        (Kind.CONTACT, Outcome.CLARIFYING),
        (Kind.TEXT, Outcome.CLARIFYING),
    ],
)
def test_what_carries_no_words_gets_a_word_and_is_on_record(kind: Kind, outcome: Outcome, rig: Rig) -> None:
    rig.says(1, kind=kind.value)
    rig.settle()
    assert rig.channel.to("lan")
    (turn,) = interactions(rig.house)
    assert turn.outcome == outcome
    assert turn.question.startswith("[")
    assert rig.engine.heard == []


def test_words_under_a_picture_are_answered(rig: Rig) -> None:
    rig.says(1, "cái này là gì", kind="picture")
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: cái này là gì"]


def test_an_edited_message_is_kept_beside_the_first_and_not_answered_as_a_question(rig: Rig) -> None:
    rig.says(1, "đóng 1 năm")
    rig.settle()
    rig.says(2, "đóng 2 năm", kind="edit")
    rig.settle()
    assert [one.question for one in interactions(rig.house)] == ["đóng 1 năm", "đóng 2 năm"]
    assert rig.engine.heard[-1][1] == "đóng 1 năm"
    assert "sửa" in rig.channel.to("lan")[-1]


def test_an_unknown_event_is_counted_and_never_answered(rig: Rig) -> None:
    rig.says(1, kind="a new thing", sender="")
    rig.settle()
    assert states(rig.house) == ["done"]
    assert interactions(rig.house) == []
    assert rig.channel.sent == []


def test_who_left_gets_nothing_and_who_comes_back_is_answered(rig: Rig) -> None:
    rig.says(1, "chào")
    rig.settle()
    conversation = interactions(rig.house)[0].conversation_id
    rig.says(2, kind="left")
    rig.settle()
    assert not rig.board.tell(conversation, [{"text": "tin mới", "buttons": [], "image": None}])
    rig.says(3, "em quay lại")
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: chào", "nghe: em quay lại"]
    assert rig.board.tell(conversation, [{"text": "tin mới", "buttons": [], "image": None}])


def test_while_staff_write_the_bot_is_silent_and_all_is_on_record(rig: Rig) -> None:
    rig.says(1, "chào")
    rig.says(2, "Tôi là cán bộ, gọi tôi số 0912345678", kind="staff")
    rig.settle()
    rig.says(3, "dạ vâng")
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: chào"]
    first, staff, silent = interactions(rig.house)
    assert (first.outcome, staff.outcome, silent.outcome) == ("answered", "with_officer", "with_officer")
    assert "cán bộ" in staff.replies[0]["text"]
    assert "0912345678" not in staff.replies[0]["text"]
    assert silent.question == "dạ vâng"
    assert silent.replies == []


def test_a_confirmation_marks_the_message_it_names_also_when_it_comes_too_early(rig: Rig) -> None:
    rig.channel.fault = lambda _address, _part: time.sleep(0.5)
    rig.says(1, "chào")
    rig.says(2, kind="confirmed", message="m1")
    rig.settle()
    rig.wait(lambda: _message_states(rig.house)[0] == "confirmed")


def _message_states(house: House) -> list[str]:
    with house.database.reading() as session:
        return list(session.scalars(select(OutboxMessage.state).order_by(OutboxMessage.id)))


def test_a_pressed_button_and_its_number_and_its_title_are_the_same(rig: Rig) -> None:
    """Zalo on a computer shows no buttons: the number and the title are typed."""
    offered: list[str] = []

    def says(turn: Any) -> Said:
        if turn.button and turn.button.aspect:
            return Said(Outcome.ANSWERED, [_text(f"bấm {turn.button.aspect}")])
        buttons = drawn(
            (Button("Mức đóng thấp nhất", "contribution_level", "low"), Button("Gặp cán bộ", "x", "person"))
        )
        offered[:] = [one.token for one in buttons]
        shown = [one.sent for one in buttons]
        return Said(Outcome.SUGGESTED, [{"text": "chọn", "buttons": shown, "image": None}], buttons=buttons)

    rig.engine.says = says
    for number, pressed in enumerate(["payload", "2", "muc dong thap nhat", "3"]):
        rig.says(f"ask {number}", "mức đóng")
        rig.settle()
        if pressed == "payload":
            rig.says(f"press {number}", kind="button", payload=offered[1])
        else:
            rig.says(f"press {number}", pressed)
        rig.settle()
    answers = [text for text in rig.channel.to("lan") if text != "chọn"]
    assert answers == ["bấm person", "bấm person", "bấm low"], "a third choice was not offered: that is asked anew"


def _text(text: str) -> dict[str, Any]:
    return {"text": text, "buttons": [], "image": None}


def test_a_button_of_another_conversation_means_nothing(rig: Rig) -> None:
    rig.says(1, kind="button", payload="someone-elses-token")
    rig.settle()
    assert "nút" in rig.channel.to("lan")[0].lower()
    assert rig.engine.heard == []


def test_an_event_that_kills_us_again_and_again_is_given_up(house: House, channel: Any) -> None:
    from sqlalchemy import update

    with Rig(house, channel) as rig:
        rig.engine.is_down = True
        rig.says(1, "chào")
        rig.wait(lambda: bool(channel.to("lan")))
        with house.database.session() as session:
            session.execute(update(InboxEvent).values(attempts=9))
        rig.settle()
    assert states(house) == ["dead"]
    assert "gửi lại" in channel.to("lan")[-1]


def test_what_is_told_outside_a_turn_is_told_once_an_occasion(rig: Rig) -> None:
    rig.says(1, "chào")
    rig.settle()
    conversation = interactions(rig.house)[0].conversation_id
    for _ in range(3):
        rig.board.tell(conversation, [_text("đính chính")], origin="verdict-7")
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: chào", "đính chính"]


def test_nobody_is_told_who_has_no_address(rig: Rig) -> None:
    conversation = rig.house.conversations.of("web", "somebody at the page")
    assert not rig.board.tell(conversation, [_text("đính chính")])


def test_a_flood_is_on_record_and_told_once(rig: Rig) -> None:
    rig.board.hearing._pace = Pace(5)
    for number in range(1, 21):
        assert rig.says(number, f"câu {number}") == 200
    rig.settle()
    told = rig.house.adviser.phrases("hearing.too_fast")
    heard = rig.channel.to("lan")
    assert [text for text in heard if text != told] == [f"nghe: câu {number}" for number in range(1, 6)]
    assert heard.count(told) == 1
    assert len(interactions(rig.house)) == 20
    assert states(rig.house) == ["done"] * 20


@pytest.mark.parametrize("late", [True, False])
def test_words_of_a_report_leave_the_talk_whatever_becomes_of_them(rig: Rig, late: bool) -> None:
    rig.engine.state = {"loop": "report_form"}
    rig.says(1, "báo tin lừa đảo")
    rig.settle()
    if late:
        rig.board.hearing.limits = Limits(timedelta(seconds=0.5), timedelta(hours=1))
        rig.says(2, "ông Thử thu tiền rồi bỏ trốn", at=ago(1))
    else:
        rig.says(2, "ông Thử thu tiền rồi bỏ trốn", kind="edit")
    rig.says(3, "ông Thử thu tiền rồi bỏ trốn " * 200)
    rig.settle()
    withheld = rig.house.adviser.phrases("report.withheld")
    assert [one.question for one in interactions(rig.house)[1:]] == [withheld] * 2
    assert all(one.confidence is None for one in interactions(rig.house)[1:])
