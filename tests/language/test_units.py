"""Units of money, and numbers that are money without one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import units
from bot.language.money import find_money
from bot.language.quantity import QuantityReader
from bot.language.tokens import tokens


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("2", "2"),
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        ("2.000", "2000"),
        ("2,000", "2000"),
        ("1.500.000", "1500000"),
        ("1 500 000", "1500000"),
        ("1'500'000", "1500000"),
        ("1.500.000,50", "1500000.50"),
        ("12.500,5", "12500.5"),
    ],
)
def test_the_value_of_digits(digits, value):
    assert units.number(digits) == Decimal(value)


@pytest.mark.parametrize(
    ("digits", "scale", "dong"),
    [
        ("1.500", 10**6, 1_500_000),
        ("1,500", 10**6, 1_500_000),
        ("500", 10**6, 500_000_000),
        ("1.500", 10**3, 1_500_000),
    ],
)
def test_thousands_of_millions_are_decimals(digits, scale, dong):
    assert units.scaled(digits, units.number(digits), scale) == dong


@pytest.mark.parametrize("digits", ["100000", "1500000", "1.500.000", "330.000", "150000000", "1500000000", "12345678"])
def test_sums_without_a_unit(digits):
    assert units.is_sum(digits)


@pytest.mark.parametrize(
    "digits",
    [
        "99999",
        "99.000",
        "012345678",
        "15012027",
        "20270115",
        "19009068",
        "18001234",
        "123456789",
        "12345678901",
        "2,5",
        "0",
    ],
)
def test_no_sums(digits):
    assert not units.is_sum(digits)


def test_an_impossible_day_is_a_sum():
    assert units.is_sum("99991999")


def test_amounts_beyond_any_person_are_codes():
    assert find_money("2000000 tỷ") == []
    assert find_money("9" * 400) == find_money("9" * 400 + " tỷ") == []


def test_every_unit_has_its_scale_in_every_spelling():
    assert {units.SCALE[word] for word in ("triệu", "trieu", "tr", "củ", "cu", "chai")} == {10**6}
    assert {units.SCALE[word] for word in ("nghìn", "nghin", "ngàn", "ngan", "k", "ka")} == {10**3}
    assert {units.SCALE[word] for word in ("đồng", "dong", "đ", "d", "vnd")} == {1}
    assert {units.SCALE[word] for word in ("xị", "xi", "lít", "lit")} == {10**5}
    assert "cũ" not in units.SCALE


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("2 000 000 đồng", 2_000_000, 3),
        ("2 000 00", 2_000, 2),
        ("2  000", 2, 1),
        ("hai mươi lăm triệu", 25, 3),
        ("5 trăm nghìn", 500, 2),
        ("1500000", 1_500_000, 1),
    ],
)
def test_quantities_take_the_tokens_that_belong_to_them(text, value, after):
    quantity = QuantityReader(tokens(text)).quantity(0)
    assert quantity is not None
    assert (quantity.value, quantity.after) == (value, after)


@pytest.mark.parametrize("text", ["triệu", "mốt", "đồng", ",", ""])
def test_what_is_no_quantity(text):
    assert QuantityReader(tokens(text)).quantity(0) is None


def test_words_that_end_numbers_stand_alone_only_where_allowed():
    reader = QuantityReader(tokens("tư"))
    assert reader.quantity(0) is None
    last = reader.quantity(0, last=True)
    assert last is not None
    assert last.value == 4


@given(st.text(alphabet="0123456789.,' ", min_size=1, max_size=40))
def test_any_digits_are_survived(text):
    for token in tokens(text):
        if token.kind == "number":
            assert units.number(token.text) >= 0
            units.is_sum(token.text)
