"""Average income, adjusted for prices, alone and mixed with compulsory time."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.average import Period, read_periods
from bot.policy.calculators import run
from bot.policy.inputs import Inputs

from .conftest import TODAY

FIVE_YEARS = [{"year": year, "months": 12, "income": 700_000} for year in range(2018, 2022)] + [
    {"year": 2022, "months": 12, "income": 1_500_000}
]


def test_the_worked_average(calc):
    values = calc("average", settlement_year=2026, periods=FIVE_YEARS).values
    assert values["sum"] == values["sum_adjusted"] == 59_712_000
    assert values["months"] == 60
    assert values["average"] == Decimal("995200.00")


def test_coefficients_given_with_the_case_are_used_and_noted(calc):
    periods = [
        {"year": 2013, "months": 12, "income": 1_200_000, "coef": 1.08},
        {"year": 2014, "months": 12, "income": 2_140_000, "coef": 1.03},
        {"year": 2015, "months": 12, "income": 2_140_000, "coef": 1.03},
        {"year": 2016, "months": 7, "income": 2_515_000, "coef": 1.0},
    ]
    result = calc("average", settlement_year=2017, periods=periods)
    assert result.values["sum"] == 86_057_800
    assert result.values["months"] == 43
    assert result.values["average"] == Decimal("2001344.19")
    assert result.notes == ("given:coef", "silent:rounding")


def test_every_period_is_a_step_that_counts(calc):
    result = calc("average", settlement_year=2026, periods=FIVE_YEARS)
    assert result.counted() == result.values["sum"]
    assert result.steps[0].what == "adjusted_2018"
    assert result.steps[0].formula == "12 × 700000 × 1.23"
    assert result.steps[-1].formula == "59712000 ÷ 60"


def test_a_period_longer_than_its_year_runs_on_into_the_next(calc):
    long = calc("average", settlement_year=2026, periods=[{"year": 2018, "months": 48, "income": 700_000}])
    years = calc("average", settlement_year=2026, periods=FIVE_YEARS[:4])
    assert long.values == years.values


def test_a_period_from_a_month_on_takes_the_coefficient_of_each_year(calc):
    result = calc("average", settlement_year=2026, periods=[{"from": "2019-07", "months": 12, "income": 1_000_000}])
    assert result.values["sum"] == 6_000_000 * Decimal("1.20") + 6_000_000 * Decimal("1.16")


def test_back_paid_income_is_not_raised(calc):
    period = {"year": 2018, "months": 12, "income": 1_000_000, "backpaid": True}
    assert calc("average", settlement_year=2026, periods=[period]).values["average"] == 1_000_000


def test_the_year_asked_is_the_year_of_settlement(calc):
    assert calc("average", periods=FIVE_YEARS).values["sum"] == 59_712_000


def test_a_settlement_not_yet_published_is_an_estimate(calc):
    result = calc("average", settlement_year=2030, periods=FIVE_YEARS)
    assert "estimate:price_coefficients" in result.notes
    assert result.values["sum"] == 59_712_000


@pytest.mark.parametrize(
    ("periods", "field"),
    [
        (None, "periods"),
        ([], "periods"),
        ("2018", "periods"),
        ([3], "periods[0]"),
        ([{"year": 2018, "months": 12}], "income"),
        ([{"year": 2018, "income": 1}], "months"),
        ([{"year": 2018, "months": 0, "income": 1}], "months"),
        ([{"months": 12, "income": 1}], "periods.year"),
        ([{"year": 2018.5, "months": 12, "income": 1}], "year"),
        ([{"year": 2018, "months": 12, "income": -1}], "income"),
        ([{"from": "mai", "months": 12, "income": 1}], "from"),
        ([{"year": 2007, "months": 12, "income": 1}], "year"),
        ([{"year": 2026, "months": 13, "income": 1}], "year"),
    ],
)
def test_periods_that_cannot_be_used_are_refused(calc, periods, field):
    with pytest.raises(InputRefused) as refused:
        calc("average", settlement_year=2026, periods=periods)
    assert refused.value.field == field


def test_a_period_knows_its_months():
    read = read_periods(Inputs({"periods": [{"year": 2018, "months": 2, "income": 1}]}))[0]
    assert read.days() == [date(2018, 1, 1), date(2018, 2, 1)]
    assert Period(3, Decimal(1)).days() == []
    started = read_periods(Inputs({"periods": [{"from": "12/2018", "months": 2, "income": 1}]}))[0]
    assert started.days() == [date(2018, 12, 1), date(2019, 1, 1)]
    assert started.year == 2018


@given(
    st.lists(
        st.tuples(st.integers(2008, 2026), st.integers(1, 12), st.integers(0, 50_600_000)), min_size=1, max_size=12
    )
)
def test_an_average_lies_between_the_least_and_the_most_adjusted(policy, periods):
    case = [{"year": year, "months": months, "income": income} for year, months, income in periods]
    values = run(policy, "average", {"periods": case, "settlement_year": 2026}, TODAY).values
    incomes = [income for _, _, income in periods]
    assert min(incomes) - 1 <= values["average"] <= max(incomes) * Decimal("2.29") + 1
    assert values["months"] == sum(months for _, months, _ in periods)


# Mixed with compulsory time


@pytest.mark.parametrize(
    ("avg", "months", "voluntary", "more", "mean"),
    [
        (5_000_000, 120, 120_000_000, 60, "4000000.00"),
        (5_000_000, 121, 120_000_000, 60, "4005524.86"),
        (5_000_000, 120, 0, 0, "5000000.00"),
        (0, 0, 120_000_000, 60, "2000000.00"),
    ],
)
def test_both_times_weigh_by_their_months(*, calc, avg, months, voluntary, more, mean):
    result = calc(
        "mixed_average",
        mandatory_avg=avg,
        mandatory_months=months,
        voluntary_adjusted_sum=voluntary,
        voluntary_months=more,
    )
    assert result.values["average"] == Decimal(mean)
    assert result.values["months"] == months + more
    assert result.counted() == result.values["sum"]


def test_the_voluntary_part_may_be_told_by_periods(calc):
    told = calc(
        "mixed_average",
        mandatory_avg=5_000_000,
        mandatory_months=120,
        voluntary_adjusted_sum=59_712_000,
        voluntary_months=60,
    )
    read = calc(
        "mixed_average", mandatory_avg=5_000_000, mandatory_months=120, periods=FIVE_YEARS, settlement_year=2026
    )
    assert told.values == read.values


def test_no_months_at_all_have_no_average(calc):
    with pytest.raises(InputRefused):
        calc(
            "mixed_average",
            mandatory_avg=1,
            mandatory_months=0,
            voluntary_adjusted_sum=0,
            voluntary_months=0,
        )
