"""A term taken off, beside a term that is the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.less import find_less, names_distance
from bot.language.text import strip_diacritics


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("giảm 3 năm", 36),
        ("bớt 2 năm", 24),
        ("thế giảm đi 2 năm thì sao", 24),
        ("nếu đóng ít hơn 3 năm", 36),
        ("đóng 3 năm ít hơn", 36),
        ("bớt đi 6 tháng", 6),
        ("giảm còn 17 năm", None),
        ("giảm xuống 17 năm", None),
        ("giảm 3 năm còn 17 năm", None),
        ("17 năm", None),
        ("giảm thu nhập, đóng 20 năm", None),
        ("", None),
    ],
)
def test_months_taken_off(text, months):
    assert find_less(text) == months
    assert find_less(strip_diacritics(text)) == months


@pytest.mark.parametrize(
    ("text", "is_distance"),
    [("nghỉ sớm 3 năm", True), ("nghỉ hưu sớm hơn 5 năm", True), ("đóng 5 năm", False), ("đóng sớm, 5 năm", False)],
)
def test_years_before_retirement_are_no_term(text, is_distance):
    assert names_distance(text) is is_distance


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    assert (find_less(text) or 1) > 0
    names_distance(text)
