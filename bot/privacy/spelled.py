"""Numbers dictated digit by digit: "không chín một hai …", with or without diacritics."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

#: The token's name of a dictated number that fits no class: nobody dictates an amount digit by digit.
UNNAMED = "DAY_SO"
_LONGEST_UNNAMED = 10
#: Fewer digits than this are no number of a person.
_SHORTEST = 8
_FEWEST_WORDS = 3
#: Lengths that a number within a longer run is looked for in: CCCD, old mobile or landline, mobile.
_LENGTHS = (12, 11, 10)
_WORDS = {
    "khong": "0", "zero": "0", "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4",
    "nam": "5", "lam": "5", "nham": "5", "sau": "6", "bay": "7", "tam": "8", "chin": "9",
}  # fmt: skip
_DIGIT = rf"(?:{'|'.join(_WORDS)}|\d{{1,3}})"
_RUN = re.compile(rf"\b{_DIGIT}(?:[ ,.\-]{{1,3}}{_DIGIT}){{3,}}\b")


class Spelled(NamedTuple):
    """A dictated number: its offsets in the text, its digits, the name of its class."""

    start: int
    end: int
    digits: str
    name: str


class _Word(NamedTuple):
    start: int
    end: int
    digits: str
    is_word: bool


def find_spelled(text: str, class_of: Callable[[str], str | None]) -> Iterator[Spelled]:
    """Runs of at least eight digits of which at least three are words; `class_of` names digits that stand alone.

    A run may hold more than its number ("… sáu bảy tám, năm nay …"). `text` is in NFC.
    """
    for run in _RUN.finditer(text.translate(_PLAIN)):
        words = [
            _Word(run.start() + part.start(), run.start() + part.end(), _digits(part.group()), part.group() in _WORDS)
            for part in re.finditer(r"\w+", run.group())
        ]
        if sum(word.is_word for word in words) >= _FEWEST_WORDS:
            yield from _numbers_of(words, class_of)


def _numbers_of(words: Sequence[_Word], class_of: Callable[[str], str | None]) -> Iterator[Spelled]:
    digits = "".join(word.digits for word in words)
    if len(digits) < _SHORTEST:
        return
    name = class_of(digits)
    within = [] if name else list(_within(words, class_of))
    if within:
        yield from within
    elif name or len(digits) > _LONGEST_UNNAMED:
        yield Spelled(words[0].start, words[-1].end, digits, name or UNNAMED)


def _within(words: Sequence[_Word], class_of: Callable[[str], str | None]) -> Iterator[Spelled]:
    """Numbers that begin with a zero somewhere in a run, none in another."""
    at = 0
    while at < len(words):
        found = _beginning(words[at : at + _LENGTHS[0]], class_of) if words[at].digits.startswith("0") else None
        if found:
            count, spelled = found
            yield spelled
            at += count
        else:
            at += 1


def _beginning(words: Sequence[_Word], class_of: Callable[[str], str | None]) -> tuple[int, Spelled] | None:
    """The number that `words` begin with, and how many of them it takes."""
    heads = {len(head): (count, head) for count, head in enumerate(accumulate(word.digits for word in words), 1)}
    for length in _LENGTHS:
        if length in heads:
            count, head = heads[length]
            if name := class_of(head):
                return count, Spelled(words[0].start, words[count - 1].end, head, name)
    return None


def _digits(part: str) -> str:
    return _WORDS.get(part, part)


class _Plain(dict[int, str]):
    """Plain small letters, one for each character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = "d" if char in "đĐ" else unicodedata.normalize("NFD", char)[0].lower()[0]
        if len(self) < 20_000:
            self[code] = plain
        return plain


_PLAIN = _Plain()
