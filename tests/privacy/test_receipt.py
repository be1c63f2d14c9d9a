"""Receipt codes: random, told once, kept as a keyed hash."""

import inspect
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import receipt
from bot.privacy.masking import mask
from bot.privacy.pseudonym import pseudonym

KEY = bytes(range(32))


def test_a_code_is_sixteen_digits_in_four_groups():
    assert all(re.fullmatch(r"\d{4}( \d{4}){3}", receipt.new_code()) for _ in range(200))


def test_codes_do_not_repeat_and_use_every_digit_everywhere():
    codes = [receipt.new_code().replace(" ", "") for _ in range(2_000)]
    assert len(set(codes)) == len(codes)
    assert all({code[place] for code in codes} == set("0123456789") for place in range(16))


@pytest.mark.parametrize(
    "written",
    [
        "1234567890123456",
        "1234 5678 9012 3456",
        "1234-5678-9012-3456",
        " 1234  5678.9012/3456 ",
        "１２３４ 5678 9012 3456",
    ],
)
def test_spacing_does_not_matter(written):
    stored = receipt.code_hash(KEY, "1234 5678 9012 3456")
    assert receipt.code_hash(KEY, written) == stored
    assert receipt.matches(KEY, written, stored)


@pytest.mark.parametrize("written", ["", "1234", "1234 5678 9012 3457", "1234 5678 9012 34566", "không nhớ", "\ud800"])
def test_other_codes_do_not_match(written):
    assert not receipt.matches(KEY, written, receipt.code_hash(KEY, "1234 5678 9012 3456"))


def test_the_hash_needs_the_key_and_shows_nothing_of_the_code():
    stored = receipt.code_hash(KEY, "1234 5678 9012 3456")
    assert re.fullmatch("[0-9a-f]{64}", stored)
    assert stored != receipt.code_hash(bytes(32), "1234 5678 9012 3456")
    assert not receipt.matches(bytes(32), "1234 5678 9012 3456", stored)


def test_a_receipt_is_no_pseudonym_of_the_same_digits():
    assert receipt.code_hash(KEY, "1") != pseudonym(KEY, "receipt", "1")


def test_hashes_are_compared_in_constant_time():
    assert "compare_digest" in inspect.getsource(receipt.matches)


@given(st.text(), st.text(alphabet="0123456789abcdef"))
def test_any_text_is_survived(written, stored):
    receipt.matches(KEY, written, stored)


def test_a_code_that_a_citizen_types_is_masked_before_the_engine():
    for _ in range(200):
        code = receipt.new_code()
        assert not re.search(r"\d{4}", mask(f"mã của em là {code} ạ").text)
