"""Paying the missing months at once, and the repealed rule many still count on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import FigureNotInForce, InputRefused
from bot.policy.calculators import run

from .conftest import TODAY


@pytest.mark.parametrize(
    ("months", "amount", "plain"),
    [
        (12, 4_040_708, 3_960_000),
        (24, 8_234_320, 7_920_000),
        (36, 12_586_622, 11_880_000),
        (60, 21_791_542, 19_800_000),
    ],
)
def test_the_worked_amounts(calc, months, amount, plain):
    values = calc("backpayment", income=1_500_000, missing_months=months).values
    assert abs(values["MD2_before_support"] - amount) <= 2
    assert values["plain"] == plain
    assert values["interest"] == values["MD2_before_support"] - plain


def test_one_month_bears_the_rate_once(calc):
    assert calc("backpayment", income=1_500_000, missing_months=1).values["MD2_before_support"] == 331_023


@pytest.mark.parametrize("months", [0, 61, 120, -1])
def test_more_months_than_the_law_allows_are_refused(calc, months):
    with pytest.raises(InputRefused) as refused:
        calc("backpayment", income=1_500_000, missing_months=months)
    assert refused.value.field == "missing_months"


def test_whether_the_state_supports_these_months_is_left_open(calc):
    result = calc("backpayment", income=1_500_000, missing_months=60)
    assert "silent:support_in_backpay" in result.notes
    with pytest.raises(InputRefused):
        calc("backpayment", income=1_500_000, missing_months=60, group="poor")


def test_a_year_whose_rate_is_not_published_has_no_answer(calc):
    with pytest.raises(FigureNotInForce):
        calc("backpayment", date(2027, 1, 1), income=2_200_000, missing_months=60)


def test_the_working_adds_up(calc):
    result = calc("backpayment", income=1_500_000, missing_months=36)
    assert result.counted() == result.values["MD2_before_support"]
    assert [step.what for step in result.steps] == [
        "income", "contribution_month", "fund_rate_month", "plain", "interest", "MD2_before_support",
    ]  # fmt: skip


@given(st.integers(1_500_000, 50_600_000), st.integers(1, 59))
def test_more_months_always_cost_more_than_plain_ones(policy, income, months):
    less = run(policy, "backpayment", {"income": income, "missing_months": months}, TODAY).values
    more = run(policy, "backpayment", {"income": income, "missing_months": months + 1}, TODAY).values
    assert less["plain"] < less["MD2_before_support"] < more["MD2_before_support"]


@pytest.mark.parametrize(
    ("paid", "reached", "allowed", "missing", "advice", "first"),
    [
        (120, True, True, 60, "pay_missing", 0),
        (179, True, True, 1, "pay_missing", 0),
        (119, True, False, 61, "keep_paying", 1),
        (0, True, False, 180, "keep_paying", 120),
        (170, False, False, 10, "too_early", 0),
        (100, False, False, 80, "keep_paying", 20),
        (180, True, False, 0, "enough", 0),
        (300, False, False, 0, "enough", 0),
    ],
)
def test_who_may_pay_the_missing_months(*, calc, paid, reached, allowed, missing, advice, first):
    values = calc("backpay_conditions", months_paid=paid, reached_retirement_age=reached).values
    assert values["allowed"] is allowed
    assert values["missing"] == missing
    assert values["advice"] == advice
    assert values["months_to_pay_first"] == first
    assert values["max_months"] == 60


def test_the_month_before_the_age_is_early_enough(calc):
    given_ = {"months_paid": 150, "reached_retirement_age": False}
    assert calc("backpay_conditions", **given_, month_before_age=True).values["allowed"] is True
    assert calc("backpay_conditions", **given_).values["earliest"] == "month_before_retirement_age"


def test_the_months_paid_must_be_told(calc):
    with pytest.raises(InputRefused) as refused:
        calc("backpay_conditions", reached_retirement_age=True)
    assert refused.value.field == "months_paid"


@given(st.integers(0, 1200), st.booleans())
def test_whoever_may_pay_lacks_some_but_not_too_many_months(policy, paid, reached):
    given_ = {"months_paid": paid, "reached_retirement_age": reached}
    values = run(policy, "backpay_conditions", given_, TODAY).values
    assert values["allowed"] is (reached and 0 < values["missing"] <= 60)


@pytest.mark.parametrize(
    ("years", "old", "old_missing", "new", "new_missing"),
    [
        (10, True, 120, True, 60),
        (9, False, 132, False, 72),
        (15, True, 60, False, 0),
        (20, False, 0, False, 0),
        (14.5, True, 66, True, 6),
        (0, False, 240, False, 180),
    ],
)
def test_the_repealed_rule_beside_the_one_in_force(*, calc, years, old, old_missing, new, new_missing):
    values = calc("old_backpay", years_paid=years).values
    assert (values["old_allowed"], values["old_missing_months"]) == (old, old_missing)
    assert (values["new_allowed"], values["new_missing_months"]) == (new, new_missing)
    assert (values["old_max_months"], values["new_max_months"]) == (120, 60)
    assert (values["old_years_needed"], values["new_years_needed"]) == (20, 15)
