"""Words that sound like leaving but answer the open question or change the result; words that do leave."""

import pytest

from actions.answer import Answer, Suggest
from actions.case import FRESH as FRESH_CASE
from actions.contribution import ContributionResult
from actions.contribution_told import FRESH
from actions.leaving import Restart, Stop

FORM = "contribution_form"


@pytest.mark.parametrize("words", ["hộ khác", "nhóm khác", "khác", "hộ thường", "bình thường", "à không, hộ khác"])
def test_an_answer_to_the_question_for_the_group_does_not_start_again(talk, words):
    talk.slots |= {**FRESH, "income": 2_000_000, "requested_slot": "support_group"}
    heard = talk.run(Restart(), words, "restart", form=FORM, confidence=0.4)
    assert heard.slots["support_group"] == ["other"]
    assert heard.follow_up == FORM
    assert talk.slots["income"] == 2_000_000
    assert not heard.texts
    assert all(one["event"] != "reset_slots" for one in heard.events)


def test_an_answer_that_cannot_be_is_refused_and_nothing_is_forgotten(talk):
    talk.slots |= {**FRESH, "support_group": ["poor"], "requested_slot": "income"}
    heard = talk.run(Restart(), "1 triệu thôi", "restart", form=FORM, confidence=0.4)
    assert "1.500.000 đồng đến" in heard.text
    assert heard.follow_up == FORM
    assert talk.slots["support_group"] == ["poor"]


def test_words_that_tell_nothing_are_believed(talk):
    talk.slots |= {**FRESH, "income": 2_000_000, "requested_slot": "support_group"}
    heard = talk.run(Restart(), "xoá đi", "restart", form=FORM)
    assert any(one["event"] == "reset_slots" for one in heard.events)


def test_an_answer_in_a_case_does_not_start_again(talk):
    told = {"case": "prepay", "prepay_years": 3, "income": 1_500_000, "requested_slot": "support_group"}
    talk.slots |= {**FRESH_CASE, **told}
    heard = talk.run(Restart(), "hộ khác", "restart", form="case_form", confidence=0.4)
    assert heard.slots["support_group"] == ["other"]
    assert heard.follow_up == "case_form"


@pytest.mark.parametrize("words", ["làm lại", "bắt đầu lại", "tính lại từ đầu cho hộ nghèo", "xóa hết đi, 3 triệu"])
def test_explicit_words_start_again(talk, words):
    talk.slots |= {**FRESH, "income": 2_000_000, "requested_slot": "support_group"}
    heard = talk.run(Restart(), words, "restart", form=FORM)
    assert heard.follow_up is None
    assert any(one["event"] == "reset_slots" for one in heard.events)
    assert heard.texts


@pytest.mark.parametrize("words", ["dừng", "thôi không tính nữa", "thôi", "hủy, 3 triệu thì thôi", "thôi nhé"])
def test_explicit_words_stop(talk, words):
    talk.slots |= {**FRESH, "income": 2_000_000, "support_group": ["poor"], "requested_slot": None}
    heard = talk.run(Stop(), words, "stop")
    assert heard.follow_up is None
    assert heard.texts


@pytest.mark.parametrize("words", ["thế 3 triệu thôi", "thôi 3 triệu đi", "3 triệu thôi"])
def test_an_amount_with_a_word_of_stopping_changes_the_result(talk, words):
    talk.slots |= {**FRESH, "income": 2_000_000, "support_group": ["near_poor"], "requested_slot": None}
    heard = talk.run(Stop(), words, "stop")
    assert heard.follow_up == FORM
    assert "còn đóng 528.000 đồng" in talk.run(ContributionResult(), words).texts[-1]


def test_an_amount_with_a_word_of_stopping_changes_a_case(talk):
    told = {"case": "pension", "sex": "F", "months_paid": 240, "income": 2_000_000, "requested_slot": None}
    talk.slots |= {**FRESH_CASE, **told}
    heard = talk.run(Stop(), "thế 3 triệu thôi", "stop")
    assert heard.slots["income"] == 3_000_000
    assert heard.follow_up == "case_form"


@pytest.mark.parametrize(
    ("words", "pays"),
    [
        ("à không, cận nghèo", "308.000"),
        ("à không, tôi hộ nghèo", "275.000"),
        ("à không hộ nghèo", "275.000"),
        ("a khong, can ngheo", "308.000"),
    ],
)
@pytest.mark.parametrize("topic", ["deny", "nlu_fallback", "state_support", "out_of_scope"])
def test_a_group_after_words_taken_back_is_calculated(talk, words, pays, topic):
    talk.slots |= {**FRESH, "income": 2_000_000, "support_group": ["other"], "requested_slot": None}
    heard = talk.run(Suggest() if topic == "nlu_fallback" else Answer(), words, topic)
    assert heard.follow_up == FORM
    assert f"còn đóng {pays} đồng" in talk.run(ContributionResult(), words).texts[-1]


@pytest.mark.parametrize("words", ["còn năm sau thì sao", "năm sau thì bao nhiêu", "sang năm thì sao", "thế năm sau"])
@pytest.mark.parametrize("topic", ["nlu_fallback", "contribution_level", "out_of_scope", "pension_amount"])
def test_next_year_after_a_result_is_january_of_next_year(talk, words, topic):
    talk.slots |= {**FRESH, "income": 3_000_000, "support_group": ["other"], "requested_slot": None}
    heard = talk.run(Suggest() if topic == "nlu_fallback" else Answer(), words, topic)
    assert heard.slots["pay_month"] == "2027-01-01"
    assert heard.follow_up == FORM
