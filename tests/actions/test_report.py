"""The guided report: one question a message, anonymous, what matters for its kind; and what is no report."""

from datetime import date

import pytest
from sqlalchemy import select

from actions.report import AskWhat, AskWho, ReportResult, ValidateReport
from bot.clock import today
from bot.outcomes import Outcome
from bot.records.interactions import Question
from bot.records.record import Said
from bot.storage.case_tables import CaseFile
from bot.storage.tables import Report
from tests.actions.conftest import RecordedTalk

STORY = "Có người tự xưng cán bộ thu tiền rồi cắt liên lạc"
SLOTS = ("report_kind", "report_what", "report_when_where", "report_who")


class Form:
    """The form as Rasa runs it: validates, asks for the first empty slot, ends when none is."""

    def __init__(self, talk: RecordedTalk, kind: str = "fraud"):
        self.talk, self.house = talk, talk.house
        talk.slots |= dict.fromkeys(SLOTS) | {"report_kind": kind, "missed": None}
        self.opened = talk.turn(ValidateReport(), "báo lừa đảo", "fraud_report", form="report_form")
        talk.slots["requested_slot"] = self.wanted

    @property
    def wanted(self) -> str | None:
        return next((slot for slot in SLOTS if self.talk.slots[slot] is None), None)

    def says(self, text: str, topic: str = "inform", clues: dict[str, str] | None = None, **light):
        """One answer of the citizen; gives the turn as recorded."""
        interactions = self.house.interactions
        asked = Question(self.talk.conversation, "web", f"m-{id(text)}-{text}", text, date(2026, 11, 21))
        turn, _ = interactions.accept(asked)
        self.house.reports.overhear(turn, clues or {})
        self.talk.run(ValidateReport(), text, topic, turn=turn, form="report_form", **light)
        self.house.reports.forget(turn)
        self.talk.slots["requested_slot"] = self.wanted
        if self.wanted is None:
            self.talk.run(ReportResult(), turn=turn)
        interactions.finish(turn, Said(Outcome.COLLECTING))
        return interactions.get(turn)

    def asks(self) -> str:
        """The question that is asked now."""
        action = {"report_what": AskWhat, "report_who": AskWho}[self.wanted]
        return self.talk.run(action(), form="report_form").text

    def stored(self) -> list[Report]:
        with self.house.database.reading() as session:
            return list(session.scalars(select(Report).where(Report.content.is_not(None))))


@pytest.fixture
def form(recorded: RecordedTalk) -> Form:
    before = {one.id for one in Form.stored(_Bare(recorded))}
    made = Form(recorded)
    made.new = lambda: [one for one in made.stored() if one.id not in before]
    return made


class _Bare:
    """Just enough to list what is stored before a form begins."""

    def __init__(self, talk: RecordedTalk):
        self.house = talk.house


def test_where_money_is_at_stake_clues_are_asked_for_last(form):
    form.says(STORY)
    form.says("sáng qua ở chợ")
    assert "cơ quan hay đại lý" in form.asks()
    form.says("một người lạ")
    assert "số điện thoại, số tài khoản, đường link" in form.asks()
    assert "đừng ghi số của mình" in form.asks()
    ended = form.says("họ gọi từ [DIEN_THOAI_1], mất 5 triệu", clues={"[DIEN_THOAI_1]": "0912345678"})
    assert ended.outcome == "report_received"
    (report,) = form.new()
    assert report.content == {
        "what": STORY,
        "when_where": "sáng qua ở chợ",
        "who": "một người lạ",
        "clues": "họ gọi từ [DIEN_THOAI_1], mất 5 triệu",
    }
    with form.house.database.reading() as session:
        case = session.get_one(CaseFile, report.id)
    assert form.house.reports.clues.of(case.clues, report.id) == {"[DIEN_THOAI_1]": "0912345678"}
    assert "0912345678" not in str(form.talk.slots)


@pytest.mark.parametrize("story", [STORY, "có người tự xưng cán bộ đến nhà"])
def test_numbers_told_with_who_it_was_are_kept_and_not_asked_for_again(form, story):
    form.says(story)
    form.says("sáng qua ở chợ")
    told = {"[DIEN_THOAI_1]": "0912345678", "[TAI_KHOAN_1]": "1234567890"}
    ended = form.says("số [DIEN_THOAI_1] xưng Hùng, tài khoản [TAI_KHOAN_1]", clues=told)
    assert ended.outcome == "report_received"
    (report,) = form.new()
    assert report.content == {
        "what": story,
        "when_where": "sáng qua ở chợ",
        "who": "số [DIEN_THOAI_1] xưng Hùng, tài khoản [TAI_KHOAN_1]",
    }
    with form.house.database.reading() as session:
        case = session.get_one(CaseFile, report.id)
    assert form.house.reports.clues.of(case.clues, report.id) == told
    assert "0912345678" not in str(form.talk.slots)


