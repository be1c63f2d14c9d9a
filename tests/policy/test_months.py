"""Calendar months and half years."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.months import first_day, half_years, last_day, shift, span, text

MONTHS = st.dates(date(1950, 1, 1), date(2100, 12, 31)).map(first_day)


@pytest.mark.parametrize(
    ("month", "by", "expected"),
    [
        (date(2026, 11, 1), 1, date(2026, 12, 1)),
        (date(2026, 11, 1), 2, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(1965, 6, 1), 738, date(2026, 12, 1)),
        (date(2026, 5, 1), 0, date(2026, 5, 1)),
    ],
)
def test_shift(month, by, expected):
    assert shift(month, by) == expected


@given(MONTHS, st.integers(-1200, 1200))
def test_a_shift_there_and_back_is_no_shift(month, by):
    if month.year + by // 12 > 1:
        assert shift(shift(month, by), -by) == month


@pytest.mark.parametrize(
    ("month", "last"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_the_last_day_of_a_month(month, last):
    assert last_day(month) == last


@given(MONTHS)
def test_the_day_after_the_last_one_is_a_first_one(month):
    assert last_day(month) + timedelta(days=1) == shift(month, 1)


def test_a_span_counts_its_months():
    assert span(date(2026, 11, 1), 3) == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert span(date(2026, 11, 1), 0) == []


def test_a_month_as_text():
    assert text(date(2026, 5, 31)) == "2026-05"


@pytest.mark.parametrize(
    ("months", "years"),
    [
        (0, "0"), (1, "0.5"), (6, "0.5"), (7, "1"), (11, "1"), (12, "1"), (13, "1.5"), (123, "10.5"),
        (179, "15"), (180, "15"), (183, "15.5"), (187, "16"),
    ],
)  # fmt: skip
def test_odd_months_make_half_or_whole_years(months, years):
    assert half_years(months, 6) == Decimal(years)


@given(st.integers(0, 1200))
def test_half_years_never_fall_short_of_the_months(months):
    years = half_years(months, 6)
    assert Decimal(months) / 12 <= years <= Decimal(months) / 12 + Decimal("0.5")
