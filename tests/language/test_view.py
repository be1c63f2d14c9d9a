"""How a text looks to the finders, and how words may be spelled."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.lexicon import Lexicon
from bot.language.tokens import tokens
from bot.language.view import early_tone, forms, spelled, spellings, view


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Hai  TRIỆU", "hai triệu"),
        ("２ｔｒ", "2tr"),
        ("hai\u200btriệu", "haitriệu"),
        ("Khánh Hoà", "khánh hòa"),
        ("thuỷ, khoẻ", "thủy, khỏe"),
        ("một\t\thai", "một hai"),
        ("một \n\n hai", "một\nhai"),
        ("tha\u0301ng", "tháng"),
        ("ĐỒNG", "đồng"),
    ],
)
def test_the_view_of_a_text(text, seen):
    assert view(text).text == seen


@given(st.text())
def test_every_place_of_a_view_lies_in_its_text(text):
    seen = view(text)
    for at in range(len(seen.text)):
        start, end = seen.place(at, at + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet=st.sampled_from("aáàđĐ 1２\u200b\u0301\n\tÂẤ")))
def test_places_lead_back_to_the_same_letters(text):
    seen = view(text)
    for at, char in enumerate(seen.text):
        start, end = seen.place(at, at + 1)
        if char.isalnum() and char.isascii():
            assert unicodedata.normalize("NFKC", text[start:end]).lower()[0] == char


def test_spellings_of_a_word():
    assert spellings("triệu") == ("triệu", "triêu", "trieu")
    assert spellings("đồng") == ("đồng", "đông", "dong")
    assert spellings("hoà") == ("hòa", "hoa")
    assert spellings("tr") == ("tr",)
    assert forms("hai củ") == {"hai", "củ", "cu"}


def test_a_word_with_other_marks_is_another_word():
    pattern = re.compile(spelled(r"\bcủ\b"))
    assert [bool(pattern.search(word)) for word in ("củ", "cu", "cũ", "cụ")] == [True, True, False, False]


def test_patterns_keep_their_escapes():
    assert spelled(r"\bnăm\d") == r"\b(?:năm|nam)\d"
    assert spelled(r"\d{1,2} quý") == r"\d{1,2} (?:qúy|quy)"
    assert spelled(r"(?:§tới|§hoà)") == r"(?:tới|hòa)"


@pytest.mark.parametrize(("word", "early"), [("hoà", "hòa"), ("khoẻ", "khỏe"), ("tuỳ", "tùy"), ("toán", "tóan")])
def test_tone_marks_go_to_the_first_vowel(word, early):
    assert early_tone(word) == early
    assert len(early_tone(word)) == len(word)


def test_tokens_keep_separators_of_numbers():
    read = [(token.kind, token.text) for token in tokens("2.000.000đ, 2tr5 và 2,5 triệu\n15/01")]
    assert read == [
        ("number", "2.000.000"), ("word", "đ"), ("mark", ","), ("number", "2"), ("word", "tr"), ("number", "5"),
        ("word", "và"), ("number", "2,5"), ("word", "triệu"), ("mark", "\n"), ("number", "15"), ("mark", "/"),
        ("number", "01"),
    ]  # fmt: skip


def test_the_longest_phrase_wins_and_offsets_are_those_of_the_view():
    lexicon = Lexicon({"hộ nghèo": "poor", "hộ cận nghèo": "near", "nghèo": "bare"})
    seen = view("hộ  cận nghèo, HO NGHEO, nghèo, hộ nghéo")
    phrases = lexicon.find(seen)
    assert [phrase.meaning for phrase in phrases] == ["near", "poor", "bare"]
    assert seen.text[phrases[1].start : phrases[1].end] == "ho ngheo"
