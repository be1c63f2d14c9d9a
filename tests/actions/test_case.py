"""The form of one's own case: what it takes, what it asks next, how it opens and changes."""

import pytest

from actions.case import FRESH, CaseResult, ValidateCase
from actions.case_asking import AskBirthMonth, AskCaseIncome, AskMonthsPaid, AskSex
from bot.advice.cases.case import CASES
from bot.advice.cases.facts import NAMES

FORM = "case_form"


def ask(talk, case, requested, **told):
    talk.slots |= {**FRESH, "case": case, "requested_slot": requested, **told}


def take(talk, text, **light):
    return talk.run(ValidateCase(), text, form=FORM, **light)


@pytest.mark.parametrize(
    ("case", "requested", "text", "slot", "value", "next_"),
    [
        ("pension", "sex", "nữ", "sex", "F", "months_paid"),
        ("pension", "sex", "đóng 20 năm", "months_paid", 240, "sex"),
        ("pension", "months_paid", "12 năm 5 tháng", "months_paid", 149, "sex"),
        ("retirement", "sex", "nam", "sex", "M", "birth_month"),
        ("retirement", "birth_month", "9/1970", "birth_month", "1970-09", "sex"),
        ("retirement", "birth_month", "tháng 2", "month_alone", 2, "sex"),
        ("lump_sum", "months_paid", "10 năm", "months_paid", 120, "income"),
        ("lump_sum", "income", "mức thấp nhất", "income", 1_500_000, "months_paid"),
        ("backpay", "months_missing", "24 tháng", "months_missing", 24, "income"),
        ("backpay", "months_missing", "đã đóng 13 năm", "months_paid", 156, "income"),
        ("backpay", "months_missing", "1,5 triệu", "income", 1_500_000, "months_missing"),
        ("prepay", "prepay_years", "3 năm", "prepay_years", 3, "income"),
        ("prepay", "income", "mức tối đa", "income", 50_600_000, "prepay_years"),
        ("compare", "still_paying", "đã dừng đóng", "still_paying", False, "sex"),
    ],
)
def test_an_answer_is_taken_and_the_next_question_chosen(talk, case, requested, text, slot, value, next_):
    ask(talk, case, requested)
    heard = take(talk, text)
    assert heard.slots[slot] == value
    assert heard.slots["requested_slot"] == next_


def test_a_month_and_then_its_year_are_one_birth(talk):
    ask(talk, "retirement", "birth_month", sex="F")
    take(talk, "tháng 2")
    assert "Sinh tháng 2 năm nào" in talk.run(AskBirthMonth(), "tháng 2", form=FORM).text
    assert take(talk, "1971").slots["birth_month"] == "1971-02"
    assert talk.slots["requested_slot"] is None


def test_after_a_refusal_the_next_fact_is_kept(talk):
    ask(talk, "backpay", "months_missing")
    refused = take(talk, "61 tháng", topic="contribution_gap_backpay")
    assert "60 tháng" in refused.text
    assert refused.slots["months_missing"] is None
    kept = take(talk, "1,5 triệu", topic="contribution_level")
    assert kept.slots["income"] == 1_500_000
    assert kept.slots["requested_slot"] == "months_missing"
    assert take(talk, "thiếu 24 tháng").slots["requested_slot"] is None


@pytest.mark.parametrize(
    ("case", "requested", "text", "refusal"),
    [
        ("pension", "months_paid", "đóng 200 năm", "từ 1 tháng đến 50 năm"),
        ("retirement", "birth_month", "sinh năm 2030", "2030"),
        ("prepay", "prepay_years", "9 năm", "từ 2 năm đến 5 năm"),
        ("backpay", "income", "mức 1 triệu", "1.500.000 đồng đến 50.600.000"),
        ("lump_sum", "support_received", "âm 2 triệu", "không thể dưới"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(talk, case, requested, text, refusal):
    ask(talk, case, requested, sex="F")
    heard = take(talk, text)
    assert refusal in heard.text
    assert heard.slots[requested] is None


def test_a_question_of_another_topic_is_no_answer(talk):
    ask(talk, "pension", "months_paid", sex="F")
    heard = take(talk, "đóng tự nguyện có được thai sản không", topic="maternity")
    assert set(heard.slots) <= {"requested_slot", "bare_number"}


def test_a_bare_number_is_asked_back(talk):
    ask(talk, "pension", "months_paid", sex="F")
    assert take(talk, "20").slots["bare_number"] == 20
    assert "20 năm hay 20 tháng" in talk.run(AskMonthsPaid(), "20", form=FORM).text


@pytest.mark.parametrize("words", ["không biết", "không nhớ", "em không rõ"])
@pytest.mark.parametrize(
    ("case", "requested"),
    [(case.name, name) for case in CASES.values() for name in case.needs if name != "support_received"],
)
def test_every_question_takes_not_knowing(talk, case, requested, words):
    ask(talk, case, requested)
    heard = take(talk, words)
    assert heard.slots[requested] is None
    assert not heard.texts


def test_not_knowing_the_support_is_an_answer(talk):
    ask(talk, "lump_sum", "support_received", months_paid=120, income=3_000_000)
    assert take(talk, "không nhớ").slots["support_received"] == "unknown"
    assert talk.slots["requested_slot"] is None


def test_an_age_is_not_enough(talk):
    ask(talk, "retirement", "birth_month", sex="F")
    assert "Chỉ biết tuổi" in take(talk, "52 tuổi").text


def test_money_paid_tells_the_income_and_the_result_says_so(talk):
    ask(talk, "pension", "income", sex="F", months_paid=180)
    heard = take(talk, "nộp 330 nghìn mỗi tháng", topic="contribution_level")
    assert heard.slots["income"] == 1_500_000
    result = talk.run(CaseResult(), "nộp 330 nghìn mỗi tháng")
    assert "330.000 đồng là mức đóng đủ" in result.texts[0]
    assert "675.000 đồng" in result.texts[-1]


def test_money_that_may_be_either_is_asked_about(talk):
    ask(talk, "pension", "income", sex="F", months_paid=240)
    assert take(talk, "đóng 2 triệu mỗi tháng").slots["requested_slot"] == "income"
    question = talk.run(AskCaseIncome(), "đóng 2 triệu mỗi tháng", form=FORM)
    assert "2.000.000 đồng là tiền anh/chị nộp mỗi tháng, hay là mức thu nhập" in question.text
    assert take(talk, "là thu nhập").slots["income"] == 2_000_000


def test_words_that_were_answered_already_are_not_taken_twice(talk):
    ask(talk, "pension", None)
    heard = talk.run(ValidateCase(), "đóng 20 năm", form=FORM, since=[{"event": "action", "name": "action_answer"}])
    assert "months_paid" not in heard.slots
    assert heard.slots["requested_slot"] == "sex"


def test_a_form_without_a_case_ends(talk):
    assert talk.run(ValidateCase(), "20 năm", form=FORM).slots == {"requested_slot": None}
    assert talk.run(CaseResult(), "").texts == []
    assert talk.run(AskSex(), "").texts == []


def test_every_fact_is_forgotten_by_a_new_case():
    assert set(NAMES) <= set(FRESH)
    assert all(value is None for value in FRESH.values())