def test_where_no_money_is_at_stake_three_answers_do(form):
    form.says("cán bộ nói năng khó nghe ở quầy")
    form.says("hôm qua")
    assert form.says("không biết tên").outcome == "report_received"
    assert "clues" not in form.new()[0].content


def test_a_rumour_needs_what_and_where_alone(recorded):
    form = Form(recorded, "misinformation")
    form.says("có trang đăng là phải rút tiền trước cuối năm kẻo mất")
    ended = form.says("trên facebook tối qua")
    assert (ended.outcome, ended.topic) == ("report_received", "misinformation")


def test_every_answer_may_be_left_out_but_what_happened(form):
    form.says("không biết")
    assert form.wanted == "report_what"
    form.says(STORY)
    form.says("Bỏ qua")
    form.says("bỏ qua")
    assert form.says("không nhớ").outcome == "report_received"
    assert form.new()[0].content == {"what": STORY, "when_where": "", "who": ""}


def test_words_of_a_report_leave_the_record(form):
    row = form.says(STORY)
    assert row.question == "[Nội dung tin báo, lưu riêng]"


def test_the_author_is_masked(form):
    form.says("Tôi tên là Nguyễn Văn An, ở số 5 Lê Lợi. Ông Trần Hùng thu tiền")
    assert form.talk.slots["report_what"] == "Tôi tên là [HO_TEN], ở [DIA_CHI]. Ông Trần Hùng thu tiền"


def test_what_a_report_is_can_be_asked_before_telling(form):
    asked = form.talk.run(AskWhat(), form="report_form")
    assert "không cần nói mình là ai" in asked.text
    before = dict(form.talk.slots)
    form.says("Phản ánh hay tố cáo?", "complaint_denunciation", aspect="which_one_to_use")
    assert form.talk.slots == before


def test_a_formal_denunciation_is_not_taken_the_lawful_way_is_shown_and_only_that_is_counted(form):
    day = today()
    before = form.house.case_room.pointed.count(day, day)
    row = form.says("Tôi tên là Lê Bình, tôi gửi đơn tố cáo ông Hùng lấy tiền của dân", "complaint_denunciation")
    assert (row.outcome, row.topic, row.aspect) == ("handed_over", "complaint_denunciation", "denounce_how")
    assert "không nhận qua tin nhắn" in row.replies[0]["text"]
    assert [one["title"] for one in row.replies[0]["buttons"]] == ["Tố cáo gửi ở đâu?", "Gửi phản ánh không ghi tên"]
    assert form.new() == []
    assert "Hùng" not in row.question
    assert form.house.case_room.pointed.count(day, day) == before + 1
    assert all(form.talk.slots[slot] is None for slot in SLOTS)


def test_who_sent_five_in_an_hour_is_told_before_telling_a_sixth(recorded):
    for _ in range(5):
        form = Form(recorded)
        for words in ("cán bộ nói năng khó nghe", "hôm qua", "không rõ"):
            form.says(f"{words} {id(form)}" if words != "hôm qua" else words)
    form = Form(recorded)
    (text,) = form.opened.texts
    assert "nhận tiếp sau một giờ" in text
    assert form.opened.row.outcome == "refused"
    assert form.wanted is None
    assert recorded.run(ReportResult()).texts == [], "nothing more is said"
    assert recorded.slots["report_what"] is None


def test_who_has_just_lost_money_hears_the_first_steps_and_goes_on(form):
    turn = form.says("tôi lỡ chuyển tiền cho nó rồi")
    assert (turn.outcome, turn.topic, turn.aspect) == ("answered", "fraud_report", "lost_money_now")
    assert "ngân hàng" in turn.replies[0]["text"]
    assert not turn.replies[0]["buttons"]
    assert turn.question == "[Nội dung tin báo, lưu riêng]"
    assert form.talk.slots["report_what"] == "tôi lỡ chuyển tiền cho nó rồi"


@pytest.mark.parametrize("story", ["có kẻ thu tiền ở xã", "kẻ gian bảo tôi làm lại thẻ bhyt"])
def test_a_short_story_is_no_question_however_sure_the_model_is(form, story):
    form.says(story, "payment_method", aspect="collection_agent", confidence=0.99)
    assert form.talk.slots["report_what"] == story


def test_a_question_in_the_form_is_still_answered(form):
    form.says(
        "đóng thấp nhất bao nhiêu một tháng?", "contribution_level", aspect="min_monthly_payment", confidence=0.99
    )
    assert form.wanted == "report_what"


def test_withheld_words_leave_no_number_of_the_model(form):
    row = form.says(STORY, "out_of_scope", confidence=0.5757677599821764)
    assert (row.confidence, row.topic, row.aspect) == (None, None, None)
