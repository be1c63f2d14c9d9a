"""The "không" of "à không" belongs to what was said before; any other denies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.leading_no import without_no
from bot.language.text import strip_diacritics


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("à không, cận nghèo", "cận nghèo"),
        ("à không, tôi hộ nghèo", "tôi hộ nghèo"),
        ("à không hộ nghèo", "hộ nghèo"),
        ("ờ không em là hộ cận nghèo", "em là hộ cận nghèo"),
        ("không phải, hộ nghèo", "hộ nghèo"),
        ("à không, tôi không nghèo", "tôi không nghèo"),
    ],
)
def test_what_is_meant_stays(text, kept):
    assert without_no(text) == kept
    assert without_no(strip_diacritics(text)) == strip_diacritics(kept)


@pytest.mark.parametrize(
    "text",
    ["à không phải hộ nghèo", "không hộ nghèo", "à không thuộc hộ nghèo", "à không hộ nghèo đâu",
     "à không còn hộ nghèo",     "không biết, hộ nghèo", "không", "à không", "tôi hộ nghèo", ""],
)  # fmt: skip
def test_what_is_denied_stays(text):
    assert without_no(text) == text


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    assert without_no(text) in text
