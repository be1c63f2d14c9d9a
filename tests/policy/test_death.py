"""Funeral allowance and survivors' lump sums."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import FigureNotInForce, InputRefused
from bot.policy.calculators import run

from .conftest import TODAY


@pytest.mark.parametrize(
    ("months", "death", "amount"),
    [
        (60, "2026-08", 25_300_000),
        (60, "2026-07", 25_300_000),
        (60, "2026-06", 23_400_000),
        (60, "2025-07", 23_400_000),
        (59, "2026-08", 0),
        (0, "2026-08", 0),
        (200, "2027-12", 25_300_000),
    ],
)
def test_ten_times_the_level_of_the_month_of_death(calc, months, death, amount):
    values = calc("funeral", months_paid=months, death=death).values
    assert values["amount"] == amount
    assert values["eligible"] is (amount > 0)


@pytest.mark.parametrize(("compulsory", "amount"), [(11, 0), (12, 25_300_000), (60, 25_300_000)])
def test_a_year_of_compulsory_insurance_is_enough(calc, compulsory, amount):
    assert calc("funeral", months_paid=20, mandatory_months=compulsory).values["amount"] == amount


def test_a_pensioner_needs_no_months(calc):
    assert calc("funeral", on_pension=True).values["amount"] == 25_300_000


def test_the_amount_on_record_is_what_the_rule_gives(policy):
    for on in (date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), date(2027, 12, 31)):
        amount = run(policy, "funeral", {"months_paid": 60}, on).values["amount"]
        assert amount == policy.figure("funeral_amount", on).value


def test_a_death_before_the_law_has_no_answer(calc):
    with pytest.raises(FigureNotInForce):
        calc("funeral", date(2025, 6, 30), months_paid=60)


@pytest.mark.parametrize(
    ("before", "since", "amount"),
    [(0, 7, 28_000_000), (6, 0, 18_000_000), (4, 6, 36_000_000), (0, 5, 20_000_000), (1, 4.5, 21_000_000)],
)
def test_years_of_a_member_still_paying(calc, before, since, amount):
    result = calc("survivor_lump", average=2_000_000, years_before_2014=before, years_from_2014=since)
    assert result.values["amount"] == amount
    assert result.values["only_paid"] is False
    assert result.counted() == amount


@pytest.mark.parametrize("given_", [{"months_paid": 59}, {"years_from_2014": 4.5}, {"months_paid": 1, "average": 1}])
def test_less_than_sixty_months_give_the_money_paid(calc, given_):
    values = calc("survivor_lump", total_paid=13_200_000, **given_).values
    assert (values["amount"], values["only_paid"]) == (13_200_000, True)


def test_the_money_paid_must_then_be_told(calc):
    with pytest.raises(InputRefused) as refused:
        calc("survivor_lump", average=2_000_000, years_from_2014=4)
    assert refused.value.field == "total_paid"


@pytest.mark.parametrize(("since", "amount"), [(1, 6_000_000), (1.5, 6_000_000), (2, 8_000_000), (0, 6_000_000)])
def test_with_compulsory_time_three_averages_are_the_least(calc, since, amount):
    values = calc("survivor_lump", average=2_000_000, years_from_2014=since, mixed=True).values
    assert values["amount"] == amount


def test_the_months_told_go_before_the_years(calc):
    values = calc("survivor_lump", average=2_000_000, years_from_2014=5, months_paid=60).values
    assert values["amount"] == 20_000_000


@pytest.mark.parametrize(
    ("received", "months"),
    [
        (0, "48"),
        (1, "48"),
        (2, "48"),
        (3, "47.5"),
        (4, "47"),
        (24, "37"),
        (91, "3.5"),
        (92, "3"),
        (100, "3"),
        (400, "3"),
    ],
)
def test_months_of_pension_for_the_survivors_of_a_pensioner(calc, received, months):
    values = calc("survivor_pensioner", monthly_pension=2_000_000, months_received=received).values
    assert values["months_of_pension"] == Decimal(months)
    assert values["amount"] == 2_000_000 * Decimal(months)


@pytest.mark.parametrize(
    "given_", [{"monthly_pension": 1}, {"months_received": 1}, {"monthly_pension": 1, "months_received": -1}]
)
def test_what_decides_must_be_told(calc, given_):
    with pytest.raises(InputRefused):
        calc("survivor_pensioner", **given_)


@given(st.integers(0, 50_000_000), st.integers(0, 500))
def test_the_longer_a_pension_was_paid_the_less_is_left(policy, pension, received):
    amounts = [
        run(policy, "survivor_pensioner", {"monthly_pension": pension, "months_received": m}, TODAY).values["amount"]
        for m in (received, received + 1)
    ]
    assert amounts[0] >= amounts[1] >= 3 * pension
