"""Units and the values they take."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from bot.policy.units import UNITS, settle


@pytest.mark.parametrize(
    ("unit", "raw"),
    [
        ("VND", 0),
        ("VND/month", 1_500_000),
        ("VND/year", 1_366_200),
        ("months", 120),
        ("years", 15),
        ("age_months", 738),
        ("age_years", 75),
        ("days", 90),
        ("working_days", 5),
        ("count", 34),
        ("phone", "1900 9068"),
        ("text", "baohiemxahoi.gov.vn"),
        ("date", date(2025, 7, 1)),
        ("share", Decimal("0.22")),
        ("factor", Decimal("31.5")),
    ],
)
def test_a_fitting_value_is_kept_as_it_is(unit, raw):
    assert settle(unit, raw) == raw


@pytest.mark.parametrize(
    ("unit", "raw"),
    [
        ("VND", Decimal("1.5")),
        ("VND", "1500000"),
        ("VND", -1),
        ("VND", True),
        ("months", Decimal(3)),
        ("share", "22%"),
        ("share", False),
        ("share", Decimal("-0.1")),
        ("factor", date(2025, 7, 1)),
        ("text", ""),
        ("text", "  "),
        ("phone", 19009068),
        ("date", "2025-07-01"),
        ("date", datetime(2025, 7, 1)),
        ("date", 2025),
    ],
)
def test_a_value_of_another_kind_does_not_fit(unit, raw):
    assert settle(unit, raw) is None


def test_a_whole_share_or_factor_becomes_exact():
    assert isinstance(settle("factor", 10), Decimal)
    assert isinstance(settle("share", 0), Decimal)


def test_a_zero_fits_though_it_is_nothing():
    assert settle("VND", 0) == 0
    assert settle("share", 0) == 0


def test_every_unit_of_the_style_is_known():
    assert {
        "VND/month", "VND", "VND/year", "share", "months", "years", "age_years", "age_months", "days", "working_days",
        "date", "phone", "text", "factor", "count",
    } == UNITS  # fmt: skip
