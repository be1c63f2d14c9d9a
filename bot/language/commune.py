"""The commune (xã, phường, đặc khu) a citizen names: one of today, also by its name of before 01/7/2025."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from bot.language.text import strip_diacritics
from bot.language.view import View, spellings, view


class Commune(NamedTuple):
    """A commune of today with its kind ("Xã Tam Hải") and the slug of its province."""

    name: str
    province: str


class Former(NamedTuple):
    """A name of before: the commune, its district, what it belongs to today."""

    name: str
    district: str
    today: Commune


_WORD = re.compile(r"[^\W_]+")
_KINDS = {
    "xã": "xa", "xa": "xa", "x": "xa", "phường": "phuong", "phuong": "phuong", "p": "phuong", "f": "phuong",
    "đặc khu": "dac khu", "dac khu": "dac khu", "thị trấn": "thi tran", "thi tran": "thi tran", "tt": "thi tran",
}  # fmt: skip
_DISTRICTS = {
    "huyện": "", "huyen": "", "h": "", "quận": "quan", "quan": "", "q": "quan", "thị xã": "", "thi xa": "", "tx": "",
    "thành phố": "", "thanh pho": "", "tp": "",
}  # fmt: skip
#: "thị xã", "hợp tác xã", "bảo hiểm xã hội": no commune follows.
_NO_COMMUNE_BEFORE = {"thi", "tac", "hiem", "mang", "sinh"}
_LONGEST = 6


class Communes:
    """Reads communes and districts out of a text."""

    def __init__(self, today: Iterable[Commune], former: Iterable[Former]):
        self._today: dict[str, set[Commune]] = defaultdict(set)
        self._former: dict[str, set[Former]] = defaultdict(set)
        self._districts: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for commune in today:
            self._today[_key(commune.name)].add(commune)
        for old in former:
            self._former[_key(old.name)].add(old)
            self._districts[_key(old.district)].add((old.district, old.today.province))

    def find(self, text: str, provinces: frozenset[str] = frozenset()) -> Commune | None:
        """The first commune named, None where several of that name are left; `provinces` are those named beside it."""
        seen = view(text)
        district = self._district(seen)
        for kind, words, written in _named(seen, text, _KINDS):
            for length in range(len(words), 0, -1):
                if found := self._fitting(kind, words[:length], written[:length], provinces, district):
                    return next(iter(found)) if len(found) == 1 else None
        return None

    def province_of_district(self, text: str) -> str | None:
        """The slug of the province to which the one district of that name belonged."""
        district = self._district(view(text))
        found = {province for _, province in district}
        return found.pop() if len(found) == 1 else None

    def _district(self, seen: View) -> set[tuple[str, str]]:
        for kind, words, _ in _named(seen, seen.text, _DISTRICTS):
            # "bình quân 5 triệu", "huyện 5 năm": only "quận 5" and "q.5" are names.
            if words[:1] and words[0].isdecimal() and kind != "quan":
                continue
            for length in range(len(words), 0, -1):
                found = {one for one in self._districts.get(_joined(words[:length]), ()) if _spells(words, one[0])}
                if found:
                    return found
        return set()

    def _fitting(
        self, kind: str, words: list[str], written: list[str], provinces: frozenset[str], district: set[tuple[str, str]]
    ) -> set[Commune]:
        if not _is_name(words, written):
            return set()
        key = _joined(words)
        today = {one for one in self._today.get(key, ()) if _spells(words, one.name)}
        former = {one for one in self._former.get(key, ()) if _spells(words, one.name)}
        if provinces:
            today = {one for one in today if one.province in provinces}
            former = {one for one in former if one.today.province in provinces}
        named = {name for name, _ in district}
        old = {one.today for one in former if one.district in named and _kind(one.name) == kind}
        same = {one for one in today if _kind(one.name) == kind}
        return old or same or {one.today for one in former if _kind(one.name) == kind} or today


def sentence_case(name: str) -> str:
    """A commune's name with its kind as laws write it: "Đặc Khu Phú Quốc" → "Đặc khu Phú Quốc"."""
    return re.sub(r"^(Đặc|Thị) (Khu|Trấn)\b", lambda kind: kind.group().capitalize(), name)


def _named(seen: View, text: str, kinds: dict[str, str]) -> list[tuple[str, list[str], list[str]]]:
    """Kind, the words that follow it, and those words as they were typed."""
    found = list(_WORD.finditer(seen.text))
    words = [match.group() for match in found]
    named = []
    for at in range(len(words)):
        two = " ".join(words[at : at + 2])
        size, kind = (2, kinds[two]) if two in kinds else (1, kinds.get(words[at]))
        if kind is None or (at and kinds is _KINDS and strip_diacritics(words[at - 1]) in _NO_COMMUNE_BEFORE):
            continue
        # A single letter is a kind only where it stands close to the name: "p.bãi cháy", "q. cầu giấy".
        if len(words[at]) == 1 and seen.text[found[at].end() : found[at].end() + 1] != ".":
            continue
        begin = at + size
        end = min(begin + _LONGEST, len(words))
        typed = [text[slice(*seen.place(*match.span()))] for match in found[begin:end]]
        named.append((kind, words[begin:end], typed))
    return named


def _is_name(words: list[str], written: list[str]) -> bool:
    """One word alone, and what begins like "xã hội", must be written as a name."""
    if words[0] in spellings("hội"):
        return written[0][0].isupper() and not all(word.isupper() for word in written)
    return len(words) > 1 or not words[0].isascii() or written[0][0].isupper() or words[0].isdecimal()


def _spells(words: list[str], name: str) -> bool:
    expected = _WORD.findall(_bare_name(name).lower())
    return all(word in spellings(full) for word, full in zip(words, expected, strict=False))


def _kind(name: str) -> str:
    bare = strip_diacritics(name.lower())
    return next(kind for kind in ("dac khu", "thi tran", "phuong", "xa", bare) if bare.startswith(kind))


@cache
def _bare_name(name: str) -> str:
    """ "Thị trấn Cẩm Giang" → "Cẩm Giang"."""
    words = name.split()
    two = strip_diacritics(" ".join(words[:2]).lower())
    return " ".join(words[2:] if two in {"dac khu", "thi tran", "thi xa", "thanh pho"} else words[1:])


@cache
def _key(name: str) -> str:
    return _joined(_WORD.findall(_bare_name(name).lower()))


def _joined(words: list[str]) -> str:
    return strip_diacritics(" ".join(words))
