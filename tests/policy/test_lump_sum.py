"""The lump sum: years before and since 2014, odd months, less than a year, the support taken off."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.calculators import run
from bot.policy.lump_support import support_received
from bot.policy.months import span
from bot.policy.working import Working

from .conftest import TODAY

FIVE_YEARS = [{"year": year, "months": 12, "income": 700_000} for year in range(2018, 2022)] + [
    {"year": 2022, "months": 12, "income": 1_500_000}
]


def test_the_worked_case_of_five_years(calc):
    result = calc("lump_sum", periods=FIVE_YEARS, settlement_year=2026, support_rate=0.1, case="stopped")
    assert result.values["TC"] == 9_952_000
    assert result.values["M"] == 1_135_200
    assert result.values["MH"] == result.values["amount"] == 8_816_800
    assert result.counted() == result.values["MH"]


@pytest.mark.parametrize("case", ["illness", "incapacity", "c", "d", "c (ung thư)", "d."])
def test_the_gravely_ill_keep_the_support(calc, case):
    values = calc("lump_sum", periods=FIVE_YEARS, settlement_year=2026, support_rate=0.1, case=case).values
    assert (values["TC"], values["M"], values["MH"]) == (9_952_000, 0, 9_952_000)


@pytest.mark.parametrize("case", ["age", "abroad", "stopped", "a", "b", "đ", "đ (dừng 12 tháng)", None])
def test_the_others_do_not(calc, case):
    values = calc("lump_sum", periods=FIVE_YEARS, settlement_year=2026, support_rate=0.1, case=case).values
    assert values["MH"] == 8_816_800


def test_the_rates_of_the_time_give_what_the_rate_of_the_case_gives(calc):
    told = calc("lump_sum", periods=FIVE_YEARS, settlement_year=2026, support_rate=0.1)
    read = calc("lump_sum", periods=FIVE_YEARS, settlement_year=2026, group="other")
    assert told.values == read.values


@pytest.mark.parametrize(
    ("before", "since", "years_before", "moved", "years_since", "due"),
    [
        (0, 123, 0, 0, "10.5", 42_000_000),
        (40, 50, 3, 4, "4.5", 27_000_000),
        (36, 60, 3, 0, "5", 29_000_000),
        (12, 0, 1, 0, "0", 3_000_000),
        (18, 0, 1, 6, "0.5", 5_000_000),
        (0, 12, 0, 0, "1", 4_000_000),
        (0, 13, 0, 0, "1.5", 6_000_000),
        (0, 18, 0, 0, "1.5", 6_000_000),
        (0, 19, 0, 0, "2", 8_000_000),
        (5, 8, 0, 5, "1.5", 6_000_000),
        (11, 1, 0, 11, "1", 4_000_000),
    ],
)
def test_years_and_odd_months(*, calc, before, since, years_before, moved, years_since, due):
    values = calc("lump_sum", average=2_000_000, months_before_2014=before, months_from_2014=since, M=0).values
    assert values["years_before_2014"] == values["years_before"] == years_before
    assert values["years_from_2014"] == values["years_from"] == Decimal(years_since)
    assert values["benefit_years"] == years_before + Decimal(years_since)
    assert values["moved_months"] == moved
    assert values["TC"] == due


def test_periods_are_cut_at_2014_by_their_months(calc):
    periods = [{"from": "2013-07", "months": 12, "income": 2_000_000, "coef": 1}]
    values = calc("lump_sum", periods=periods, settlement_year=2026, M=0).values
    assert (values["moved_months"], values["years_from_2014"]) == (6, 1)


def test_an_era_told_in_the_case_needs_no_year(calc):
    periods = [
        {"before_2014": True, "months": 12, "income": 3_000_000, "coef": 1},
        {"before_2014": False, "months": 25, "income": 3_000_000, "coef": 1},
    ]
    values = calc("lump_sum", kind="compulsory", periods=periods).values
    assert (values["years_before"], values["years_from"], values["amount"]) == (1, Decimal("2.5"), 19_500_000)


def test_a_period_of_no_known_time_is_refused(calc):
    with pytest.raises(InputRefused) as refused:
        calc("lump_sum", periods=[{"months": 12, "income": 1, "coef": 1}], M=0)
    assert refused.value.field == "periods.year"


def test_compulsory_time_read_with_the_coefficients_of_voluntary_time_is_noted(calc):
    result = calc("lump_sum", kind="compulsory", periods=FIVE_YEARS, settlement_year=2026)
    assert result.values["amount"] == 9_952_000
    assert "reading:voluntary_price_coefficients" in result.notes
    own = [period | {"coef": 1} for period in FIVE_YEARS]
    assert "reading:voluntary_price_coefficients" not in calc("lump_sum", kind="compulsory", periods=own).notes


def test_an_amount_of_support_that_is_known_is_taken_off(calc):
    values = calc("lump_sum", average=2_000_000, months_from_2014=123, M=5_000_000).values
    assert (values["TC"], values["MH"]) == (42_000_000, 37_000_000)


def test_support_not_told_is_not_guessed(calc):
    result = calc("lump_sum", average=2_000_000, months_from_2014=123)
    assert result.values["MH"] == 42_000_000
    assert "unknown:support_received" in result.notes


def test_support_of_months_that_are_not_told_cannot_be_found(calc):
    with pytest.raises(InputRefused) as refused:
        calc("lump_sum", average=2_000_000, months_from_2014=123, group="other")
    assert refused.value.field == "M"


def test_more_support_than_is_due_leaves_nothing_and_is_noted(calc):
    result = calc("lump_sum", average=1_000, months_from_2014=12, M=5_000_000)
    assert result.values["MH"] == 0
    assert "support_exceeds_due" in result.notes
    assert result.counted() == 0


# Less than a year


@pytest.mark.parametrize(
    ("given_", "cap", "paid", "due"),
    [
        ({"income": 1_500_000, "months": 8, "total_paid": 2_640_000}, 3_000_000, 2_640_000, 2_640_000),
        ({"income": 1_500_000, "months": 8}, 3_000_000, 2_640_000, 2_640_000),
        ({"income": 1_500_000, "months": 11}, 3_000_000, 3_630_000, 3_000_000),
        ({"income": 1_500_000, "months": 10, "total_paid": 5_000_000}, 3_000_000, 5_000_000, 3_000_000),
        ({"periods": [{"year": 2025, "months": 8, "income": 1_500_000}]}, 3_000_000, 2_640_000, 2_640_000),
    ],
)
def test_less_than_a_year_gives_the_money_paid_up_to_twice_the_average(calc, given_, cap, paid, due):
    result = calc("lump_sum", M=330_000, **given_)
    assert result.values["cap"] == cap
    assert result.values["total_paid"] == paid
    assert result.values["TC"] == due
    assert result.values["MH"] == due - 330_000
    assert "reading:money_paid_includes_support" in result.notes
    assert result.counted() == result.values["MH"]


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"average": 2_000_000}, "months_from_2014"),
        ({"average": 2_000_000, "months": 0}, "months"),
        ({"months_from_2014": 12}, "income"),
        ({"average": 2_000_000, "months_from_2014": 12, "case": "e"}, "case"),
        ({"average": 2_000_000, "months_from_2014": 12, "case": "muốn rút"}, "case"),
        ({"average": 2_000_000, "months_from_2014": 12, "M": -1}, "M"),
        ({"average": 2_000_000, "months_from_2014": 12, "support_rate": 1.1, "M": None}, "support_rate"),
    ],
)
def test_other_cases_are_refused(calc, given_, field):
    with pytest.raises(InputRefused) as refused:
        calc("lump_sum", **given_)
    assert refused.value.field == field


@given(st.integers(0, 600), st.integers(0, 600), st.integers(0, 50_600_000))
def test_the_working_adds_up(policy, before, since, mean):
    if before + since == 0:
        return
    case = {"average": mean, "months_before_2014": before, "months_from_2014": since, "M": 0}
    result = run(policy, "lump_sum", case, TODAY)
    assert result.counted() == result.values["MH"] == result.values["TC"]


@given(st.integers(12, 599), st.integers(1_000, 50_600_000))
def test_more_months_never_give_less(policy, months, mean):
    amounts = [
        run(policy, "lump_sum", {"average": mean, "months_from_2014": m, "M": 0}, TODAY).values["TC"]
        for m in (months, months + 1)
    ]
    assert amounts[0] <= amounts[1]


# The support of the months paid


@pytest.mark.parametrize(
    ("start", "months", "groups", "share", "amount"),
    [
        (date(2018, 1, 1), 12, ["other"], None, 15_400 * 12),
        (date(2025, 1, 1), 12, ["other"], None, 33_000 * 6 + 66_000 * 6),
        (date(2026, 12, 1), 2, ["poor"], None, 165_000 + 242_000),
        (date(2017, 7, 1), 12, ["other"], None, 15_400 * 6),
        (date(2010, 1, 1), 12, ["other"], None, 0),
        (date(2025, 7, 1), 1, ["ethnic", "near_poor"], None, 132_000),
        (date(2022, 1, 1), 10, [], Decimal("0.1"), 33_000 * 10),
        (date(2018, 1, 1), 130, ["other"], None, 15_400 * 48 + 33_000 * 42 + 66_000 * 18 + 96_800 * 12),
    ],
)
def test_each_month_counts_with_the_figures_of_its_time(*, policy, start, months, groups, share, amount):
    assert support_received(Working(policy, TODAY), span(start, months), groups, share) == amount


def test_support_stops_at_its_cap_and_says_so(policy):
    work = Working(policy, TODAY)
    assert support_received(work, span(date(2018, 1, 1), 121), ["other"], None) == support_received(
        Working(policy, TODAY), span(date(2018, 1, 1), 120), ["other"], None
    )
    assert "support_ends_in_period" in work.notes
