"""Years counted, rate, pension, floor."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.calculators import run

from .conftest import TODAY

WOMEN = {15: 45, 16: 47, 17: 49, 18: 51, 19: 53, 20: 55, 25: 65, 30: 75, 35: 75, 40: 75}
MEN = {15: 40, 16: 41, 17: 42, 18: 43, 19: 44, 20: 45, 25: 55, 30: 65, 35: 75, 40: 75}
TABLE = [("F", years, rate) for years, rate in WOMEN.items()] + [("M", years, rate) for years, rate in MEN.items()]


@pytest.mark.parametrize(("gender", "years", "percent"), TABLE)
def test_the_table_of_rates(calc, gender, years, percent):
    values = calc("pension_rate", gender=gender, years=years).values
    assert values["rate_percent"] == percent
    assert values["rate"] == Decimal(percent) / 100
    assert values["benefit_years"] == years
    assert values["eligible"] is True


@pytest.mark.parametrize(
    ("gender", "months", "years", "percent"),
    [
        ("F", 181, "15.5", "46"),
        ("F", 183, "15.5", "46"),
        ("F", 186, "15.5", "46"),
        ("F", 187, "16", "47"),
        ("F", 191, "16", "47"),
        ("F", 354, "29.5", "74"),
        ("F", 359, "30", "75"),
        ("M", 183, "15.5", "40.5"),
        ("M", 222, "18.5", "43.5"),
        ("M", 228, "19", "44"),
        ("M", 235, "20", "45"),
        ("M", 240, "20", "45"),
        ("M", 241, "20.5", "46"),
        ("M", 246, "20.5", "46"),
        ("M", 414, "34.5", "74"),
        ("M", 421, "35.5", "75"),
    ],
)
def test_odd_months_count_half_or_whole_years(calc, gender, months, years, percent):
    values = calc("pension_rate", gender=gender, months=months).values
    assert values["benefit_years"] == Decimal(years)
    assert values["rate_percent"] == Decimal(percent)


@pytest.mark.parametrize(("months", "eligible"), [(0, False), (174, False), (179, False), (180, True), (181, True)])
def test_odd_months_do_not_help_to_the_condition(calc, months, eligible):
    values = calc("pension_rate", gender="M", months=months).values
    assert values["eligible"] is eligible
    assert (values["rate"] is None) is not eligible
    assert (values["rate_percent"] is None) is not eligible


def test_before_the_new_law_twenty_years_were_needed(calc):
    old = calc("pension_rate", TODAY, gender="F", months=180)
    assert old.values["eligible"] is True
    figure = next(figure for figure in old.figures if figure.key == "pension_min_years")
    assert figure.effective_from == date(2025, 7, 1)


@given(st.sampled_from("FM"), st.integers(180, 1199))
def test_the_rate_never_falls_with_the_months_and_never_passes_its_top(policy, gender, months):
    less = run(policy, "pension_rate", {"gender": gender, "months": months}, TODAY).values["rate"]
    more = run(policy, "pension_rate", {"gender": gender, "months": months + 1}, TODAY).values["rate"]
    assert less <= more <= Decimal("0.75")


@given(st.integers(180, 1200))
def test_a_woman_never_has_a_lower_rate_than_a_man(policy, months):
    rates = [run(policy, "pension_rate", {"gender": g, "months": months}, TODAY).values["rate"] for g in "FM"]
    assert rates[0] >= rates[1]


@pytest.mark.parametrize(
    "given_", [{"gender": "F"}, {"months": 180}, {"gender": "F", "months": 1201}, {"gender": "F", "years": 15.3}]
)
def test_cases_that_say_too_little_are_refused(calc, given_):
    with pytest.raises(InputRefused):
        calc("pension_rate", **given_)


def test_years_may_be_any_whole_number_of_months(calc):
    assert calc("pension_rate", gender="F", years=15.25).values["months"] == 183


# The amount

FIFTEEN_YEARS = (
    [{"year": year, "months": 12, "income": 1_000_000} for year in (2011, 2012, 2013)]
    + [{"year": year, "months": 12, "income": 1_500_000} for year in range(2014, 2022)]
    + [{"year": year, "months": 12, "income": 2_000_000} for year in range(2022, 2026)]
)


@pytest.mark.parametrize(("gender", "rate", "amount"), [("F", "0.45", "842250.00"), ("M", "0.40", "748666.67")])
def test_the_worked_pension(calc, gender, rate, amount):
    values = calc("pension", gender=gender, settlement_year=2026, periods=FIFTEEN_YEARS).values
    assert values["average"] == Decimal("1871666.67")
    assert values["months"] == 180
    assert values["rate"] == Decimal(rate)
    assert values["pension"] == Decimal(amount)


@pytest.mark.parametrize(
    ("income", "years", "woman", "man"),
    [
        (1_500_000, 15, 675_000, 600_000),
        (3_000_000, 18, 1_530_000, 1_290_000),
        (3_000_000, 20, 1_650_000, 1_350_000),
        (5_000_000, 20, 2_750_000, 2_250_000),
        (2_200_000, 30, 1_650_000, 1_430_000),
    ],
)
def test_one_income_for_all_years(calc, income, years, woman, man):
    for gender, amount in (("F", woman), ("M", man)):
        result = calc("pension", gender=gender, income=income, years=years)
        assert result.values["pension"] == amount
        assert "assumed:average_is_income" in result.notes


def test_an_average_that_is_known_needs_no_assumption(calc):
    result = calc("pension", gender="F", average=3_000_000, months=240)
    assert result.values["pension"] == 1_650_000
    assert result.notes == ()


def test_without_the_years_there_is_no_pension(calc):
    values = calc("pension", gender="F", income=3_000_000, months=179).values
    assert values["eligible"] is False
    assert values["pension"] is None
    assert values["average"] == 3_000_000


def test_the_working_of_a_pension(calc):
    result = calc("pension", gender="F", settlement_year=2026, periods=FIFTEEN_YEARS)
    assert result.counted() == result.values["pension"]
    last = result.steps[-1]
    assert (last.what, last.formula) == ("pension", "1871666.67 × 0.45")
    assert "Điều 98" in last.source


@pytest.mark.parametrize("settled", [2027, 2035])
def test_a_pension_of_later_years_is_an_estimate(calc, settled):
    result = calc("pension", gender="F", settlement_year=settled, periods=FIFTEEN_YEARS)
    assert "estimate:price_coefficients" in result.notes


@given(st.sampled_from("FM"), st.integers(0, 50_600_000), st.integers(180, 600))
def test_a_pension_is_never_more_than_three_quarters_of_the_average(policy, gender, income, months):
    values = run(policy, "pension", {"gender": gender, "income": income, "months": months}, TODAY).values
    assert 0 <= values["pension"] <= income * Decimal("0.75") + Decimal("0.005")


# The floor


@pytest.mark.parametrize(
    ("years", "joined_before", "computed", "applies", "pension"),
    [
        (20, True, 2_000_000, True, 2_530_000),
        (25, True, 2_529_999, True, 2_530_000),
        (20, True, 2_530_000, False, 2_530_000),
        (20, True, 3_000_000, False, 3_000_000),
        (19, True, 2_000_000, False, 2_000_000),
        (19.5, True, 2_000_000, False, 2_000_000),
        (20, False, 2_000_000, False, 2_000_000),
        (0, True, 900_000, False, 900_000),
    ],
)
def test_the_lowest_pension_is_for_twenty_compulsory_years_of_old_members(
    *, calc, years, joined_before, computed, applies, pension
):
    values = calc("pension_floor", computed_pension=computed, mandatory_years=years, joined_before=joined_before).values
    assert values["floor_applies"] is applies
    assert values["pension"] == pension


def test_a_purely_voluntary_member_has_no_lowest_pension(calc):
    values = calc("pension_floor", computed_pension=900_000).values
    assert (values["floor_applies"], values["floor"], values["pension"]) == (False, None, 900_000)


@pytest.mark.parametrize(("start", "floor"), [("2026-06", 2_340_000), ("2026-07", 2_530_000), ("2027-12", 2_530_000)])
def test_the_floor_is_the_reference_level_of_the_start(calc, start, floor):
    values = calc(
        "pension_floor", computed_pension=1_000_000, mandatory_years=20, joined="2010-01", pension_start=start
    ).values
    assert values["pension"] == floor


@pytest.mark.parametrize(("joined", "applies"), [("2025-06", True), ("2025-07", False), ("2009-01", True)])
def test_the_month_of_joining_decides(calc, joined, applies):
    values = calc("pension_floor", computed_pension=1_000_000, mandatory_years=20, joined=joined).values
    assert values["floor_applies"] is applies
