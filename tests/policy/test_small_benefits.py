"""Maternity, accident insurance, household health insurance."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.calculators import run

from .conftest import TODAY

# Maternity


@pytest.mark.parametrize(
    ("months", "children", "amount"),
    [(6, 1, 2_000_000), (6, 2, 4_000_000), (12, 1, 2_000_000), (9, 3, 6_000_000), (5, 1, 0), (0, 2, 0)],
)
def test_two_million_a_child_after_six_months(calc, months, children, amount):
    values = calc("maternity", months_paid_in_12_before_birth=months, children=children).values
    assert values["amount"] == values["amount_total"] == amount
    assert values["eligible"] is (amount > 0)
    assert values["persons_paid"] == (1 if amount else 0)


def test_one_child_when_none_is_named(calc):
    assert calc("maternity", months_paid_in_12_before_birth=6).values["amount"] == 2_000_000


def test_both_parents_are_paid_once(calc):
    result = calc("maternity", months_paid_in_12_before_birth=6, children=1, both_parents=True)
    assert result.values["amount_total"] == 2_000_000
    assert result.notes == ("one_parent_only",)


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"months_paid_in_12_before_birth": 13}, "months_paid_in_12_before_birth"),
        ({"months_paid_in_12_before_birth": -1}, "months_paid_in_12_before_birth"),
        ({}, "months_paid_in_12_before_birth"),
        ({"months_paid_in_12_before_birth": 6, "children": 0}, "children"),
        ({"months_paid_in_12_before_birth": 6, "children": 21}, "children"),
        ({"months_paid_in_12_before_birth": 6, "both_parents": "có"}, "both_parents"),
    ],
)
def test_births_that_cannot_be_are_refused(calc, given_, field):
    with pytest.raises(InputRefused) as refused:
        calc("maternity", **given_)
    assert refused.value.field == field


# Accident insurance


@pytest.mark.parametrize(
    ("given_", "six", "twelve", "death"),
    [
        ({"year": 2025}, 207_000, 414_000, 108_675_000),
        ({"year": 2026}, 222_000, 444_000, 116_550_000),
        ({}, 222_000, 444_000, 116_550_000),
        ({"region4_min_wage": 3_450_000}, 207_000, 414_000, 108_675_000),
        ({"region4_min_wage": 4_000_000}, 240_000, 480_000, 126_000_000),
    ],
)
def test_shares_of_the_wage_of_region_four(calc, given_, six, twelve, death):
    values = calc("accident", **given_).values
    assert (values["premium_6"], values["premium_12"], values["death_amount"]) == (six, twelve, death)


def test_a_wage_that_is_not_the_one_in_force_is_noted(calc):
    assert calc("accident", region4_min_wage=4_000_000).notes == ("given:region4_min_wage",)
    assert calc("accident", region4_min_wage=3_700_000).notes == ()


def test_on_each_side_of_new_year(calc):
    assert calc("accident", date(2025, 12, 31)).values["premium_12"] == 414_000
    assert calc("accident", date(2026, 1, 1)).values["premium_12"] == 444_000


@pytest.mark.parametrize("given_", [{"year": 26}, {"region4_min_wage": -1}, {"wage": 1}])
def test_other_inputs_are_refused(calc, given_):
    with pytest.raises(InputRefused):
        calc("accident", **given_)


# Household health insurance


@pytest.mark.parametrize(
    ("salary", "parts"),
    [
        (2_340_000, [1_263_600, 884_520, 758_160, 631_800, 505_440, 505_440]),
        (2_530_000, [1_366_200, 956_340, 819_720, 683_100, 546_480, 546_480]),
    ],
)
def test_each_further_person_pays_less(calc, salary, parts):
    for persons in range(1, 7):
        result = calc("household_health", base_salary=salary, persons=persons)
        assert result.values["parts"] == parts[:persons]
        assert result.values["total"] == result.values["amount"] == sum(parts[:persons])
        assert result.counted() == result.values["total"]


@pytest.mark.parametrize(("start", "amount"), [("2026-06", 1_263_600), ("2026-07", 1_366_200)])
def test_the_base_salary_of_the_first_month_counts(calc, start, amount):
    assert calc("household_health", **{"from": start}).values["amount"] == amount


@pytest.mark.parametrize(("months", "amount"), [(1, 113_850), (3, 341_550), (6, 683_100), (12, 1_366_200)])
def test_parts_of_a_year(calc, months, amount):
    assert calc("household_health", months=months).values["amount"] == amount


def test_the_yearly_amounts_on_record_are_what_the_rule_gives(policy):
    names = ["first", "second", "third", "fourth", "fifth"]
    for on in (date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), date(2027, 12, 31)):
        parts = run(policy, "household_health", {"persons": 5}, on).values["parts"]
        assert parts == [policy.figure(f"hi_household_{name}", on).value for name in names]


@pytest.mark.parametrize("given_", [{"persons": 0}, {"persons": 51}, {"months": 0}, {"months": 13}, {"persons": 1.5}])
def test_households_that_cannot_be_are_refused(calc, given_):
    with pytest.raises(InputRefused):
        calc("household_health", **given_)


@given(st.integers(1, 49), st.integers(1, 12))
def test_one_person_more_never_costs_less(policy, persons, months):
    totals = [
        run(policy, "household_health", {"persons": p, "months": months}, TODAY).values["total"]
        for p in (persons, persons + 1)
    ]
    assert totals[0] < totals[1]
