"""Monthly allowance of Điều 23 and the social pension."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.calculators import run

from .conftest import TODAY


@pytest.mark.parametrize(
    ("avg", "years", "level", "months"),
    [
        (2_000_000, 10, 500_000, 80),
        (2_000_000, 10, 540_000, 75),
        (10_000_000, 14.5, 540_000, 538),
        (1_500_000, 0.5, 540_000, 3),
        (0, 10, 540_000, 0),
    ],
)
def test_months_of_the_allowance(calc, avg, years, level, months):
    values = calc("article23", avg=avg, N=years, TChtxh=level).values
    assert values["Ttt_months"] == months
    assert values["monthly"] == level
    assert values["raw"] == Decimal(avg) * 2 * Decimal(str(years)) / level


@pytest.mark.parametrize(("on", "level"), [(date(2026, 6, 30), 500_000), (date(2026, 7, 1), 540_000)])
def test_the_level_is_the_social_pension_of_the_day(calc, on, level):
    result = calc("article23", on, avg=2_000_000, N=10)
    assert result.values["level"] == level
    assert "social_pension_amount" in {figure.key for figure in result.figures}


@pytest.mark.parametrize(
    ("months", "years"), [(1, "0.5"), (6, "0.5"), (7, "1"), (12, "1"), (126, "10.5"), (127, "11"), (179, "15")]
)
def test_odd_months_of_the_years_paid(calc, months, years):
    by_months = calc("article23", avg=2_000_000, months_paid=months, TChtxh=500_000).values["Ttt_months"]
    by_years = calc("article23", avg=2_000_000, N=years, TChtxh=500_000).values["Ttt_months"]
    assert by_months == by_years


def test_a_started_month_counts_and_the_rounding_is_told(calc):
    result = calc("article23", avg=2_000_000, N=10, TChtxh=540_000)
    assert result.values["Ttt_months"] == 75
    assert result.steps[0].rounding == "ceiling:1"
    assert calc("article23", avg=2_000_000, N=10, TChtxh=500_000).steps[0].rounding == ""


def test_money_beyond_the_age_raises_the_monthly_amount(calc):
    values = calc("article23", avg=10_000_000, N=14.5, TChtxh=540_000, Tdt=162).values
    assert values["TCtt"] == values["monthly"] == Decimal("1793333.33")
    assert values["STmlct"] == 0


@pytest.mark.parametrize(("had", "needed", "pay_in"), [(80, 100, 10_800_000), (99, 100, 540_000), (0, 156, 84_240_000)])
def test_what_is_short_may_be_paid_in(calc, had, needed, pay_in):
    values = calc("article23", Ttt=had, Tdt=needed, TChtxh=540_000).values
    assert values["STmlct"] == pay_in
    assert values["TCtt"] is None
    assert values["monthly"] == 540_000


def test_just_enough_needs_nothing_and_raises_nothing(calc):
    values = calc("article23", Ttt=100, Tdt=100, TChtxh=540_000).values
    assert (values["STmlct"], values["TCtt"]) == (0, 540_000)


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"avg": 2_000_000}, "N"),
        ({"N": 10}, "avg"),
        ({"avg": 2_000_000, "N": 10, "TChtxh": 0}, "TChtxh"),
        ({"avg": 2_000_000, "N": 10, "Tdt": 0}, "Tdt"),
        ({"avg": 2_000_000, "months_paid": 0}, "months_paid"),
    ],
)
def test_what_cannot_be_is_refused(calc, given_, field):
    with pytest.raises(InputRefused) as refused:
        calc("article23", **given_)
    assert refused.value.field == field


@given(st.integers(1, 50_600_000), st.integers(1, 29), st.integers(1, 200))
def test_the_raised_amount_pays_out_what_was_due(policy, avg, halves, to_age):
    case = {"avg": avg, "N": Decimal(halves) / 2, "TChtxh": 540_000, "Tdt": to_age}
    values = run(policy, "article23", case, TODAY).values
    if values["TCtt"] is not None:
        assert abs(values["TCtt"] * to_age - Decimal(540_000) * values["Ttt_months"]) <= to_age


@pytest.mark.parametrize(
    ("age", "poor", "pension", "month", "amount"),
    [
        (75, False, 0, "2026-08", 540_000),
        (75, False, 0, "2026-07", 540_000),
        (75, False, 0, "2026-06", 500_000),
        (75, False, 0, "2025-07", 500_000),
        (74, False, 0, "2026-08", 0),
        (74.9, False, 0, "2026-08", 0),
        (72, False, 0, "2026-08", 0),
        (70, True, 0, "2026-08", 540_000),
        (69, True, 0, "2026-08", 0),
        (80, False, 540_000, "2026-08", 0),
        (80, False, 3_000_000, "2026-08", 0),
        (80, False, 500_000, "2026-06", 0),
        (80, False, 520_000, "2026-08", 540_000),
    ],
)
def test_who_gets_the_social_pension(*, calc, age, poor, pension, month, amount):
    values = calc("social_pension", age=age, poor_household=poor, pension=pension, month=month).values
    assert values["amount"] == amount
    assert values["eligible"] is (amount > 0)


def test_what_is_paid_beside_a_lower_pension_is_left_open(calc):
    assert "silent:social_pension_beside_lower_pension" in calc("social_pension", age=80, pension=1).notes
    assert calc("social_pension", age=80, pension=0).notes == ()
    assert calc("social_pension", age=80).notes == ()


def test_the_age_that_is_needed_is_told(calc):
    assert calc("social_pension", age=60).values["age_needed"] == 75
    assert calc("social_pension", age=60, poor_household=True).values["age_needed"] == 70


def test_the_new_level_is_told_with_its_weaker_confidence(calc):
    assert calc("social_pension", age=80, month="2026-06").confidence == "A"
    assert calc("social_pension", age=80, month="2026-07").confidence == "B"


@pytest.mark.parametrize("age", [-1, 151, "già"])
def test_ages_that_cannot_be_are_refused(calc, age):
    with pytest.raises(InputRefused):
        calc("social_pension", age=age)
