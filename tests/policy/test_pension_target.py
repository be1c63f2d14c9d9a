"""The income a wished pension needs."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.calculators import run

from .conftest import TODAY


def test_the_worked_target(calc):
    values = calc("pension_target", gender="F", target=3_000_000, years=[15, 20, 25, 30]).values
    assert values["required_income"] == {"15": 6_667_000, "20": 5_455_000, "25": 4_615_000, "30": 4_000_000}
    assert values["monthly_22pct"] == {"15": 1_467_000, "20": 1_200_000, "25": 1_015_000, "30": 880_000}
    assert values["rounding"] == 1000
    assert values["outside"] == []


def test_one_number_of_years_needs_no_list(calc):
    values = calc("pension_target", gender="M", target=3_000_000, years=20).values
    assert values["required_income"] == {"20": 6_667_000}


def test_half_years_are_named_as_they_are(calc):
    assert "17.5" in calc("pension_target", gender="M", target=3_000_000, years=[17.5]).values["required_income"]


@pytest.mark.parametrize(
    ("target", "on", "years", "note"),
    [
        (500_000, TODAY, "30", "below_min:30"),
        (30_000_000, TODAY, "15", "above_max:15"),
        (1_500_000, date(2027, 1, 1), "30", "below_min:30"),
    ],
)
def test_an_income_that_cannot_be_chosen_is_said_so(calc, target, on, years, note):
    result = calc("pension_target", on, gender="F", target=target, years=[int(years)])
    assert result.values["outside"] == [years]
    assert note in result.notes


@pytest.mark.parametrize("years", [14, 0, [], [15, 10], 101, "nhiều"])
def test_years_that_give_no_pension_are_refused(calc, years):
    with pytest.raises(InputRefused) as refused:
        calc("pension_target", gender="F", target=3_000_000, years=years)
    assert refused.value.field == "years"


def test_the_assumption_is_told(calc):
    assert "assumed:average_is_income" in calc("pension_target", gender="F", target=3_000_000, years=15).notes


@given(st.sampled_from("FM"), st.integers(1_000_000, 20_000_000), st.integers(15, 45))
def test_the_income_found_gives_the_pension_wished_for(policy, gender, target, years):
    found = run(policy, "pension_target", {"gender": gender, "target": target, "years": years}, TODAY).values
    income = found["required_income"][str(years)]
    pension = run(policy, "pension", {"gender": gender, "income": income, "years": years}, TODAY).values["pension"]
    assert abs(pension - target) <= 500 * Decimal("0.75") + 1


@given(st.sampled_from("FM"), st.integers(15, 44))
def test_more_years_never_need_more_income(policy, gender, years):
    case = {"gender": gender, "target": 3_000_000, "years": [years, years + 1]}
    found = run(policy, "pension_target", case, TODAY).values["required_income"]
    assert found[str(years)] >= found[str(years + 1)]
