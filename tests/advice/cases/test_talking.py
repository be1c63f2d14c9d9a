"""Questions, refusals and the table of cases."""

from datetime import date

import pytest

from bot.advice.adviser import Day
from bot.advice.cases import talking
from bot.advice.cases.bounds import CHECKS
from bot.advice.cases.case import ASPECT, CASES, opened_by, started_by
from bot.advice.cases.facts import NAMES, Facts, with_consequences
from bot.advice.cases.sheet import note_name
from bot.outcomes import Outcome
from bot.policy.calculators import run

DAY = Day(date(2026, 11, 21), date(2026, 11, 21))
#: Notes that only say that nothing was asked for, or that a line of the case tells.
SILENT = {"unknown:max_income"}


def refused(adviser, name: str, **facts) -> str:
    fact, advice = talking.refusal(adviser, CASES[name], Facts.of(facts), DAY)
    assert advice.outcome is Outcome.CLARIFYING
    assert fact in CASES[name].facts
    return advice.text


@pytest.mark.parametrize("case", CASES.values(), ids=lambda one: one.name)
def test_every_case_has_an_answer_that_starts_it(adviser, case):
    answer = adviser.answers.find(case.topic, ASPECT)
    assert started_by(answer.starts) is case
    assert answer.next
    assert case.facts <= set(NAMES)


@pytest.mark.parametrize("case", CASES.values(), ids=lambda one: one.name)
def test_every_case_is_offered_by_an_answer_of_its_topic(adviser, case):
    offering = [one for one in adviser.answers if f"{case.topic}/{ASPECT}" in one.next and one.aspect != ASPECT]
    assert [one for one in offering if one.topic == case.topic]


def test_no_answer_starts_a_case_that_is_not_there(adviser):
    for answer in adviser.answers:
        if (answer.starts or "").startswith("case_form"):
            assert started_by(answer.starts)


def test_other_forms_are_not_cases():
    assert started_by("contribution_form") is None
    assert started_by(None) is None


@pytest.mark.parametrize("case", CASES.values(), ids=lambda one: one.name)
def test_every_fact_needed_can_be_asked_for(adviser, case):
    for name in case.needs:
        asked = talking.question(adviser, case, Facts(), name, DAY)
        assert asked.outcome is Outcome.COLLECTING
        assert 20 < len(asked.text) < 300
        assert "{" not in asked.text
        assert (asked.topic, asked.aspect) == (case.topic, ASPECT)


def test_what_is_told_is_not_asked_for():
    case = CASES["pension"]
    assert case.missing(Facts()) == "sex"
    assert case.missing(Facts(sex="F", income=3_000_000)) == "months_paid"
    assert case.missing(Facts(sex="F", income=3_000_000, months_paid=240)) is None


def test_a_fact_may_stand_for_another():
    facts = {"sex": "F", "birth_month": "1975-03", "months_paid": 120, "income": 3_000_000}
    assert CASES["compare"].missing(Facts(**facts)) == "still_paying"
    assert CASES["compare"].missing(Facts(**facts, months_more=60)) is None
    assert CASES["compare"].missing(Facts(**facts, still_paying=False)) is None
    assert CASES["backpay"].missing(Facts(months_paid=150, income=2_000_000)) is None


def test_a_question_opens_a_case_only_with_what_the_case_needs():
    needed = frozenset({"months_paid", "income"})
    assert opened_by("pension_amount", "estimate_by_payment_level", needed) is CASES["pension"]
    assert opened_by("pension_amount", "estimate_by_payment_level", frozenset({"income"})) is None
    assert opened_by("pension_amount", "pension_tax", needed) is None
    assert opened_by("maternity", "conditions", needed) is None
    assert opened_by("retirement_age", None, frozenset({"birth_year"})) is CASES["retirement"]


def test_the_year_known_the_month_alone_is_asked_for(adviser):
    asked = talking.question(adviser, CASES["retirement"], Facts(birth_year=1970), "birth_month", DAY)
    assert "1970" in asked.text


def test_a_number_without_unit_is_asked_for_its_unit(adviser):
    asked = talking.question(adviser, CASES["pension"], Facts(), "months_paid", DAY, number=12)
    assert [one.title for one in asked.buttons] == ["12 năm", "12 tháng"]
    assert all(one.text == one.title for one in asked.buttons)


