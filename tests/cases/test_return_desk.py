"""The way back by code: state in words, facts added, questions answered; few tries, nothing in the record."""

from datetime import timedelta

import pytest

from bot.advice.advice import Button
from bot.cases.front_desk import with_private
from bot.cases.states import Ground, State
from bot.outcomes import Outcome
from bot.privacy.receipt import new_code
from tests.cases.conftest import MAI, NOW, TODAY, Office, build


class Visitor:
    """Somebody who types into one conversation."""

    def __init__(self, office: Office):
        self.office, self.conversation = office, office.conversation()
        self.moment = NOW
        self.recorded: list[str] = []
        self.titles: list[str] = []
        self.outcome: Outcome | None = None

    def says(self, text: str, *, leaves: bool = False) -> str | None:
        """What is answered, None where the desk does not hear."""
        desk = self.office.room.desk
        at = desk.hears(self.conversation, text, self.moment, leaves=leaves)
        return self._answered(at) if at else None

    def presses(self, name: str) -> str:
        """Press a button of the desk."""
        at = self.office.room.desk.pressed(Button("title", "fraud_report", f"case_{name}"))
        assert at
        return self._answered(at)

    def _answered(self, at) -> str:
        said, private = self.office.room.desk.answer(self.conversation, at, self.moment)
        self.recorded += [at.recorded, *(one["text"] for one in said.replies)]
        self.titles = [button["title"] for one in said.replies for button in one["buttons"]]
        self.outcome = said.outcome
        return "\n".join(one["text"] for one in with_private(said.replies, private))


def move(office: Office, number: int, to: State, **more) -> None:
    office.room.cases.move(MAI, number, to, "quy trình", version=office.line(number).version, today=TODAY, **more)


def messages(office: Office, number: int) -> list[tuple[str, str | None, str]]:
    whole = office.room.cases.opened(MAI, number, "xem", TODAY)
    return [(one.kind, one.who, one.text) for one in whole.messages]


def test_the_state_is_told_in_words_and_leaves_no_trace(office):
    code = office.report()
    number = office.number(code)
    visitor = Visitor(office)
    answer = visitor.says(f"mã {code}")
    assert f"#{number}" in answer
    assert "trong 3 ngày làm việc" in answer
    assert visitor.titles == ["Bổ sung thông tin", "Báo tôi khi có trả lời"]
    record = " ".join(visitor.recorded)
    assert str(number) not in record
    assert code[:4] not in record
    assert "mã biên nhận" in record.lower()


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ([(State.RECEIVED, {})], "đã tiếp nhận"),
        ([(State.RECEIVED, {}), (State.VERIFYING, {})], "đang được xác minh"),
        ([(State.RECEIVED, {}), (State.TRANSFERRED, {"agency": "Công an xã"})], "Công an xã"),
        ([(State.RECEIVED, {}), (State.ANSWERED, {})], "đã có trả lời"),
        ([(State.RECEIVED, {}), (State.CLOSED, {"ground": Ground.INSULTING})], "xúc phạm"),
    ],
)
def test_every_state(office, way, said):
    code = office.report()
    for to, more in way:
        move(office, office.number(code), to, **more)
    assert said in Visitor(office).says(code)


def test_facts_are_added_masked_and_the_officer_sees_no_account(office):
    code = office.report()
    visitor = Visitor(office)
    visitor.says(code)
    assert "một tin" in visitor.presses("add")
    assert visitor.outcome is Outcome.COLLECTING
    assert "đã ghi thêm" in visitor.says("Tôi tên là Trần Bình, số tôi 0912345678, họ hẹn ở bến xe")
    kind, who, text = messages(office, office.number(code))[-1]
    assert (kind, who) == ("addition", None)
    assert text == "Tôi tên là [HO_TEN], số tôi [DIEN_THOAI_1], họ hẹn ở bến xe"
    assert not any("bến xe" in one or "0912" in one for one in visitor.recorded)
    assert visitor.says("đóng thấp nhất bao nhiêu") is None, "the next words are the engine's"


def test_an_officers_question_is_seen_and_answered(office):
    code = office.report()
    number = office.number(code)
    visitor = Visitor(office)
    office.room.cases.ask(MAI, number, "Có biên lai không?", TODAY)
    assert "Cán bộ hỏi ngày 18/11/2026: Có biên lai không?" in visitor.says(code)
    assert visitor.titles[0] == "Trả lời cán bộ"
    visitor.presses("answer")
    visitor.says("không có")
    assert messages(office, number)[-1] == ("answer", None, "không có")
    answer = visitor.says(code)
    assert "Cán bộ hỏi" not in answer
    assert "Trả lời cán bộ" not in visitor.titles
    assert not any("biên lai không" in one for one in visitor.recorded)


def test_a_reply_is_told_and_a_note_is_not(office):
    code = office.report()
    office.room.cases.note(MAI, office.number(code), "chuyện nội bộ", TODAY)
    office.room.cases.reply(MAI, office.number(code), "Đã nhắc điểm thu.", TODAY)
    answer = Visitor(office).says(code)
    assert "Cán bộ trả lời ngày 18/11/2026: Đã nhắc điểm thu." in answer
    assert "nội bộ" not in answer
    assert "mai" not in answer.lower().split()


