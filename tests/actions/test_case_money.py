"""Money paid a month instead of an income, in a case: net where the group is told, asked where it cannot be."""

import pytest

from actions.answer import Answer
from actions.case import FRESH, CaseResult, ValidateCase

CASE = "case_form"


def asks(talk, text):
    heard = talk.run(Answer(), text, "pension_amount", aspect="estimate_by_payment_level")
    assert heard.follow_up == CASE
    return heard


@pytest.mark.parametrize(
    ("words", "income"),
    [
        ("nộp 165 nghìn hộ nghèo", 1_500_000),
        ("nộp 198 nghìn hộ cận nghèo", 1_500_000),
        ("nộp 440 nghìn", 2_000_000),
    ],
)
def test_the_income_behind_money_paid(talk, words, income):
    asks(talk, f"lương hưu nữ 15 năm {words}")
    assert talk.slots["income"] == income


def test_the_support_is_named_in_the_result(talk):
    asks(talk, "lương hưu nữ 15 năm nộp 165 nghìn hộ nghèo")
    first = talk.run(CaseResult()).texts[0]
    assert "sau khi Nhà nước hỗ trợ 165.000 đồng" in first
    assert "thu nhập 1.500.000 đồng" in first


@pytest.mark.parametrize("words", ["nộp 165 nghìn", "nộp 100 nghìn hộ nghèo"])
def test_what_no_income_can_stand_behind_is_asked(talk, words):
    heard = asks(talk, f"lương hưu nữ 15 năm {words}")
    assert talk.slots["income"] is None
    assert talk.slots["paid_money"] is None
    assert "chưa phải mức đóng đủ" in heard.text


def test_inside_the_form_too(talk):
    talk.slots |= {**FRESH, "case": "pension", "requested_slot": "income", "sex": "F", "months_paid": 180}
    heard = talk.run(ValidateCase(), "nộp 165 nghìn", form=CASE)
    assert heard.slots["requested_slot"] == "income"
    assert talk.run(ValidateCase(), "nộp 165 nghìn hộ nghèo", form=CASE).slots["requested_slot"] is None
    assert talk.slots["income"] == 1_500_000


def test_since_when_one_pays_is_heard_by_the_lump_sum(talk):
    text = "tôi bắt đầu đóng tháng 8/2025, đóng 1 năm mức 2 triệu, rút một lần được bao nhiêu tiền"
    assert talk.run(Answer(), text, "lump_sum_amount", aspect="formula").slots["first_paid"] == "2025-08"