def test_years_ahead_are_offered_as_the_law_has_them(adviser):
    asked = talking.question(adviser, CASES["prepay"], Facts(), "prepay_years", DAY)
    assert [one.title for one in asked.buttons] == ["2 năm", "3 năm", "4 năm", "5 năm"]


@pytest.mark.parametrize(
    ("name", "facts", "allowed"),
    [
        ("retirement", {"birth_year": 2030}, "từ 1926 đến 2011"),
        ("retirement", {"birth_month": "1890-01"}, "từ 1926 đến 2011"),
        ("pension", {"months_paid": 2400}, "từ 1 tháng đến 50 năm"),
        ("pension", {"months_paid": 0}, "từ 1 tháng đến 50 năm"),
        ("pension", {"months_paid": 240, "months_more": 600}, "đến 50 năm"),
        ("pension", {"income": -5_000_000}, "từ 700.000 đồng đến 50.600.000 đồng"),
        ("pension", {"income": 330_000}, "chưa phải tiền nộp"),
        ("pension", {"income": 10**12}, "50.600.000 đồng"),
        ("backpay", {"income": 1_000_000}, "từ 1.500.000 đồng"),
        ("backpay", {"months_missing": 84}, "từ 1 tháng đến 60 tháng"),
        ("backpay", {"months_paid": 60}, "Thiếu 10 năm"),
        ("backpay", {"months_paid": 192}, "đã đủ 15 năm"),
        ("prepay", {"prepay_years": 9}, "từ 2 năm đến 5 năm"),
        ("prepay", {"prepay_years": 1}, "từ 2 năm đến 5 năm"),
        ("lump_sum", {"support_received": -1}, "không thể dưới 0 đồng"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(adviser, name, facts, allowed):
    assert allowed in refused(adviser, name, **facts)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("retirement", {"birth_year": 1970, "birth_month": "1970-01"}),
        ("retirement", {"birth_month": "1970"}),
        ("pension", {"months_paid": 600, "income": 700_000}),
        ("backpay", {"months_missing": 60, "income": 1_500_000}),
        ("backpay", {"months_paid": 179}),
        ("lump_sum", {"support_received": "unknown"}),
        ("lump_sum", {"support_received": 0}),
        ("compare", {}),
    ],
)
def test_what_can_be_is_taken(adviser, name, facts):
    assert talking.refusal(adviser, CASES[name], Facts.of(facts), DAY) is None


def test_every_check_is_of_a_fact():
    assert set(CHECKS) <= set(NAMES)


@pytest.mark.parametrize(
    ("heard", "known", "then"),
    [
        ({"months_paid": 120}, {}, {"months_more": None, "months_missing": None}),
        ({"still_paying": False}, {}, {"months_more": None}),
        ({"months_more": 60}, {}, {}),
        ({"months_missing": 24}, {}, {"months_paid": None, "months_more": None}),
        ({"birth_year": 1970}, {}, {"birth_month": None}),
        ({"birth_year": 1970, "birth_month": "1970-05"}, {}, {"birth_month": "1970-05"}),
        ({"months_before": 36}, {"months_paid": 120}, {"months_paid": 84}),
        ({"months_before": 36}, {"months_paid": 30}, {}),
        ({"months_before": 36}, {"months_paid": 120, "months_before": 24}, {}),
        ({"income": 3_000_000}, {"months_paid": 120}, {}),
    ],
)
def test_what_is_heard_makes_other_facts_stale(heard, known, then):
    assert with_consequences(heard, known) == {**heard, **then}


def test_every_note_of_the_calculators_used_has_words(adviser):
    policy, on = adviser.policy, DAY.as_of
    results = [
        run(policy, "retirement_age", {"gender": "F", "birth_year": 1970}, on),
        run(policy, "pension", {"gender": "F", "income": 3_000_000, "months": 240}, on),
        run(policy, "lump_sum", {"average": 3_000_000, "months": 120}, on),
        run(policy, "lump_sum", {"average": 3_000_000, "months": 5, "M": 10**9}, on),
        run(policy, "backpayment", {"income": 3_000_000, "missing_months": 5}, on),
        run(policy, "prepayment", {"income": 3_000_000, "years": 3, "group": "poor"}, on),
    ]
    notes = {note for result in results for note in result.notes}
    assert len(notes) >= 7
    for note in notes - SILENT:
        assert f"case.{note_name(note)}" in adviser.phrases.names(), note