def test_wrong_and_unknown_codes_are_answered_alike(office):
    code = office.report()
    near = code[:-1] + str((int(code[-1]) + 1) % 10)
    answers = {Visitor(office).says(one) for one in (near, new_code(), "0000 0000 0000 0000")}
    assert len(answers) == 1
    assert "không tìm thấy" in answers.pop()


def test_a_code_of_the_wrong_length_is_told_so_and_not_kept(office):
    visitor = Visitor(office)
    assert "16 chữ số" in visitor.says("mã biên nhận 1234 5678 9012 345")
    assert not any("1234" in one for one in visitor.recorded)


def test_five_tries_an_hour_and_twenty_a_day(office):
    """Bar B-20; right codes count too, or a guesser with one code could go on for ever."""
    code = office.report()
    visitor = Visitor(office)
    heard = []
    for _hour in range(6):
        heard += ["quá" if "nhiều lần" in visitor.says(code) else "được" for _ in range(6)]
        visitor.moment += timedelta(minutes=61)
    assert heard == (["được"] * 5 + ["quá"]) * 4 + ["quá"] * 12
    assert visitor.outcome is Outcome.REFUSED
    visitor.moment += timedelta(hours=20)
    assert "nhiều lần" not in visitor.says(code)


def test_limits_are_those_of_one_conversation(office):
    code = office.report()
    first, second = Visitor(office), Visitor(office)
    for _ in range(6):
        first.says(new_code())
    assert "nhiều lần" in first.says(code)
    assert "nhiều lần" not in second.says(code)


def test_a_visit_is_over_after_half_an_hour(office):
    visitor = Visitor(office)
    visitor.says(office.report())
    visitor.presses("add")
    visitor.moment += timedelta(minutes=31)
    assert visitor.says("thêm một chuyện") is None
    assert "Đã quá thời gian" in visitor.presses("add")


def test_words_that_lead_out_lead_out_of_a_visit(office):
    visitor = Visitor(office)
    visitor.says(office.report())
    visitor.presses("add")
    assert visitor.says("dừng", leaves=True) is None
    assert visitor.says("thêm một chuyện") is None


def test_buttons_can_be_typed(office):
    visitor = Visitor(office)
    visitor.says(office.report())
    assert "một tin" in visitor.says("Bổ sung thông tin.")
    assert "Khi cần xem lại" in visitor.says("xong")
    assert visitor.says("chuyện khác") is None


def test_a_button_without_a_visit_leads_nowhere(office):
    assert "nhắn lại mã" in Visitor(office).presses("link_yes")
    assert office.room.desk.pressed(Button("x", "fraud_report", "case_read_all")) is None
    assert office.room.desk.pressed(Button("x", "fraud_report", "make_report")) is None
    assert office.room.desk.pressed(Button("x", "fraud_report")) is None


def test_a_visit_is_in_one_conversation_only(office):
    first, second = Visitor(office), Visitor(office)
    first.says(office.report())
    assert "nhắn lại mã" in second.presses("add")


def test_news_come_only_after_consent_and_stop_when_it_is_taken_back(office):
    code = office.report()
    number = office.number(code)
    visitor = Visitor(office)
    visitor.says(code)
    assert "đồng ý không?" in visitor.presses("link")
    office.room.cases.reply(MAI, number, "Lần một.", TODAY)
    assert office.told == [], "asking is not agreeing"
    visitor.presses("link_yes")
    office.room.cases.reply(MAI, number, "Lần hai.", TODAY)
    move(office, number, State.RECEIVED)
    office.room.cases.note(MAI, number, "ghi chú", TODAY)
    assert [conversation for conversation, _ in office.told] == [visitor.conversation] * 2
    assert all("trả lời mới" in text and "Lần" not in text and str(number) not in text for _, text in office.told)
    visitor.says(code)
    assert "Thôi báo cho tôi" in visitor.titles
    visitor.presses("unlink")
    office.room.cases.reply(MAI, number, "Lần ba.", TODAY)
    assert len(office.told) == 2


def test_on_the_page_nobody_is_asked_because_nobody_can_be_told(office):
    visitor = Visitor(office)
    visitor.conversation = office.conversation(reachable=False)
    code = office.report()
    visitor.says(code)
    assert visitor.titles == ["Bổ sung thông tin"]
    visitor.presses("link_yes")
    office.room.cases.reply(MAI, office.number(code), "Đã nhắc.", TODAY)
    assert office.told == []


def test_where_nobody_can_be_told_nobody_is_asked(database, tmp_path, adviser):
    office = build(database, tmp_path, adviser, tells=False)
    visitor = Visitor(office)
    code = office.report()
    visitor.says(code)
    assert visitor.titles == ["Bổ sung thông tin"]
    visitor.presses("link_yes")
    visitor.says(code)
    assert "Thôi báo cho tôi" not in visitor.titles
