"""Who may take the lump sum."""

import pytest

from bot.policy import InputRefused
from bot.policy.inputs import Inputs
from bot.policy.lump_cases import CASES, letters, read_case

from .conftest import TODAY


def test_the_letters_of_the_law(policy):
    assert letters(policy, TODAY) == dict(zip(CASES, ["a", "b", "c", "d", "đ"], strict=True))


@pytest.mark.parametrize(
    ("told", "case"),
    [
        ("a", "age"), ("b", "abroad"), ("c", "illness"), ("d", "incapacity"), ("đ", "stopped"), ("Đ", "stopped"),
        ("stopped", "stopped"), ("đ (đóng trước 01/7/2025)", "stopped"), ("d)", "incapacity"), ("  c ", "illness"),
    ],
)  # fmt: skip
def test_a_case_is_read_by_its_letter_or_its_word(policy, told, case):
    assert read_case(policy, Inputs({"case": told}), "case", TODAY) == case


@pytest.mark.parametrize("told", ["e", "", "dd", "12 tháng", 3])
def test_other_letters_are_refused(policy, told):
    with pytest.raises(InputRefused) as refused:
        read_case(policy, Inputs({"case": told}), "case", TODAY)
    assert refused.value.allowed == {"one_of": list(CASES)}


@pytest.mark.parametrize(
    ("first", "stopped", "years", "eligible", "reason"),
    [
        ("2020-03", 12, 6, True, "stopped"),
        ("2025-06", 12, 0.5, True, "stopped"),
        ("2020-03", 11, 6, False, "not_stopped_long_enough"),
        ("2020-03", 0, 6, False, "not_stopped_long_enough"),
        ("2025-07", 24, 1, False, "joined_after"),
        ("2025-08", 24, 1, False, "joined_after"),
        ("2004-01", 24, 21, False, "years_enough"),
        ("2004-01", 24, 20, False, "years_enough"),
        ("2004-01", 24, 19.5, True, "stopped"),
    ],
)
def test_the_way_of_those_who_stopped(*, calc, first, stopped, years, eligible, reason):
    values = calc("lump_sum_conditions", first_contribution=first, stopped_months=stopped, years=years).values
    assert values["eligible"] is eligible
    assert values["reason"] == reason
    assert values["point"] == ("đ" if eligible else None)
    assert values["case"] == ("stopped" if eligible else None)


@pytest.mark.parametrize(("special", "point"), [("abroad", "b"), ("illness", "c"), ("incapacity", "d"), ("b", "b")])
def test_special_cases_do_not_ask_when_one_joined(calc, special, point):
    values = calc("lump_sum_conditions", special_case=special, first_contribution="2025-09", years=1).values
    assert (values["eligible"], values["point"], values["reason"]) == (True, point, "special_case")


def test_the_way_of_those_who_stopped_is_no_special_case(calc):
    with pytest.raises(InputRefused):
        calc("lump_sum_conditions", special_case="đ")


@pytest.mark.parametrize(
    ("years", "point", "alternatives", "missing"),
    [
        (12, "a", ["continue", "backpay", "article23"], 36),
        (10, "a", ["continue", "backpay", "article23"], 60),
        (9.5, "a", ["continue", "article23"], 66),
        (0.5, "a", ["continue", "article23"], 174),
    ],
)
def test_at_the_age_without_the_years_other_ways_are_open(calc, years, point, alternatives, missing):
    values = calc("lump_sum_conditions", age_reached=True, years=years).values
    assert (values["eligible"], values["point"]) == (True, point)
    assert values["alternatives"] == alternatives
    assert values["missing_months"] == missing


def test_at_the_age_with_the_years_there_is_a_pension(calc):
    values = calc("lump_sum_conditions", age_reached=True, years=15, first_contribution="2026-01").values
    assert values["eligible"] is False
    assert values["alternatives"] == ["pension"]


def test_before_the_age_one_may_preserve_or_go_on(calc):
    values = calc("lump_sum_conditions", first_contribution="2026-01", years=1).values
    assert values["alternatives"] == ["preserve", "continue"]


@pytest.mark.parametrize(
    ("given_", "field"),
    [({"years": 3}, "first_contribution"), ({"first_contribution": "2020-01"}, "years"), ({"years": -1}, "years")],
)
def test_what_decides_must_be_told(calc, given_, field):
    with pytest.raises(InputRefused) as refused:
        calc("lump_sum_conditions", **given_)
    assert refused.value.field == field
