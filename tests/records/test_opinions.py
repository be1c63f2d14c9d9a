"""Opinions and wishes: one message, masked, kept apart, taken back when the citizen says so."""

import pytest

from bot.outcomes import Outcome
from bot.records.record import Said
from tests.records.two_way_talk import Talk


@pytest.fixture
def talk(one_house) -> Talk:
    return Talk(one_house)


@pytest.mark.parametrize(
    ("command", "kind"),
    [("tôi muốn góp ý", "opinion"), ("Góp ý!", "opinion"), ("toi muon gop y", "opinion"), ("tôi có kiến nghị", "wish")],
)
def test_the_next_message_is_taken_masked_and_acknowledged(talk, command, kind):
    invited = talk.says(command)
    assert invited.outcome == "collecting"
    taken = talk.says("Chữ nhỏ quá, gọi tôi số 0912345678")
    (kept,) = talk.opinions()
    assert (kept.kind, kept.words) == (kind, "Chữ nhỏ quá, gọi tôi số [DIEN_THOAI_1]")
    assert taken.outcome == "feedback_received"
    assert talk.turns()[-1].question == "[Góp ý, lưu riêng]", "the words are kept once, with the opinion"
    assert talk.engine.turns == [], "the engine hears nothing of it"
    talk.says("đóng thấp nhất bao nhiêu")
    assert len(talk.opinions()) == 1


def test_it_may_be_said_in_one_message(talk):
    talk.says("Góp ý: trang này nên có nút đọc to cho người già")
    talk.says("kiến nghị: nên thu tiền ở nhà văn hóa ấp")
    assert [(one.kind, one.words) for one in talk.opinions()] == [
        ("opinion", "trang này nên có nút đọc to cho người già"),
        ("wish", "nên thu tiền ở nhà văn hóa ấp"),
    ]


@pytest.mark.parametrize("words", ["thôi", "Hủy", "dừng", "không góp ý nữa"])
def test_it_can_be_cancelled_before(talk, words):
    talk.says("góp ý")
    talk.says(words)
    assert talk.last.outcome == "small_talk"
    talk.says("đóng thấp nhất bao nhiêu")
    assert talk.opinions() == []
    assert talk.engine.turns[-1].text == "đóng thấp nhất bao nhiêu"


def test_the_button_cancels_too(talk):
    talk.says("góp ý")
    talk.presses("Thôi, không viết")
    assert talk.last.outcome == "small_talk"
    assert talk.state().awaiting is None


def test_it_can_be_taken_back_after(talk):
    talk.says("góp ý")
    talk.says("nhân viên ở xã rất chậm")
    talk.presses("Rút lại")
    (gone,) = talk.opinions()
    assert gone.words == ""
    assert gone.withdrawn_at is not None
    stored = " ".join(turn.question for turn in talk.turns())
    assert "chậm" not in stored


def test_a_question_taken_for_an_opinion_is_answered_after_all(talk):
    talk.says("góp ý")
    talk.says("đóng thấp nhất bao nhiêu")
    asked = talk.last
    talk.presses("Đây là câu hỏi", asked)
    assert talk.engine.turns[-1].text == "đóng thấp nhất bao nhiêu"
    assert talk.turns()[-1].question == "đóng thấp nhất bao nhiêu"
    (gone,) = talk.opinions()
    assert gone.words == ""


def test_while_the_engine_is_down_the_words_are_not_lost(talk):
    talk.says("góp ý")
    talk.says("đóng thấp nhất bao nhiêu")
    asked, talk.engine.is_down = talk.last, True
    talk.presses("Đây là câu hỏi", asked)
    assert talk.last.outcome == "error"
    (kept,) = talk.opinions()
    assert kept.words, "the turn failed, so nothing was taken back"
    talk.engine.is_down = False
    talk.presses("Đây là câu hỏi", asked)
    assert talk.engine.turns[-1].text == "đóng thấp nhất bao nhiêu"
    assert talk.opinions()[0].words == ""


@pytest.mark.parametrize("words", ["gặp cán bộ", "làm lại", "trợ giúp"])
def test_the_ways_out_lead_out_of_an_opinion_too(talk, words):
    talk.says("tôi muốn góp ý")
    talk.says(words)
    assert talk.engine.turns[-1].button is not None
    talk.says("đóng thấp nhất bao nhiêu")
    assert talk.opinions() == []


def test_a_message_that_cannot_be_taken_up_is_asked_for_again(talk):
    talk.says("góp ý")
    talk.says("dài " * 700)
    assert talk.last.outcome == "clarifying"
    talk.says("chữ nhỏ quá")
    assert [one.words for one in talk.opinions()] == ["chữ nhỏ quá"]


def test_in_a_form_an_opinion_is_taken_on_command_alone_and_the_form_goes_on(talk):
    asked = {"text": "Chuyện gì đã xảy ra?", "buttons": [], "image": None}
    talk.engine.state = {"slots": {"requested_slot": "report_what"}, "loop": "report_form"}
    talk.engine.says_next = Said(Outcome.COLLECTING, [asked], "fraud_report")
    talk.says("tôi muốn báo lừa đảo")
    talk.says("kiến nghị: bắt người lừa tiền của mẹ tôi")
    assert talk.opinions() == [], "words of a report are not an opinion"
    talk.says("tôi muốn góp ý")
    talk.says("câu hỏi khó quá")
    assert [one.words for one in talk.opinions()] == ["câu hỏi khó quá"]
    assert talk.last.replies[-1]["text"].endswith("Chuyện gì đã xảy ra?")
    assert talk.house.memory.of(talk.conversation)["loop"] == "report_form"


def test_an_opinion_is_no_answer_and_has_no_code(talk):
    talk.says("góp ý: chữ trên trang nhỏ quá, khó đọc")
    assert talk.last.answer_code is None
    assert not talk.is_asked


def test_what_the_chain_seals_holds_no_word_of_it_and_no_code(talk, monkeypatch):
    asked, accept = [], talk.house.interactions.accept

    def listening(question, *rest):
        asked.append(question)
        return accept(question, *rest)

    monkeypatch.setattr(talk.house.interactions, "accept", listening)
    for text in ("góp ý", "nhân viên ở xã rất chậm", "biên nhận 7K2M-Q9XD-4HTC", "mức đóng"):
        talk.says(text)
    assert [one.original for one in asked] == ["góp ý", None, None, "mức đóng"]
    assert not any("chậm" in one.text or "7K2M" in one.text for one in asked)
