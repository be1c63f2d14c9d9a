"""One way of reading Vietnamese text, the same when training and when answering.

People write the same question with and without diacritics, with "ko", "dc", "bhxhtn", with full-width or
invisible characters, and with their own numbers in it. ``normalise`` brings these onto one form;
``strip_diacritics`` gives the form without diacritics (bỏ dấu) of a normalised text.
"""

from __future__ import annotations

import re
import unicodedata

from ansinh_engine.abbreviations import ABBREVIATIONS

MAX_CHARACTERS = 2000
"""Longer texts are cut: the question stands in the first lines, and time per message stays bounded."""

_LETTER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ"
_TONE_PAIRS = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
"""Tone on the second vowel → on the first (hoà → hòa, thuý → thúy): both spellings are in daily use."""

_TONE = re.compile(f"(?<!q)({'|'.join(_TONE_PAIRS)})(?![{_LETTER}])")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_SPELLED_OUT = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]\b")
_TOKEN = re.compile(r"[^\W_]+")
_UNIT = "đồng|dong|đ|d|vnđ|vnd|nghìn|nghin|ngàn|ngan|ng|k|triệu|trieu|tr|củ|tỷ|tỉ|ty|ti"
_AMOUNT = r"\d+(?:[.,]\d+)*"

# Order matters: a longer pattern first. The classes are words no citizen writes.
_NUMBER_CLASSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b\d+/\d{4}/[\w-]+"), " sovanban "),
    (re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"), " songay "),
    (re.compile(r"\b\d{1,2}[/.-](?:19|20)\d\d\b"), " songay "),
    (re.compile(rf"\b{_AMOUNT}\s?(?:%|phần trăm\b|phan tram\b)"), " sophantram "),
    (re.compile(r"\b\d+\s?(?:tr|triệu|trieu)\s?\d+\b"), " sotien "),
    (re.compile(rf"\b{_AMOUNT}\s?(?:{_UNIT})\b"), " sotien "),
    (re.compile(r"\b\d{1,3}(?:[.,]\d{3})+\b"), " sotien "),
    (re.compile(r"\b(?:19|20)\d\d\b"), " sonamlich "),
    (re.compile(r"\b\d{6,}\b"), " sodai "),
    (re.compile(rf"\b{_AMOUNT}(?=năm|nam|tháng|thang|tuổi|tuoi|ngày|ngay|t\b|th\b|n\b)"), " so "),
    (re.compile(r"\b1(?=\s+[^\W\d_])"), " một "),  # "rút 1 lần" is the set phrase "rút một lần"
    (re.compile(rf"\b{_AMOUNT}\b(?!\s*(?:sao|điểm|diem)\b)"), " so "),  # "1 sao" and "5 sao" are a verdict
)


def clean(text: str) -> str:
    """NFKC, lower case, no control or invisible characters, at most ``MAX_CHARACTERS`` long.

    NFKC is NFC that also opens full-width and ligature forms, so "／" and "/" are one character.
    """
    composed = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).lower()
    # Lower-casing can decompose (İ), and removing an invisible character can bring a letter to its mark.
    visible = "".join(
        " " if character.isspace() else character
        for character in composed
        if character.isspace() or not unicodedata.category(character).startswith("C")
    )
    return unicodedata.normalize("NFC", visible)


def normalise(text: str) -> str:
    """The words of ``text`` with one space between: cleaned, tones placed one way, numbers folded to
    classes (``so`` a number, ``sotien`` money, ``songay`` a date, …), abbreviations written out."""
    cleaned = _TONE.sub(lambda match: _TONE_PAIRS[match.group(1)], clean(text))
    # "b.h.x.h" is one short form, not four letters.
    cleaned = _SPELLED_OUT.sub(lambda match: match.group().replace(".", ""), cleaned)
    for pattern, word in _NUMBER_CLASSES:
        cleaned = pattern.sub(word, cleaned)
    return " ".join(_expand(_STRETCHED.sub(r"\1", token)) for token in _TOKEN.findall(cleaned))


def strip_diacritics(text: str) -> str:
    """``text`` without Vietnamese diacritics; đ becomes d."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def _expand(token: str) -> str:
    return ABBREVIATIONS.get(token, token)
