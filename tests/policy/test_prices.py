"""Price coefficients by year paid for and year of settlement."""

from datetime import date
from decimal import Decimal

import pytest

from bot.policy import FigureNotInForce, InputRefused
from bot.policy.prices import coefficient
from bot.policy.working import Working

from .conftest import TODAY

TABLE = {
    2008: "2.29", 2009: "2.14", 2010: "1.96", 2011: "1.65", 2012: "1.51", 2013: "1.42", 2014: "1.36", 2015: "1.36",
    2016: "1.32", 2017: "1.28", 2018: "1.23", 2019: "1.20", 2020: "1.16", 2021: "1.14", 2022: "1.11", 2023: "1.07",
    2024: "1.03", 2025: "1.00", 2026: "1.00",
}  # fmt: skip


@pytest.mark.parametrize(("year", "factor"), TABLE.items())
def test_the_table_of_2026(policy, year, factor):
    work = Working(policy, TODAY)
    assert coefficient(work, year, 2026).value == Decimal(factor)
    assert work.notes == []


def test_the_whole_table_at_once(calc):
    table = calc("price_coefficients", settlement_year=2026).values["coefficients"]
    assert table == {str(year): Decimal(factor) for year, factor in TABLE.items()}


def test_the_year_asked_is_the_year_of_settlement_when_none_is_named(calc):
    assert calc("price_coefficients", date(2026, 1, 1)).values["coefficients"]["2018"] == Decimal("1.23")


@pytest.mark.parametrize("year", [2025, 2027, 2017])
def test_tables_that_are_not_on_record_are_not_stated(calc, year):
    with pytest.raises(FigureNotInForce):
        calc("price_coefficients", settlement_year=year)


def test_a_settlement_before_the_table_has_no_coefficient(policy):
    with pytest.raises(FigureNotInForce):
        coefficient(Working(policy, TODAY), 2018, 2025)


@pytest.mark.parametrize(("year", "factor"), [(2018, "1.23"), (2026, "1.00"), (2027, "1.00"), (2028, "1.00")])
def test_a_settlement_after_it_is_an_estimate(policy, year, factor):
    work = Working(policy, TODAY)
    assert coefficient(work, year, 2028).value == Decimal(factor)
    assert work.notes == ["estimate:price_coefficients"]


@pytest.mark.parametrize(("year", "settled"), [(2007, 2026), (1999, 2026), (2027, 2026), (2029, 2028)])
def test_years_outside_the_regime_or_after_the_settlement_are_refused(policy, year, settled):
    with pytest.raises(InputRefused) as refused:
        coefficient(Working(policy, TODAY), year, settled)
    assert refused.value.allowed == {"min": 2008, "max": settled}


@pytest.mark.parametrize("year", [2009, 2020, 2026])
def test_money_paid_for_missing_months_is_not_raised(policy, year):
    figure = coefficient(Working(policy, TODAY), year, 2026, backpaid=True)
    assert (figure.key, figure.value) == ("backpay_price_coefficient", Decimal("1.00"))


def test_the_coefficients_never_rise_with_the_years(policy):
    work = Working(policy, TODAY)
    factors = [coefficient(work, year, 2026).number() for year in TABLE]
    assert factors == sorted(factors, reverse=True)
    assert min(factors) == 1
