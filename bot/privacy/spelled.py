"""Numbers dictated digit by digit: "không chín một hai …", with or without diacritics."""

import re
import unicodedata
from typing import NamedTuple

#: Fewer digits than this are no number of a person.
_SHORTEST = 8
_WORDS = {
    "khong": "0", "zero": "0", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4",
    "nam": "5", "lam": "5", "sau": "6", "bay": "7", "tam": "8", "chin": "9",
}  # fmt: skip
_DIGIT = rf"(?:{'|'.join(_WORDS)}|\d{{1,3}})"
_RUN = re.compile(rf"\b{_DIGIT}(?:[ ,.\-]{{1,3}}{_DIGIT}){{3,}}\b")


class Spelled(NamedTuple):
    """A dictated number: its offsets in the text and its digits."""

    start: int
    end: int
    digits: str


def find_spelled(text: str) -> list[Spelled]:
    """Runs of at least eight digits of which at least three are words. `text` is in NFC."""
    found: list[Spelled] = []
    for run in _RUN.finditer(_folded(text)):
        parts = re.findall(r"\w+", run.group())
        digits = "".join(_WORDS.get(part, part) for part in parts)
        if len(digits) >= _SHORTEST and sum(part in _WORDS for part in parts) >= 3:
            found.append(Spelled(run.start(), run.end(), digits))
    return found


def _folded(text: str) -> str:
    """Plain small letters, one for each character of `text`."""
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    if char < "\x80":
        return char.lower()
    return "d" if char in "đĐ" else unicodedata.normalize("NFD", char)[0].lower()[0]
