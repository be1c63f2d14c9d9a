"""Rounding of money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.rounding import cents, dong, nearest, plain, up, whole

AMOUNTS = st.decimals(0, 10**12, places=6)


@pytest.mark.parametrize(
    ("amount", "expected"), [("0.49", 0), ("0.5", 1), ("1.5", 2), ("2.5", 3), ("330000", 330000), ("330000.22", 330000)]
)
def test_dong_rounds_half_up(amount, expected):
    assert dong(Decimal(amount)) == expected


@pytest.mark.parametrize(("amount", "expected"), [("1.005", "1.01"), ("1871666.6666", "1871666.67"), ("2", "2.00")])
def test_cents_round_half_up(amount, expected):
    assert str(cents(Decimal(amount))) == expected


@pytest.mark.parametrize(
    ("amount", "step", "expected"),
    [("6666666.67", 1000, 6667000), ("4615384.6", 1000, 4615000), ("1500", 1000, 2000), ("1499.99", 1000, 1000)],
)
def test_nearest_step(amount, step, expected):
    assert nearest(Decimal(amount), step) == expected


@pytest.mark.parametrize(("number", "expected"), [("80", 80), ("74.07", 75), ("537.04", 538), ("0", 0)])
def test_a_started_month_is_a_month(number, expected):
    assert up(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("number", "text"),
    [(Decimal("330000.00"), "330000"), (Decimal("0.20"), "0.2"), (Decimal(10) ** 9, "1000000000"), (7, "7"),
     (Decimal("1E+3"), "1000"), (Decimal("0.0031"), "0.0031"), (Decimal("100"), "100")],
)  # fmt: skip
def test_plain_numbers_in_formulas(number, text):
    assert plain(number) == text


@pytest.mark.parametrize(("amount", "kind"), [("2.00", int), ("2.50", Decimal)])
def test_whole_amounts_are_whole_numbers(amount, kind):
    assert type(whole(Decimal(amount))) is kind


@given(AMOUNTS)
def test_rounding_is_never_further_than_half_a_step(amount):
    assert abs(dong(amount) - amount) <= Decimal("0.5")
    assert abs(cents(amount) - amount) <= Decimal("0.005")
    assert abs(nearest(amount, 1000) - amount) <= 500
    assert 0 <= up(amount) - amount < 1


@given(AMOUNTS)
def test_plain_loses_nothing(amount):
    assert Decimal(plain(amount)) == amount
