"""Retirement age: the whole annex by month of birth, and the age earlier members may choose."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.calculators import run
from bot.policy.months import shift

from .conftest import TODAY

#: Annex I of the decree: first and last month of birth, age in years and months.
ANNEX = [
    ("M", "1961-01", "1961-09", (60, 3)), ("M", "1961-10", "1962-06", (60, 6)), ("M", "1962-07", "1963-03", (60, 9)),
    ("M", "1963-04", "1963-12", (61, 0)), ("M", "1964-01", "1964-09", (61, 3)), ("M", "1964-10", "1965-06", (61, 6)),
    ("M", "1965-07", "1966-03", (61, 9)), ("M", "1966-04", "1999-12", (62, 0)),
    ("F", "1966-01", "1966-08", (55, 4)), ("F", "1966-09", "1967-04", (55, 8)), ("F", "1967-05", "1967-12", (56, 0)),
    ("F", "1968-01", "1968-08", (56, 4)), ("F", "1968-09", "1969-04", (56, 8)), ("F", "1969-05", "1969-12", (57, 0)),
    ("F", "1970-01", "1970-08", (57, 4)), ("F", "1970-09", "1971-04", (57, 8)), ("F", "1971-05", "1971-12", (58, 0)),
    ("F", "1972-01", "1972-08", (58, 4)), ("F", "1972-09", "1973-04", (58, 8)), ("F", "1973-05", "1973-12", (59, 0)),
    ("F", "1974-01", "1974-08", (59, 4)), ("F", "1974-09", "1975-04", (59, 8)), ("F", "1975-05", "1999-12", (60, 0)),
    ("M", "1930-01", "1960-12", (60, 0)), ("F", "1930-01", "1965-12", (55, 0)),
]  # fmt: skip


def month(text):
    return date(int(text[:4]), int(text[5:]), 1)


@pytest.mark.parametrize(("gender", "first", "last", "age"), ANNEX)
def test_every_month_of_the_annex(policy, gender, first, last, age):
    birth = month(first)
    while birth <= month(last):
        case = {"gender": gender, "birth_year": birth.year, "birth_month": birth.month}
        values = run(policy, "retirement_age", case, TODAY).values
        assert (values["age_years"], values["age_months"]) == age, birth
        birth = shift(birth, 1)


@pytest.mark.parametrize(
    ("gender", "birth", "start"),
    [
        ("M", "1961-01", "05/2021"), ("M", "1961-09", "01/2022"), ("M", "1961-10", "05/2022"),
        ("M", "1964-09", "01/2026"), ("M", "1964-10", "05/2026"), ("M", "1965-01", "08/2026"),
        ("M", "1965-06", "01/2027"), ("M", "1966-03", "01/2028"), ("M", "1966-04", "05/2028"),
        ("F", "1966-09", "06/2022"), ("F", "1969-05", "06/2026"), ("F", "1969-12", "01/2027"),
        ("F", "1975-05", "06/2035"), ("M", "1960-12", "01/2021"), ("F", "1965-12", "01/2021"),
    ],
)  # fmt: skip
def test_the_pension_starts_the_month_after_the_age(calc, gender, birth, start):
    day = month(birth)
    values = calc("retirement_age", gender=gender, birth_year=day.year, birth_month=day.month).values
    assert values["pension_from"] == start
    assert values["pension_month"] == f"{start[3:]}-{start[:2]}"


@pytest.mark.parametrize(
    ("year", "man", "woman"),
    [
        (2021, (60, 3), (55, 4)), (2022, (60, 6), (55, 8)), (2023, (60, 9), (56, 0)), (2024, (61, 0), (56, 4)),
        (2025, (61, 3), (56, 8)), (2026, (61, 6), (57, 0)), (2027, (61, 9), (57, 4)), (2028, (62, 0), (57, 8)),
        (2029, (62, 0), (58, 0)), (2030, (62, 0), (58, 4)), (2031, (62, 0), (58, 8)), (2032, (62, 0), (59, 0)),
        (2033, (62, 0), (59, 4)), (2034, (62, 0), (59, 8)), (2035, (62, 0), (60, 0)), (2050, (62, 0), (60, 0)),
    ],
)  # fmt: skip
def test_the_roadmap_year_by_year(policy, year, man, woman):
    for word, (years, months) in (("male", man), ("female", woman)):
        assert policy.figure(f"retirement_age_{word}", date(year, 7, 1)).value == years * 12 + months


@pytest.mark.parametrize("word", ["male", "female"])
def test_the_roadmap_agrees_with_its_step_and_its_end(policy, word):
    step = policy.figure(f"retirement_age_step_{word}", TODAY).value
    cap = policy.figure(f"retirement_age_cap_{word}", TODAY).value * 12
    ages = [figure.value for figure in policy.periods(f"retirement_age_{word}")]
    assert all(later == min(earlier + step, cap) for earlier, later in pairwise(ages))
    assert ages[-1] == cap
    last = policy.periods(f"retirement_age_{word}")[-1]
    assert last.effective_from == policy.figure(f"retirement_age_cap_{word}_date", TODAY).value


def test_a_birth_known_by_its_year_alone_is_taken_as_new_years_day(calc):
    result = calc("retirement_age", gender="M", birth_year=1965)
    assert result.values["assume_birth"] == date(1965, 1, 1)
    assert result.values["pension_from"] == "08/2026"
    assert result.notes == ("assumed:birth_first_of_january",)


def test_a_known_month_needs_no_assumption(calc):
    result = calc("retirement_age", gender="M", birth_year=1965, birth_month=1)
    assert "assume_birth" not in result.values
    assert result.notes == ()


@pytest.mark.parametrize(
    ("on", "reached", "left"),
    [
        (date(2026, 6, 30), False, 1),
        (date(2026, 7, 1), True, 0),
        (date(2027, 7, 1), True, 0),
        (date(2025, 7, 1), False, 12),
    ],
)
def test_how_long_it_is_still(calc, on, reached, left):
    values = calc("retirement_age", on, gender="M", birth_year=1965, birth_month=1).values
    assert (values["reached"], values["months_left"], values["reach_month"]) == (reached, left, "2026-07")


@pytest.mark.parametrize(
    "given_",
    [
        {"gender": "M", "birth_year": 1899},
        {"gender": "M", "birth_year": 2027},
        {"gender": "M", "birth_year": 1965, "birth_month": 13},
        {"gender": "M", "birth_year": 1965, "birth_month": 0},
        {"gender": "M"},
        {"birth_year": 1965},
    ],
)
def test_births_that_cannot_be_are_refused(calc, given_):
    with pytest.raises(InputRefused):
        calc("retirement_age", **given_)


@given(st.sampled_from("FM"), st.dates(date(1930, 1, 1), date(2010, 12, 1)))
def test_who_is_born_later_never_retires_earlier(policy, gender, birth):
    later = shift(birth.replace(day=1), 1)
    months = []
    for day in (birth, later):
        case = {"gender": gender, "birth_year": day.year, "birth_month": day.month}
        months.append(run(policy, "retirement_age", case, TODAY).values["pension_month"])
    assert months[0] < months[1]


@given(st.dates(date(1930, 1, 1), date(2010, 12, 1)))
def test_a_woman_never_waits_longer_than_a_man(policy, birth):
    ages = [
        run(policy, "retirement_age", {"gender": g, "birth_year": birth.year, "birth_month": birth.month}, TODAY)
        for g in "FM"
    ]
    assert ages[0].values["age_total_months"] <= ages[1].values["age_total_months"]


# The age earlier members may choose


@pytest.mark.parametrize(
    ("joined", "years", "may"),
    [
        ("2019-05", 20, True), ("2020-12", 20, True), ("2021-01", 20, False), ("2019-05", 19.5, False),
        ("2008-01", 27, True), ("2025-08", 25, False),
    ],
)  # fmt: skip
def test_who_may_choose_an_earlier_age(calc, joined, years, may):
    values = calc("early_age", gender="M", joined_voluntary=joined, voluntary_years=years).values
    assert values["may_choose"] is may
    assert values["option_age"] == (60 if may else None)
    assert values["F_option_age"] == (55 if may else None)


def test_a_woman_may_choose_fifty_five(calc):
    values = calc("early_age", gender="F", joined_voluntary="2015-01", voluntary_years=20).values
    assert (values["option_age"], values["M_option_age"]) == (55, 60)


def test_the_month_of_joining_must_be_told(calc):
    with pytest.raises(InputRefused) as refused:
        calc("early_age", gender="F", voluntary_years=20)
    assert refused.value.field == "joined_voluntary"
