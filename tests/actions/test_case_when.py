"""A payment at once in a month that the citizen names is reckoned by the figures of that month."""

import pytest

from actions.answer import Answer
from actions.case import FRESH, CaseResult, ValidateCase

FORM = "case_form"
PREPAY = {"case": "prepay", "prepay_years": 5, "income": 1_500_000, "support_group": ["poor"]}
BACKPAY = {"case": "backpay", "months_missing": 24, "income": 1_500_000}


def opened(talk, text, topic):
    heard = talk.run(Answer(), text, topic)
    assert heard.follow_up == FORM
    spoken = talk.run(ValidateCase(), text, form=FORM, since=[{"event": "action", "name": "action_answer"}])
    return heard, spoken


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("đóng trước 5 năm mức 1,5 triệu hộ nghèo từ tháng 1/2027 hết bao nhiêu", "2027-01-01"),
        ("đóng trước 5 năm mức 1,5 triệu hộ nghèo, sang năm đóng, hết bao nhiêu", "2027-01-01"),
        ("đóng trước 5 năm mức 1,5 triệu hộ nghèo hết bao nhiêu", None),
        ("đóng trước 5 năm mức 1,5 triệu hộ nghèo từ tháng 11/2026 hết bao nhiêu", None),
    ],
)
def test_the_month_of_payment_is_kept(talk, text, month):
    heard, spoken = opened(talk, text, "contribution_level")
    assert heard.slots["pay_month"] == month
    assert ("2.200.000" in spoken.text) == bool(month)
    assert (spoken.slots.get("requested_slot") == "income") == bool(month)


def test_back_payment_of_a_year_without_its_rate_states_no_sum(talk):
    talk.slots |= {**FRESH, **BACKPAY, "income": 2_200_000, "pay_month": "2027-01-01"}
    assert "không nêu con số" in talk.run(CaseResult(), "").text


def test_a_time_told_in_the_form_refuses_an_income_below_the_floor_of_that_time(talk):
    talk.slots |= {**FRESH, **BACKPAY, "income": None, "requested_slot": "income"}
    heard = talk.run(ValidateCase(), "1,5 triệu, tháng 1/2027 đóng", form=FORM)
    assert heard.slots["pay_month"] == "2027-01-01"
    assert "2.200.000" in heard.text
    assert heard.slots["income"] is None


def test_a_result_is_reckoned_again_for_a_time_told_later(talk):
    talk.slots |= {**FRESH, **PREPAY}
    heard = talk.run(Answer(), "nếu đóng từ tháng 1/2027 thì sao", "payment_method")
    assert heard.slots["pay_month"] == "2027-01-01"
    assert heard.follow_up == FORM


def test_a_month_told_in_another_case_is_no_month_of_payment(talk):
    talk.slots |= {**FRESH, "case": "pension", "sex": "F", "months_paid": 240, "requested_slot": "income"}
    heard = talk.run(ValidateCase(), "2 triệu, tháng 1/2027 nghỉ", form=FORM)
    assert heard.slots["income"] == 2_000_000
    assert "pay_month" not in heard.slots
