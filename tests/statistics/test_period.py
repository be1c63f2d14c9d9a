"""Spans of days: written and read, compared, covered by whole months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.period import Period, PeriodRefused, month

DAYS = st.dates(date(2021, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-05", "2026-05-01", "2026-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-2030", "2026-01-01", "2030-12-31"),
        (" 2026-05-03..2026-05-09 ", "2026-05-03", "2026-05-09"),
    ],
)
def test_reading(text, first, last):
    period = Period.read(text)
    assert (str(period.first), str(period.last)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-Q5", "26", "2026-05-31..2026-05-01", "2026-02-30..2026-03-01", "1999", "2026-2126"]
)
def test_what_is_no_period(text):
    with pytest.raises(PeriodRefused) as refused:
        Period.read(text)
    assert str(refused.value)


@given(DAYS, DAYS)
def test_what_is_written_is_read_back(one, other):
    period = Period(min(one, other), max(one, other))
    assert Period.read(period.code) == period


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2026-03", "2026-02"),
        ("2026-01", "2025-12"),
        ("2026-Q1", "2025-Q4"),
        ("2026", "2025"),
        ("2026-2030", "2021-2025"),
        ("2026-05-11..2026-05-17", "2026-05-04..2026-05-10"),
    ],
)
def test_what_a_period_is_compared_with(period, before):
    assert Period.read(period).before == Period.read(before)


@given(DAYS, st.integers(0, 900))
def test_before_ends_where_the_period_begins(first, length):
    period = Period(first, min(first + timedelta(days=length), date(2098, 12, 31)))
    before = period.before
    assert before.last + timedelta(days=1) == period.first
    if ".." in period.code:
        assert before.length == period.length


def test_a_year_earlier():
    assert Period.read("2024-02-29..2024-03-02").year_before == Period.read("2023-02-28..2023-03-02")


@given(DAYS, st.integers(0, 400))
def test_the_cover_is_the_period(first, length):
    period = Period(first, first + timedelta(days=length)) if first.year < 2097 else Period(first, first)
    months, days = period.cover()
    covered = [day for begins in months for day in month(begins.year, begins.month).days()] + days
    assert sorted(covered) == list(period.days())
    assert len(days) <= 60


def test_until():
    period = Period.read("2026-05")
    assert period.until(date(2026, 5, 10)) == Period.read("2026-05-01..2026-05-10")
    assert period.until(date(2026, 7, 1)) == period
    assert period.until(date(2026, 4, 30)) is None
    assert date(2026, 5, 31) in period
    assert date(2026, 6, 1) not in period
    assert period.length == 31
