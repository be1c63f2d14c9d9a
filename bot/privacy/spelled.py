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
_WORD = f"(?:{'|'.join(_WORDS)})"
_DIGIT = rf"(?:{_WORD}|\d{{1,3}})"
_MARK = r"[ ,.\-*_/;'|]{1,3}"
_RUN = re.compile(rf"(?<![^\W_]){_DIGIT}(?:{_MARK}{_DIGIT}){{3,}}(?![^\W_])")
_PART = re.compile(r"[a-z]+|\d+")
#: Words and digits in any mixture, joined or not: "0 chín 12345678", "không9 1 2". A zero begins it.
_LONGER = rf"(?:{_WORD}|\d{{1,11}})"
_MIXED = re.compile(
    rf"(?<![^\W_])(?:khong|zero|0\d{{0,10}})"
    rf"(?:(?:{_MARK}|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)){_LONGER}){{1,11}}(?![^\W_])(?!{_MARK}\d)"
)
#: How long a number in such a mixture is: a telephone, an identity card.
_MIXED_LENGTHS = frozenset({10, 12})
#: What a code is called; the code is shorter than a number of a person.
_CODE = re.compile(
    rf"(?<![^\W_])(?:otp|ma (?:otp|pin|xac (?:thuc|nhan|minh))|mat khau|pass(?:word|wd)?|pin|mk|(?P<bare>ma))"
    rf"(?: (?:otp|la|cua|em|toi|no|gui|ve|so|nhu sau)| ?[:=]){{0,4}} ?"
    rf"(?P<n>{_DIGIT}(?:{_MARK}{_DIGIT}){{3,}})(?![^\W_])"
)
_CODE_LENGTHS = range(4, 9)
#: Where only "ma" stands before it, which is "mã" and "mà".
_FEWEST_OF_BARE = 6
_CODE_NAME = "MA_XAC_THUC"


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

    A run may hold more than its number ("… sáu bảy tám, năm nay …"). Fewer words are enough in a telephone or an
    identity number, and fewer digits in a code that is called one. `text` is in NFC.
    """
    plain = text.translate(_PLAIN)
    end = 0
    for found in sorted((*_dictated(plain, class_of), *_mixed(plain, class_of), *_codes(plain))):
        if found.start >= end:
            yield found
            end = found.end


def _dictated(plain: str, class_of: Callable[[str], str | None]) -> Iterator[Spelled]:
    for run in _RUN.finditer(plain):
        words = _words(plain, *run.span())
        if sum(word.is_word for word in words) >= _FEWEST_WORDS:
            yield from _numbers_of(words, class_of)


def _mixed(plain: str, class_of: Callable[[str], str | None]) -> Iterator[Spelled]:
    for run in _MIXED.finditer(plain):
        words = _words(plain, *run.span())
        digits = "".join(word.digits for word in words)
        # "không, 330.000 150" is an answer and two sums.
        is_sum = any(word.digits.endswith("000") for word in words)
        if len(digits) in _MIXED_LENGTHS and any(word.is_word for word in words) and not is_sum:
            name = class_of(digits)
            if name in {"DIEN_THOAI", "CCCD"}:
                yield Spelled(*run.span(), digits, name)


def _codes(plain: str) -> Iterator[Spelled]:
    for found in _CODE.finditer(plain):
        words = _words(plain, *found.span("n"))
        digits = "".join(word.digits for word in words)
        fewest = _FEWEST_OF_BARE if found["bare"] else _CODE_LENGTHS[0]
        if fewest <= len(digits) <= _CODE_LENGTHS[-1] and sum(word.is_word for word in words) >= _FEWEST_WORDS:
            yield Spelled(*found.span("n"), digits, _CODE_NAME)


def _words(plain: str, start: int, end: int) -> list[_Word]:
    return [
        _Word(*part.span(), _digits(part.group()), part.group() in _WORDS) for part in _PART.finditer(plain, start, end)
    ]


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
