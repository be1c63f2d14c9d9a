"""The allowance at retirement for years beyond the full rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.calculators import run

from .conftest import TODAY


@pytest.mark.parametrize(
    ("gender", "at_age", "later", "extra", "amount"),
    [
        ("F", 30, 3, 3, 12_000_000),
        ("F", 33, 0, 3, 3_000_000),
        ("F", 33, 2, 5, 11_000_000),
        ("F", 28, 5, 3, 12_000_000),
        ("F", 28, 2, 0, 0),
        ("F", 30, 0, 0, 0),
        ("M", 35, 0, 0, 0),
        ("M", 36.5, 0, 1.5, 1_500_000),
        ("M", 34, 3, 2, 8_000_000),
        ("M", 40, 1, 6, 9_000_000),
    ],
)
def test_years_before_and_after_the_age_weigh_differently(*, calc, gender, at_age, later, extra, amount):
    values = calc(
        "retirement_lump",
        gender=gender,
        years_at_retirement_age=at_age,
        extra_years_after_age=later,
        average=2_000_000,
    ).values
    assert values["extra_years"] == extra
    assert values["amount"] == amount
    assert values["extra_years_before_age"] + values["extra_years_after_age"] == extra


def test_years_after_the_age_may_be_left_out(calc):
    assert (
        calc("retirement_lump", gender="F", years_at_retirement_age=31, average=2_000_000).values["amount"] == 1_000_000
    )


@pytest.mark.parametrize("field", ["gender", "years_at_retirement_age", "average"])
def test_what_decides_must_be_told(calc, field):
    case = {"gender": "F", "years_at_retirement_age": 31, "average": 2_000_000}
    del case[field]
    with pytest.raises(InputRefused) as refused:
        calc("retirement_lump", **case)
    assert refused.value.field == field


@given(st.sampled_from("FM"), st.integers(0, 60), st.integers(0, 30), st.integers(0, 50_600_001))
def test_the_working_adds_up(policy, gender, at_age, later, mean):
    case = {
        "gender": gender,
        "years_at_retirement_age": at_age,
        "extra_years_after_age": later,
        "average": mean,
    }
    result = run(policy, "retirement_lump", case, TODAY)
    assert result.counted() == result.values["amount"] >= 0
