"""Number words up to 999."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.numerals import RUN, final_digit, longest_tail, value
from bot.language.text import strip_diacritics
from bot.language.view import spelled

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def said(number: int) -> str:
    """How a number from 1 to 999 is said."""
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{DIGITS[tens]} mươi")
    elif unit and hundreds:
        words.append("lẻ")
    if unit:
        last = "lăm" if unit == 5 and tens else "mốt" if unit == 1 and tens > 1 else DIGITS[unit]
        words.append(last)
    return " ".join(words)


def test_every_number_that_is_said_is_read():
    assert [number for number in range(1, 1000) if value(said(number)) != number] == []
    assert [number for number in range(1, 1000) if value(strip_diacritics(said(number))) != number] == []


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("hai lăm", 25),
        ("ba mốt", 31),
        ("bốn tư", 44),
        ("hai nhăm", 25),
        ("trăm hai", 120),
        ("trăm rưỡi", 150),
        ("hai trăm rưỡi", 250),
        ("trăm linh năm", 105),
        ("chục", 10),
        ("5 chục", 50),
        ("3 trăm", 300),
        ("3 trăm hai mươi", 320),
        ("bẩy mươi tư", 74),
        ("15", 15),
    ],
)
def test_short_forms_of_speech(phrase, number):
    assert value(phrase) == number


@pytest.mark.parametrize(
    "phrase", ["", "mười năm", "năm hai", "hai trăm năm", "một mốt", "lẻ năm", "trăm trăm", "hai ba"]
)
def test_what_is_no_number(phrase):
    assert value(phrase) is None


def test_the_longest_number_at_the_end():
    assert longest_tail("mười năm hai") == (len("mười năm "), 2)
    assert longest_tail("hai mươi lăm") == (0, 25)
    assert longest_tail("linh lẻ") is None


def test_words_that_only_end_a_number():
    assert (final_digit("tư"), final_digit("mot"), final_digit("lăm"), final_digit("hai")) == (4, 1, 5, None)


def test_runs_are_bounded():
    import re

    longest = re.fullmatch(rf"{spelled(RUN)}.*", "hai " * 400)
    assert longest is not None


@given(st.text(max_size=60))
def test_any_phrase_is_survived(phrase):
    number = value(phrase)
    assert number is None or number >= 0
