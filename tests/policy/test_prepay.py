"""Paying once for years ahead."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import FigureNotInForce, InputRefused
from bot.policy.calculators import run
from bot.policy.prepay import discounted

from .conftest import TODAY


@pytest.mark.parametrize(
    ("income", "years", "amount", "undiscounted"),
    [
        (1_500_000, 2, 7_644_801, 7_920_000),
        (1_500_000, 3, 11_259_443, 11_880_000),
        (1_500_000, 5, 18_098_148, 19_800_000),
        (5_000_000, 5, 60_327_161, 66_000_000),
    ],
)
def test_the_worked_amounts(calc, income, years, amount, undiscounted):
    values = calc("prepayment", income=income, years=years).values
    assert abs(values["MD1_before_support"] - amount) <= 2
    assert values["undiscounted"] == undiscounted
    assert values["discount"] == undiscounted - values["MD1_before_support"]
    assert values["months"] == years * 12


def test_the_first_month_is_not_discounted():
    assert discounted(Decimal(330_000), Decimal("0.0031"), 1, 1) == 330_000


def test_months_add_up_however_they_are_cut():
    monthly, rate = Decimal(330_000), Decimal("0.0031")
    whole = discounted(monthly, rate, 1, 24)
    assert abs(whole - discounted(monthly, rate, 1, 10) - discounted(monthly, rate, 11, 24)) < Decimal("1e-15")


def test_a_sum_of_no_months_is_nothing():
    assert discounted(Decimal(330_000), Decimal("0.0031"), 25, 24) == 0


@pytest.mark.parametrize("years", [0, 1, 6, 10])
def test_other_years_are_refused(calc, years):
    with pytest.raises(InputRefused) as refused:
        calc("prepayment", income=1_500_000, years=years)
    assert refused.value.allowed == {"one_of": [2, 3, 4, 5]}


def test_half_years_are_refused(calc):
    with pytest.raises(InputRefused):
        calc("prepayment", income=1_500_000, years=2.5)


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_year_whose_rate_is_not_published_has_no_answer(calc, on):
    with pytest.raises(FigureNotInForce, match="fund_rate_month"):
        calc("prepayment", on, income=2_200_000, years=2)


def test_a_rate_given_with_the_case_is_used_and_noted(calc):
    result = calc("prepayment", date(2027, 3, 1), income=2_200_000, years=2, r_month=0)
    assert result.values["discount"] == 0
    assert "given:r_month" in result.notes


@pytest.mark.parametrize("rate", [-0.001, 0.31, 1])
def test_a_rate_that_is_a_slip_is_refused(calc, rate):
    with pytest.raises(InputRefused) as refused:
        calc("prepayment", income=2_200_000, years=2, r_month=rate)
    assert refused.value.field == "r_month"


def test_an_income_below_the_line_is_refused(calc):
    with pytest.raises(InputRefused):
        calc("prepayment", income=1_000_000, years=2)


def test_how_support_is_netted_is_shown_as_a_reading(calc):
    result = calc("prepayment", income=1_500_000, years=2, group="other")
    assert result.values["support_reading"] == 66_000 * 24
    assert result.values["payable_reading"] == result.values["MD1_before_support"] - 66_000 * 24
    assert "silent:support_in_prepay" in result.notes


def test_without_a_group_nothing_is_said_of_support(calc):
    result = calc("prepayment", income=1_500_000, years=2)
    assert "support_reading" not in result.values
    assert "silent:support_in_prepay" not in result.notes


def test_the_reading_stops_at_the_end_of_support(calc):
    values = calc("prepayment", income=1_500_000, years=5, group="poor", months_supported_before=100).values
    assert values["supported_months"] == 20
    assert values["support_reading"] == 165_000 * 20


def test_the_reading_counts_the_province(calc):
    values = calc("prepayment", income=1_500_000, years=2, group="poor", province="Nghệ An").values
    assert values["support_reading"] == (165_000 + 99_000) * 24


def test_the_working_adds_up_and_says_how_it_was_rounded(calc):
    result = calc("prepayment", income=1_500_000, years=3)
    assert result.counted() == result.values["MD1_before_support"]
    discount = next(step for step in result.steps if step.what == "discount")
    assert discount.rounding == "half_up:1"
    assert "^(i−1)" in discount.formula
    assert result.confidence == "B"


@given(st.integers(1_500_000, 50_600_000), st.integers(2, 5))
def test_a_prepayment_is_cheaper_than_the_plain_sum_but_dearer_than_one_year_less(policy, income, years):
    values = run(policy, "prepayment", {"income": income, "years": years}, TODAY).values
    assert values["undiscounted"] * Decimal("0.9") < values["MD1_before_support"] < values["undiscounted"]


def test_years_that_a_new_line_cuts_are_paid_at_the_line_of_payment(calc):
    # 3 years from 11/2026 reach into 2029; the line of 1,500,000 is the one of the payment.
    result = calc("prepayment", income=1_500_000, years=3)
    step = next(step for step in result.steps if step.what == "poverty_line_of_payment")
    assert (step.value, step.formula) == (1_500_000, "2026-11 + 36: 1500000")
    assert "Điều 5 khoản 5" in step.source
    assert {"fixed:line_of_payment", "silent:minimum_of_months_after_change"} <= set(result.notes)


def test_years_inside_one_line_need_no_such_word(calc):
    result = calc("prepayment", income=2_200_000, years=2, pay_month="2027-01", r_month=0.0031)
    assert "fixed:line_of_payment" not in result.notes


def test_an_income_above_the_new_line_leaves_nothing_open(calc):
    notes = calc("prepayment", income=2_200_000, years=2).notes
    assert "fixed:line_of_payment" in notes
    assert "silent:minimum_of_months_after_change" not in notes
    assert "silent:minimum_of_months_after_change" in calc("prepayment", income=2_199_999, years=2).notes
