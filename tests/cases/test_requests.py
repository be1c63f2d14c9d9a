"""Requests about one's own data: numbered, on their clocks, extended once, refused on a ground, told at each step."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.advice.advice import Button
from bot.cases.clocks import Clocks
from bot.cases.front_desk import with_private
from bot.cases.officer import ReasonMissing
from bot.cases.request_states import Handing, IllegalStep, Kind, Refusal, RequestChanged, RequestUnknown, Step
from bot.cases.urgency import Urgency
from bot.outcomes import Outcome
from bot.settings import PROJECT
from tests.cases.conftest import LAN, MAI, NOW, TODAY, build

CLOCKS = Clocks.load(PROJECT / "data" / "offices")
DAYS = {
    "see": 10,
    "correct": 10,
    "copy": 10,
    "delete": 20,
    "withdraw": 15,
    "restrict": 15,
    "object": 15,
    "complain": 15,
}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_clock(office, kind):
    request = office.room.requests.receive(office.conversation(), kind, NOW)
    assert request.answer_by == date(2026, 11, 20)
    assert request.due_on == CLOCKS.calendar.days_after(TODAY, DAYS[kind]).day
    assert (request.state, request.extended) == (Step.RECEIVED, False)


@pytest.mark.parametrize("kind", [Kind.WITHDRAW, Kind.RESTRICT, Kind.OBJECT])
def test_a_third_party_takes_twenty_days(office, kind):
    request = office.room.requests.receive(office.conversation(), kind, NOW, third_party=True)
    assert request.due_on == CLOCKS.calendar.days_after(TODAY, 20).day


def test_the_figures_are_those_of_the_law_as_told_elsewhere(adviser):
    """One figure stands in two files: here for the clock, in data/policy for the text."""

    def value(key: str) -> int:
        return int(adviser.policy.periods(key)[-1].value)

    assert CLOCKS["request_answer"].days == value("data_request_answer_days")
    for kind in ("withdraw", "restrict", "object"):
        assert CLOCKS[f"request_{kind}"].days == value("data_withdraw_days")
        assert CLOCKS[f"request_{kind}"].with_third_party == value("data_withdraw_days_third_party")
    assert CLOCKS["request_extension"].days == value("data_withdraw_extension_days")
    assert CLOCKS["denunciation_decision"].days == value("denunciation_days")


def test_only_settled_figures_are_told():
    for name in CLOCKS.names():
        if CLOCKS[name].confidence in "CX":
            assert not CLOCKS[name].told, name


def test_the_day_is_that_of_vietnam(office):
    late = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
    assert office.room.requests.receive(office.conversation(), Kind.SEE, late).asked_on == date(2026, 11, 19)


def test_the_same_request_while_it_is_open_is_the_same(office):
    conversation = office.conversation()
    requests = office.room.requests
    first = requests.receive(conversation, Kind.SEE, NOW)
    assert requests.receive(conversation, Kind.SEE, NOW + timedelta(hours=1)).number == first.number
    assert requests.receive(conversation, Kind.COPY, NOW).number != first.number
    assert requests.receive(office.conversation(), Kind.SEE, NOW).number != first.number
    requests.finish(MAI, first.number, "đã gửi", version=1, moment=NOW)
    assert requests.receive(conversation, Kind.SEE, NOW).number != first.number


def test_answered_then_done_and_told_each_time(office):
    conversation = office.conversation()
    requests = office.room.requests
    number = requests.receive(conversation, Kind.CORRECT, NOW).number
    requests.answer(MAI, number, "Sẽ sửa trong tuần này.", version=1, moment=NOW)
    requests.finish(LAN, number, "Đã sửa.", version=2, moment=NOW + timedelta(days=1))
    assert [to for to, _ in office.told] == [conversation] * 2
    assert all(str(number) in text for _, text in office.told)
    assert [(who, what, why) for _, who, what, why in requests.history(number)] == [
        (None, "received", ""),
        ("mai", "answered", "Sẽ sửa trong tuần này."),
        ("lan", "done", "Đã sửa."),
    ]
    assert [one.state for one in requests.of(conversation, TODAY)] == [Step.DONE]
    assert requests.open(TODAY) == []
    assert [what for _, what, _, _ in office.acts] == ["request.answered", "request.done"]


def test_a_copy_is_made_then_handed_over_and_both_are_in_the_history(office):
    requests = office.room.requests
    number = requests.receive(office.conversation(), Kind.COPY, NOW).number
    with pytest.raises(IllegalStep):
        requests.finish(MAI, number, "Bản sao ở trên.", version=1, moment=NOW)
    with pytest.raises(IllegalStep):
        requests.hand_over(MAI, number, Handing.POST, "gửi bảo đảm", version=1, moment=NOW)
    requests.copied(MAI, number, "abc", "đã đối chiếu", version=1, moment=NOW)
    requests.hand_over(LAN, number, Handing.POST, "gửi bảo đảm", version=1, moment=NOW)
    assert [(who, what) for _, who, what, _ in requests.history(number)] == [
        (None, "received"),
        ("mai", "copied"),
        ("lan", "done"),
    ]
    assert [what for _, what, _, _ in office.acts] == ["request.copy", "request.done"]
    assert "gửi bảo đảm" in office.told[-1][1]
    with pytest.raises(IllegalStep):
        requests.copied(MAI, number, "def", "lại", version=2, moment=NOW)


def test_one_extension_with_a_reason_that_is_told(office):
    requests = office.room.requests
    request = requests.receive(office.conversation(), Kind.WITHDRAW, NOW)
    with pytest.raises(ReasonMissing):
        requests.extend(MAI, request.number, " ", version=1, moment=NOW)
    requests.extend(MAI, request.number, "chờ nhà cung cấp", version=1, moment=NOW)
    longer = requests.open(TODAY)[0]
    assert longer.due_on == CLOCKS.calendar.days_after(request.due_on, 15).day
    assert "chờ nhà cung cấp" in office.told[-1][1]
    assert f"{longer.due_on:%d/%m/%Y}" in office.told[-1][1]
    with pytest.raises(IllegalStep, match="once"):
        requests.extend(MAI, request.number, "lần nữa", version=2, moment=NOW)
    assert requests.open(TODAY)[0].due_on == longer.due_on


@pytest.mark.parametrize("ground", list(Refusal))
def test_a_refusal_names_its_ground_and_reason(office, adviser, ground):
    requests = office.room.requests
    number = requests.receive(office.conversation(), Kind.DELETE, NOW).number
    requests.refuse(MAI, number, ground, "hồ sơ đang xử lý", version=1, moment=NOW)
    text = office.told[-1][1]
    assert adviser.phrases(f"request.ground_{ground}") in text
    assert "hồ sơ đang xử lý" in text
    assert "khiếu nại" in text
    with pytest.raises(IllegalStep):
        requests.answer(MAI, number, "thôi", version=2, moment=NOW)


def test_a_deletion_erases_tells_before_and_is_finished_by_nothing_else(office):
    conversation = office.conversation()
    requests = office.room.requests
    number = requests.receive(conversation, Kind.DELETE, NOW).number
    with pytest.raises(IllegalStep, match="by deleting"):
        requests.finish(MAI, number, "xong", version=1, moment=NOW)
    requests.delete(MAI, number, "theo yêu cầu", version=1, moment=NOW)
    assert office.erased == [(conversation, number)]
    assert "sẽ bị xóa" in office.told[-1][1]
    with pytest.raises(RequestChanged):
        requests.delete(MAI, number, "lần nữa", version=1, moment=NOW)
    assert len(office.erased) == 1


def test_an_erasure_that_fails_leaves_the_request_open(office):
    requests = office.room.requests
    number = requests.receive(office.conversation(), Kind.DELETE, NOW).number

    def broken(_conversation: str, _number: int) -> None:
        raise OSError("disk")

    requests._erase = broken
    with pytest.raises(OSError, match="disk"):
        requests.delete(MAI, number, "theo yêu cầu", version=1, moment=NOW)
    assert [one.number for one in requests.open(TODAY)] == [number]


def test_no_other_request_erases(office):
    requests = office.room.requests
    number = requests.receive(office.conversation(), Kind.SEE, NOW).number
    with pytest.raises(IllegalStep):
        requests.delete(MAI, number, "xóa", version=1, moment=NOW)
    assert office.erased == []


def test_of_two_officers_one_wins(office):
    requests = office.room.requests
    number = requests.receive(office.conversation(), Kind.SEE, NOW).number
    requests.answer(MAI, number, "đang làm", version=1, moment=NOW)
    for act in (
        lambda: requests.answer(LAN, number, "cũng đang làm", version=1, moment=NOW),
        lambda: requests.refuse(LAN, number, Refusal.NOT_FOUND, "không có", version=1, moment=NOW),
        lambda: requests.extend(LAN, number, "thêm", version=1, moment=NOW),
    ):
        with pytest.raises(RequestChanged):
            act()
    with pytest.raises(RequestUnknown):
        requests.answer(LAN, 1, "x1", version=1, moment=NOW)


@pytest.mark.parametrize(
    ("day", "colour"), [(18, Urgency.CALM), (19, Urgency.SOON), (20, Urgency.TODAY), (23, Urgency.LATE)]
)
def test_half_of_the_time_and_all_of_it_show(office, day, colour):
    """L-05: an alert at 50 % and at 100 %."""
    office.room.requests.receive(office.conversation(), Kind.SEE, NOW)
    assert office.room.requests.open(date(2026, 11, day))[0].urgency is colour


def test_the_most_urgent_come_first(office):
    requests = office.room.requests
    answered = requests.receive(office.conversation(), Kind.SEE, NOW).number
    waiting = requests.receive(office.conversation(), Kind.DELETE, NOW).number
    requests.answer(MAI, answered, "đang làm", version=1, moment=NOW)
    assert [one.number for one in requests.open(TODAY)] == [waiting, answered]


def press(office, conversation: str, aspect: str, moment: datetime = NOW):
    """A press on a button of the desk, as the dialogue gives it."""
    at = office.room.desk.pressed(Button("Xóa dữ liệu của tôi", "privacy_rights", aspect))
    assert at
    said, private = office.room.desk.answer(conversation, at, moment)
    return said, "\n".join(one["text"] for one in with_private(said.replies, private))


def test_from_the_chat_every_right_is_two_presses_away(office, adviser):
    conversation = office.conversation()
    first, _ = press(office, conversation, "make_request")
    others, _ = press(office, conversation, "make_request_others")
    offered = [button.button.aspect for said in (first, others) for button in said.buttons]
    assert {f"request_{kind}" for kind in Kind} <= set(offered)
    assert first.outcome is Outcome.SUGGESTED


def test_from_the_chat_a_request_has_its_number_and_its_days(office):
    conversation = office.conversation()
    said, text = press(office, conversation, "request_withdraw")
    request = office.room.requests.of(conversation, TODAY)[0]
    assert f"Số phiếu {request.number}" in text
    assert "trong 2 ngày làm việc, chậm nhất ngày 20/11/2026" in text
    assert f"chậm nhất ngày {request.due_on:%d/%m/%Y}" in text
    assert (said.outcome, said.topic, said.aspect) == (Outcome.HANDED_OVER, "privacy_rights", "request_withdraw")
    _, again = press(office, conversation, "request_withdraw")
    assert "đã ghi" in again
    assert str(request.number) in again
    assert len(office.room.requests.of(conversation, TODAY)) == 1


def test_what_became_of_ones_requests_is_told_with_the_menu(office, adviser):
    conversation = office.conversation(reachable=False)
    desk, requests = office.room.desk, office.room.requests
    number = requests.receive(conversation, Kind.COPY, NOW).number
    for words in ("yêu cầu dữ liệu", "Gửi yêu cầu về dữ liệu."):
        at = desk.hears(conversation, words, NOW)
        said, _ = desk.answer(conversation, at, NOW)
        assert f"Phiếu {number}" in said.replies[0]["text"]
        assert "đang chờ cán bộ trả lời, chậm nhất ngày 20/11/2026" in said.replies[0]["text"]
    requests.answer(MAI, number, "Bản sao sẽ có trước thứ sáu.", version=1, moment=NOW)
    _, text = press(office, conversation, "make_request")
    assert "cán bộ đã trả lời: Bản sao sẽ có trước thứ sáu." in text
    requests.refuse(MAI, number, Refusal.OTHERS_RIGHTS, "có tên người khác", version=2, moment=NOW)
    _, text = press(office, conversation, "make_request")
    assert "không thực hiện được: có tên người khác" in text
    _, elses = press(office, office.conversation(), "make_request")
    assert str(number) not in elses
    assert desk.hears(conversation, "yêu cầu dữ liệu của tôi là gì", NOW) is None


def test_a_figure_that_is_not_settled_is_not_told(office):
    conversation = office.conversation()
    _, text = press(office, conversation, "request_delete")
    request = office.room.requests.of(conversation, TODAY)[0]
    assert f"{request.due_on:%d/%m/%Y}" not in text
    assert "chưa kiểm chứng" in text


def test_days_that_are_not_announced_yet_are_said_to_be_the_earliest(office):
    _, sure = press(office, office.conversation(), "request_withdraw", datetime(2026, 10, 5, 3, tzinfo=UTC))
    _, unsure = press(office, office.conversation(), "request_withdraw", datetime(2026, 11, 23, 3, tzinfo=UTC))
    assert "ngày sớm nhất" not in sure
    assert "ngày sớm nhất" in unsure


def test_other_buttons_are_not_this_desks(office):
    for button in (
        Button("x", "privacy_rights", "request_everything"),
        Button("x", "privacy_rights", "what_is_stored"),
    ):
        assert office.room.desk.pressed(button) is None


def test_where_nobody_can_be_told_a_request_still_goes_its_way(database, tmp_path, adviser):
    office = build(database, tmp_path, adviser, tells=False)
    number = office.room.requests.receive(office.conversation(), Kind.SEE, NOW).number
    office.room.requests.answer(MAI, number, "đang làm", version=1, moment=NOW)
    assert office.room.requests.open(TODAY)[0].state is Step.ANSWERED
