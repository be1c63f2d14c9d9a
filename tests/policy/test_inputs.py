"""Inputs: what is read, what is refused and with what is allowed."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from bot.policy import InputRefused
from bot.policy.inputs import MOST_MONEY, Inputs, read_month

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("given", "number"),
    [(5, "5"), (0.0031, "0.0031"), (Decimal("0.22"), "0.22"), ("1500000", "1500000"), ("0.5", "0.5")],
)
def test_numbers(given, number):
    assert Inputs({"n": given}).number("n") == Decimal(number)


@pytest.mark.parametrize("given", [True, "abc", [], {}, "1.500.000", float("nan"), "Infinity", ""])
def test_what_is_no_number_is_refused(given):
    with pytest.raises(InputRefused) as refused:
        Inputs({"n": given}).number("n")
    assert refused.value.field == "n"
    assert refused.value.allowed in ({"form": "number"}, {"required": True})


def test_an_absent_input_is_required_or_none():
    with pytest.raises(InputRefused) as refused:
        Inputs({}).number("n")
    assert refused.value.allowed == {"required": True}
    assert Inputs({"n": None}).number_or_none("n") is None
    assert Inputs({}).money_or_none("n") is None


def test_bounds_are_told():
    with pytest.raises(InputRefused) as refused:
        Inputs({"n": 7}).number("n", 1, 5)
    assert refused.value.allowed == {"min": 1, "max": 5}
    with pytest.raises(InputRefused) as refused:
        Inputs({"n": -1}).number("n")
    assert refused.value.allowed == {"min": 0}
    assert refused.value.given == -1


def test_money_has_an_upper_end():
    assert Inputs({"n": MOST_MONEY}).money("n") == MOST_MONEY
    with pytest.raises(InputRefused):
        Inputs({"n": MOST_MONEY + 1}).money("n")
    with pytest.raises(InputRefused):
        Inputs({"n": -1}).money("n")


def test_whole_numbers():
    assert Inputs({"n": "12"}).whole("n") == 12
    assert Inputs({"n": 12.0}).whole("n") == 12
    with pytest.raises(InputRefused) as refused:
        Inputs({"n": 1.5}).whole("n", 1, 3)
    assert refused.value.allowed == {"form": "whole number", "min": 1, "max": 3}
    assert Inputs({}).whole_or("n", 4) == 4


def test_years_and_months():
    assert Inputs({"n": 14.5}).years("n") == Decimal("14.5")
    assert Inputs({}).years("n", 0) == 0
    assert Inputs({}).months("n", 3) == 3
    assert Inputs({"n": 1200}).months("n") == 1200
    for value in (101, -1):
        with pytest.raises(InputRefused):
            Inputs({"n": value}).years("n")
    for value in (1201, 1.5, -1):
        with pytest.raises(InputRefused):
            Inputs({"n": value}).months("n")
    for read in (Inputs({}).years, Inputs({}).months):
        with pytest.raises(InputRefused):
            read("n")


def test_calendar_years():
    assert Inputs({}).year("n", 2026) == 2026
    assert Inputs({"n": 2017}).year("n", 2026) == 2017
    for value in (1899, 2201, 26):
        with pytest.raises(InputRefused):
            Inputs({"n": value}).year("n", 2026)


def test_flags():
    assert Inputs({"n": True}).flag("n") is True
    assert Inputs({}).flag("n") is False
    assert Inputs({}).flag("n", default=True) is True
    for value in (1, "true", "có"):
        with pytest.raises(InputRefused) as refused:
            Inputs({"n": value}).flag("n")
        assert refused.value.allowed == {"one_of": [True, False]}


def test_choices():
    assert Inputs({"n": "a"}).choice("n", "ab") == "a"
    with pytest.raises(InputRefused) as refused:
        Inputs({"n": "c"}).choice("n", "ab")
    assert refused.value.allowed == {"one_of": ["a", "b"]}


@pytest.mark.parametrize(
    "given",
    ["2026-05", "2026-05-17", "05/2026", "5/2026", date(2026, 5, 17), datetime(2026, 5, 17, 8)],
)
def test_months_are_read_as_their_first_day(given):
    assert read_month("n", given) == date(2026, 5, 1)
    assert Inputs({"n": given}).month("n", TODAY) == date(2026, 5, 1)


@pytest.mark.parametrize(
    "given", ["2026", "2026-13", "2026-00", "2026-02-30", "13/2026", "0000-01", "tháng 5", 5, "", []]
)
def test_what_is_no_month_is_refused(given):
    with pytest.raises(InputRefused) as refused:
        read_month("n", given)
    assert refused.value.allowed == {"form": "YYYY-MM"}


def test_a_month_left_out_is_the_month_asked_and_a_day_left_out_the_day_asked():
    assert Inputs({}).month("n", TODAY) == date(2026, 11, 1)
    assert Inputs({}).day("n", TODAY) == TODAY
    assert Inputs({"n": "2027-01"}).day("n", TODAY) == date(2027, 1, 1)


@pytest.mark.parametrize("given", ["F", "f", "nữ", "Nữ", "nu", "NỮ", "female"])
def test_women(given):
    assert Inputs({"gender": given}).gender() == "F"


@pytest.mark.parametrize("given", ["M", "m", "nam", "Nam", "male"])
def test_men(given):
    assert Inputs({"gender": given}).gender() == "M"


@pytest.mark.parametrize("given", ["x", 1, "", None])
def test_other_words_for_gender_are_refused(given):
    with pytest.raises(InputRefused):
        Inputs({"gender": given}).gender()


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        ({}, []),
        ({"group": "poor"}, ["poor"]),
        ({"group": None}, []),
        ({"groups": ["ethnic", "near_poor"]}, ["ethnic", "near_poor"]),
        ({"groups": ("other",)}, ["other"]),
        ({"group": "poor_or_island"}, ["poor"]),
        ({"group": "island"}, ["island_commune"]),
        ({"groups": "other"}, ["other"]),
    ],
)
def test_groups(given, groups):
    assert Inputs(given).groups() == groups


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"group": "rich"}, "group"),
        ({"groups": ["rich"]}, "groups"),
        ({"groups": []}, "groups"),
        ({"groups": 3}, "groups"),
    ],
)
def test_other_groups_are_refused(given, field):
    with pytest.raises(InputRefused) as refused:
        Inputs(given).groups()
    assert refused.value.field == field
    assert refused.value.allowed == {"one_of": ["poor", "island_commune", "near_poor", "ethnic", "other"]}


def test_a_field_nobody_knows_is_refused():
    Inputs({"income": 1}).only(["income"])
    with pytest.raises(InputRefused) as refused:
        Inputs({"incom": 1}).only(["income"])
    assert refused.value.allowed == {"fields": ["income"]}


def test_a_refusal_prints_what_was_given_and_what_is_allowed():
    refused = InputRefused("income", 5, {"min": 10})
    assert str(refused) == "income=5 refused, allowed: min 10"
