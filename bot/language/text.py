"""Live text made safe to keep and to hand to the engine."""

import re
import unicodedata
from typing import Literal

EmptyLike = Literal["empty", "emoji_only", "symbols_only", "no_letters"]

#: Categories that nobody sees or that break a line: control, format, lone surrogate, private use.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
#: Seen as nothing although their category says otherwise: fillers, selectors, the combining joiner.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}
#: Letters, digits and marks of everyday Vietnamese: nothing in them is unseen.
_PLAIN = re.compile("[\n -~À-ɏḀ-ỿ]*")
_LINE_BREAK = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAKS = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")
#: Slashes of every shape; Rasa reads a text that begins with "/" as a command.
_SLASHES = frozenset("/\\⁄∕∖⟋⟍⧵⧸⧹╱╲／＼﹨")
#: What can stand before a slash without being seen as text.
_SKIPPED = _UNSEEN | {"Zs", "Zl", "Zp", "Mn", "Me"}
#: Something a person may well answer with: a number, an amount, a date, a share, a choice.
_NUMERIC_ANSWER = re.compile(r"[+\-−]?\d[\d .,/:%\-]*[?!)]*")


def clean(raw: str) -> str:
    """`raw` in NFC with compatibility forms folded, nothing invisible, single spaces; line breaks are kept."""
    broken = _LINE_BREAK.sub("\n", raw).replace("\t", " ")
    seen = unicodedata.normalize("NFKC", broken)
    if not _PLAIN.fullmatch(seen):
        seen = unicodedata.normalize("NFC", "".join(c for c in seen if c == "\n" or is_seen(c)))
    single = _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", seen))
    return _BLANK_LINES.sub("\n\n", single).strip()


def neutral(text: str) -> str:
    """`text` without leading slashes, so that no citizen's message can look like a command of the engine.

    Call it after `clean`: normalising turns the full-width "／" into "/".
    """
    for start, char in enumerate(text):
        if char not in _SLASHES and char not in _BLANK and unicodedata.category(char) not in _SKIPPED:
            return text[start:]
    return ""


def is_empty_like(text: str) -> EmptyLike | None:
    """Why there is nothing to understand in `text`, None where there is.

    "no_letters" are digits that answer nothing ("#1*2#"); numbers, amounts and dates are answers.
    """
    seen = clean(text)
    if not seen:
        return "empty"
    if any(unicodedata.category(c).startswith("L") for c in seen):
        return None
    if any(c.isdecimal() for c in seen):
        return None if _NUMERIC_ANSWER.fullmatch(seen) else "no_letters"
    return "emoji_only" if any(_is_emoji(c) for c in seen) else "symbols_only"


def strip_diacritics(text: str) -> str:
    """`text` with Vietnamese letters as plain Latin ones (đ becomes d)."""
    return text.translate(_BARE) if _PLAIN.fullmatch(text) else _stripped(text)


def _stripped(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
#: The letters of `_PLAIN` without their marks, each by itself: none of them joins with its neighbour.
_BARE = str.maketrans({letter: _stripped(letter) for letter in _LETTERS})


def is_seen(char: str) -> bool:
    """Whether a reader would see `char` (spaces count as seen)."""
    return char not in _BLANK and unicodedata.category(char) not in _UNSEEN


def _is_emoji(char: str) -> bool:
    # Pictographs lie in these planes; the arrows, boxes and marks below U+2300 are symbols.
    return 0x1F000 <= ord(char) <= 0x1FAFF or 0x2300 <= ord(char) <= 0x27BF or 0x2B05 <= ord(char) <= 0x2B55
