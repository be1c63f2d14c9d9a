"""Numbers of persons leave the text, everything else stays."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.masking import Masked, mask, partly
from tests.privacy.sentences import AGENCIES, WITH_NUMBERS, WITHOUT_NUMBERS


def test_the_tables_are_as_large_as_the_bar_asks():
    assert len(WITH_NUMBERS) >= 150
    assert len(WITHOUT_NUMBERS) >= 150


@pytest.mark.parametrize(("sentence", "expected"), WITH_NUMBERS)
def test_numbers_of_persons_become_tokens(sentence, expected):
    assert mask(sentence, allowed=AGENCIES[1:2]).text == expected


@pytest.mark.parametrize("sentence", WITHOUT_NUMBERS)
def test_all_other_numbers_stay(sentence):
    assert mask(sentence, allowed=AGENCIES) == Masked(sentence, ())


def test_tokens_are_told_in_the_order_they_were_made():
    masked = mask("sđt 0912345678, cccd 079091001234, lại 0912 345 678")
    assert set(masked.found) == {"[CCCD_1]", "[DIEN_THOAI_1]"}
    assert len(masked.found) == 2


def test_one_number_has_one_token_however_it_is_written():
    masked = mask("0912345678 +84 912 345 678 (0912) 345.678 không chín một hai ba bốn năm sáu bảy tám")
    assert set(re.findall(r"\[\w+\]", masked.text)) == {"[DIEN_THOAI_1]"}


def test_allowed_numbers_stay_however_they_are_written():
    for written in ("024 3936 1778", "(024) 3936.1778", "+84 24 39361778", "02439361778"):
        assert mask(written, allowed=["02439361778"]).text == written
    said = "không hai bốn ba chín ba sáu một bảy bảy tám"
    assert mask(said, allowed=["02439361778"]).text == said
    assert mask("024 3936 1779", allowed=["02439361778"]).text == "[DIEN_THOAI_1]"


def test_an_identity_card_from_the_future_is_no_identity_card():
    this_year = date.today().year % 100
    assert mask(f"0792{this_year:02d}001234").found == ("[CCCD_1]",)
    assert mask(f"0792{this_year + 1:02d}001234").found == ()


def test_a_place_that_does_not_exist_is_no_identity_card():
    assert [mask(f"{place}091001234").found for place in ("000", "097", "099")] == [(), (), ()]
    assert [mask(f"{place}091001234").found for place in ("001", "096")] == [("[CCCD_1]",), ("[CCCD_1]",)]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("079091001234", "0790******34"),
        ("079 091 001 234", "0790******34"),
        ("0912345678", "091****678"),
        ("+84 912 345 678", "091****678"),
        ("7916123456", "791****456"),
        ("123456789", "12*****89"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_staff_see_a_part_only(number, shown):
    assert partly(number) == shown


@given(st.text())
def test_masking_twice_is_masking_once(text):
    once = mask(text).text
    assert mask(once) == Masked(once, ())


PIECES = [
    "0912345678", "079091001234", "7916123456", "123456789", " ", ".", "-", "0", "9", "84", "+84", "12", "2026", "/",
    "không", "chín", "cccd", "stk", "otp", "a@b.vn", "HC4", "đ", "[CCCD_1]", "\u200b", "４１１１", "1111 1111 1111",
    "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_masking_heaps_of_numbers_twice_is_masking_once(pieces):
    for separator in ("", " "):
        once = mask(separator.join(pieces)).text
        assert mask(once) == Masked(once, ())


@given(st.lists(st.sampled_from(["079091001234", "0912345678", "7916123456"]), min_size=1, max_size=6))
def test_none_of_several_numbers_is_left(numbers):
    masked = mask(" ".join(numbers))
    assert not re.search(r"\d{5}", masked.text)
    assert len(masked.found) == len(set(numbers))


@given(st.text(alphabet="0123456789 .-+()/đ[]_", max_size=300))
def test_any_heap_of_digits_is_survived(text):
    mask(text)
