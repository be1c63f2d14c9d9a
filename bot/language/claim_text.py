"""A message as a claim is compared: without marks, in one spelling, amounts and terms as numbers, fillers left out.

What is folded is never shown or stored; two wordings of one claim come out alike whoever typed them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.language.claim_words import FILLERS, SAME
from bot.language.duration import find_durations
from bot.language.money import find_money
from bot.language.text import strip_diacritics
from bot.language.view import view

#: Words of the longest phrase in the tables of spellings and fillers.
_LONGEST = 4
_HOST = r"(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|top|xyz|cc|online|site|link|club|shop|me)"
_LINK = re.compile(rf"https?://(?:[^\s/?#]*@)?(?P<named>[^\s/?#:@]+)\S*|\b(?P<bare>{_HOST})\b(?:/\S*)?")
_MASKED = re.compile(r"\[[a-z_]+_\d+\]")
_WORD = re.compile(r"[a-z0-9%]+(?:[./,-]\d+)*")
_SENTENCE = re.compile(r"((?:[^!?;:\n….]|\.(?=\d))+)([!?;:\n….]*)")
#: A question mark after these asks whether the claim is true, and for nothing else.
_DOUBTS = re.compile(
    r"\b(?:dung|phai|that|chuan|thiet)(?: la)? (?:khong|ko|k|hong|hok|chua|hay|vay)\b|\bco that\b|\b(?:ha|a|hen)$"
)
#: Words that ask for something the claim does not say: who asks so wants an answer, not a verdict.
_ASKS = re.compile(
    r"\b(?:bao nhieu|bao lau|bao gio|nhieu hay it|bn|the nao|o dau|khi nao|lam sao|ra sao|nao|vi sao|tai sao|can gi|gi"
    r"|may (?:nam|thang|tuoi|tien|lan|ngay)|can giay to|thi sao|hay)\b(?! cung)|\b(?:khong|chua|dau)$"
    r"|^(?:ai|cach|dieu kien|thu tuc|ho so|so sanh|tinh|muon) (?!chua|cung|khong)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence folded: its words, the numbers among them, and whether it asks for something itself."""

    text: str
    numbers: frozenset[str]
    asks: bool


@lru_cache(maxsize=8)
def folded(text: str) -> tuple[Line, ...]:
    """The sentences of `text`, each folded; empty ones are left out."""
    lines = (_line(*sentence) for sentence in _sentences(_numbered(text)))
    return tuple(line for line in lines if line.text)


def link_host(text: str) -> str:
    """The host of the first link in `text`, "" where there is none; never the rest of the address."""
    found = _LINK.search(view(text).text)
    return (found["named"] or found["bare"]).removeprefix("www.").strip(".") if found else ""


def _numbered(text: str) -> str:
    """Amounts as `1500000d` and terms as `180m`, so that "2tr2" and "2.200.000 đồng" are one."""
    spans = [(one.start, one.end, f" {one.amount_dong}d ") for one in find_money(text)]
    taken = [(start, end) for start, end, _ in spans]
    spans += [
        (one.start, one.end, f" {one.months}m ")
        for one in find_durations(text)
        if not any(one.start < end and start < one.end for start, end in taken)
    ]
    for start, end, word in sorted(spans, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def _sentences(text: str) -> list[tuple[str, str]]:
    """The sentences with the marks that end them."""
    seen = _MASKED.sub(" ", _LINK.sub(" link ", view(text).text))
    return _SENTENCE.findall(strip_diacritics(seen))


def _line(sentence: str, end: str) -> Line:
    words = [word.strip("./,-") for word in _WORD.findall(sentence)]
    spelled = " ".join(_replaced(words, SAME)).split()
    text = " ".join(word for word in _replaced(spelled, FILLERS) if word)
    numbers = frozenset(word for word in text.split() if any(char.isdigit() for char in word))
    is_question = "?" in end and not _DOUBTS.search(sentence.strip())
    return Line(text, numbers, is_question or bool(_ASKS.search(text)))


def _replaced(words: list[str], table: Mapping[str, str]) -> Iterator[str]:
    """`words` with the longest phrases of `table` replaced."""
    at = 0
    while at < len(words):
        sizes = range(min(_LONGEST, len(words) - at), 0, -1)
        size = next((size for size in sizes if " ".join(words[at : at + size]) in table), 0)
        yield table[" ".join(words[at : at + size])] if size else words[at]
        at += size or 1
