"""Which syllables there are, and where their tones stand."""

import pytest

from bot.language.syllable import HAT, HORN, PLAIN, SKELETONS, STROKE, syllable, toned
from bot.language.text import strip_diacritics


@pytest.mark.parametrize(
    ("plain", "marks", "tone", "word"),
    [
        ("duoc", {STROKE, HORN}, "j", "được"),
        ("nguyen", {HAT}, "j", "nguyện"),
        ("hoa", set(), "f", "hòa"),
        ("thuy", set(), "s", "thúy"),
        ("quy", set(), "s", "quý"),
        ("gi", set(), "f", "gì"),
        ("gieng", {HAT}, "s", "giếng"),
        ("ngoai", set(), "f", "ngoài"),
        ("thuo", {HORN}, "r", "thuở"),
        ("xoong", set(), None, "xoong"),
    ],
)
def test_letters_and_marks_make_a_syllable(plain, marks, tone, word):
    assert syllable(plain, frozenset(marks), tone) == word


@pytest.mark.parametrize(
    ("plain", "marks", "tone"),
    [
        ("kao", set(), None),
        ("ngie", set(), None),
        ("duoc", {STROKE, HORN}, "f"),
        ("hoc", set(), None),
        ("facebook", {HAT}, "s"),
        ("giing", set(), None),
        ("to", {STROKE}, None),
    ],
)
def test_there_is_no_other(plain, marks, tone):
    assert syllable(plain, frozenset(marks), tone) is None


def test_plain_letters_are_those_of_the_syllables():
    assert {strip_diacritics(one) for one in SKELETONS} == PLAIN
    assert all(strip_diacritics(toned(one, "s")) in PLAIN for one in SKELETONS)
