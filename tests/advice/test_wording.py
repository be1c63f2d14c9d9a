"""Figures as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice import wording


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (1_500_000, "VND/month", "1.500.000 đồng"),
        (0, "VND", "0 đồng"),
        (50_600_000, "VND/month", "50.600.000 đồng"),
        (Decimal("0.22"), "share", "22%"),
        (Decimal("0.0031"), "share", "0,31%"),
        (Decimal("0.045"), "share", "4,5%"),
        (1, "share", "100%"),
        (120, "months", "120 tháng"),
        (15, "years", "15 năm"),
        (738, "age_months", "61 tuổi 6 tháng"),
        (75, "age_years", "75 tuổi"),
        (684, "age_months", "57 tuổi"),
        (5, "working_days", "5 ngày làm việc"),
        (90, "days", "90 ngày"),
        (Decimal("1.5"), "factor", "1,5 lần"),
        (Decimal("46.0"), "percent", "46%"),
        (4, "count", "4"),
        (date(2025, 7, 1), "date", "01/7/2025"),
        (date(2026, 2, 5), "date", "05/02/2026"),
        (date(2026, 11, 21), "date", "21/11/2026"),
        ("1900 9068", "phone", "1900 9068"),
    ],
)
def test_each_unit_has_its_wording(value, unit, written):
    assert wording.figure(value, unit) == written


def test_months_are_written_without_their_day():
    assert wording.month(date(2027, 1, 15)) == "01/2027"
    assert wording.month(date(2026, 11, 1)) == "11/2026"


@pytest.mark.parametrize("value", [True, None, [1]])
def test_what_is_no_figure_has_no_wording(value):
    with pytest.raises(TypeError):
        wording.figure(value, "VND")


@given(st.integers(0, 10**12))
def test_money_reads_back_to_the_same_amount(amount):
    written = wording.dong(amount)
    assert int(written.removesuffix(" đồng").replace(".", "")) == amount
    assert all(len(group) == 3 for group in written.removesuffix(" đồng").split(".")[1:])


@pytest.mark.parametrize(
    ("months", "said"),
    [(0, "0 tháng"), (5, "5 tháng"), (12, "1 năm"), (149, "12 năm 5 tháng"), (180, "15 năm")],
)
def test_a_term_in_years_and_months(months, said):
    assert wording.term(months) == said
