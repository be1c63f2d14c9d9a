"""Short texts compared without marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.text import fold, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TP.HCM", "tp hcm"),
        ("Đắk  Lắk", "dak lak"),
        ("hưởng BHXH-một lần!", "huong bhxh mot lan"),
        ("Nguyễn", "nguyen"),
        ("…", ""),
        ("", ""),
        ("20.000.000", "20 000 000"),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_marks_of_either_encoding_are_one():
    composed, decomposed = "lương hưu", "lu\u031bo\u031bng hu\u031bu"
    assert words(composed) == words(decomposed) == "luong huu"


def test_folding_takes_the_spaces_out():
    assert fold("TP. Hồ Chí Minh") == "tphochiminh"


@given(st.text(max_size=40))
def test_words_are_words_already(text):
    once = words(text)
    assert words(once) == once
    assert once == once.strip()


@given(st.text(max_size=40))
def test_capitals_do_not_count(text):
    assert words(text.casefold()) == words(text)
