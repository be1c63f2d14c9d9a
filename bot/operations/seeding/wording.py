"""Invented questions in the registers in which people type: with marks or without, short, slipped, in capitals."""

import tomllib
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from bot.advice.answers import Answer
from bot.language.audience import find_audience
from bot.language.text import strip_diacritics

#: How telephones are typed on, for whole words.
SHORT = {
    "không": "ko", "được": "dc", "bao nhiêu": "bn", "em": "e", "anh": "a", "chị": "c", "mình": "mk", "với": "vs",
    "bảo hiểm": "bh", "bảo hiểm xã hội": "bhxh", "tự nguyện": "tn", "vậy": "z", "rồi": "r", "gì": "j", "tháng": "th",
    "người": "ng", "biết": "bít", "muốn": "mún", "cán bộ": "cb", "như thế nào": "ntn", "trước": "trc", "sao": "s",
}  # fmt: skip
AMOUNTS = ("1tr5", "2 triệu", "3 triệu", "5 triệu", "8tr", "1 triệu rưỡi", "10 triệu")


class Lot[T]:
    """Things drawn by weight."""

    def __init__(self, weights: Iterable[tuple[T, float]]):
        weighed = list(weights)
        self._things = [thing for thing, _ in weighed]
        self._sums = list(accumulate(weight for _, weight in weighed))

    def things(self) -> list[T]:
        """All of them."""
        return self._things

    def draw(self, by: Random) -> T:
        """One of them."""
        return self._things[min(bisect(self._sums, by.random() * self._sums[-1]), len(self._things) - 1)]


class Wording:
    """The invented words of `data/demo/wordings.toml`."""

    def __init__(self, table: Mapping[str, Any], registers: Mapping[str, float], provinces: Sequence[str]):
        self._table, self._registers, self._provinces = table, registers, provinces
        self._said: Mapping[str, list[str]] = table["said"]
        self._audience: Mapping[str, list[str]] = table["audience"]
        self._telling: dict[str, bool] = {}

    @classmethod
    def load(cls, path: Path, registers: Mapping[str, float], provinces: Sequence[str]) -> "Wording":
        """Read them. Raises OSError, KeyError and tomllib.TOMLDecodeError."""
        return cls(tomllib.loads(path.read_text("utf-8")), registers, provinces)

    def question(self, by: Random, answer: Answer, others: Sequence[str] = ()) -> str:
        """Somebody asks what `answer` answers; `others` are ready wordings of the same."""
        own = self._said.get(answer.key) or ()
        # A topic's own wordings may be of any of its aspects; they stand for those that come first.
        general = self._said.get(f"{answer.topic}/*") or ()
        lot = by.random()
        if others and lot < 0.8:
            words = by.choice(others)
        elif own and lot < 0.7:
            words = by.choice(own)
        elif general and lot < 0.35:
            words = by.choice(general)
        else:
            words = by.choice(self._table["asked"]).replace("{ask}", _inside(answer.ask))
        if "{" in words:
            words = self._filled(by, words)
        return _joined(by.choice(self._table["opened"]), words, by.choice(self._table["closed"]))

    def beside(self, by: Random, question: str, group: str) -> str:
        """The same question of somebody who says who they are."""
        who = by.choice(self._audience[group])
        return str(by.choice(self._table["audience_first"])).format(who=who, question=question)

    def tells_group(self, answer: Answer) -> bool:
        """Whether the questions about an answer speak of a group themselves: nobody says another one beside."""
        known = self._telling.get(answer.key)
        if known is None:
            words = [answer.ask, *self._said.get(answer.key, ()), *self._said.get(f"{answer.topic}/*", ())]
            known = self._telling[answer.key] = any(find_audience(f"em {one}") or find_audience(one) for one in words)
        return known

    def groups(self) -> list[str]:
        """Groups that have words of their own."""
        return list(self._audience)

    @property
    def places(self) -> tuple[Mapping[str, list[str]], list[str]]:
        """Provinces with communes of theirs, and how somebody says to be there."""
        return self._table["places"], self._table["place_first"]

    def one(self, by: Random, kind: str) -> str:
        """A message of another kind: greetings, thanks, officer, lost …"""
        return str(by.choice(self._table[kind]))

    def typed(self, by: Random, words: str) -> str:
        """As fingers type it."""
        shares = self._registers
        lot = by.random()
        if lot < shares["short"]:
            words = _shortened(words)
        if by.random() < shares["bare"]:
            words = _bare(words)
        if by.random() < shares["slip"]:
            words = _slipped(by, words)
        return words.upper() if by.random() < shares["capitals"] and "[" not in words else words

    def _filled(self, by: Random, words: str) -> str:
        return (
            words.replace(
                "{amount}", by.choice(("1tr5", "2 triệu", "3 triệu", "5 triệu", "8tr", "1 triệu rưỡi", "10 triệu"))
            )
            .replace("{age}", str(by.randint(19, 68)))
            .replace("{years}", str(by.randint(1, 19)))
            .replace("{province}", by.choice(self._provinces))
        )


def _inside(ask: str) -> str:
    bare = ask.rstrip("?")
    # "BHXH", "VssID" keep their letters.
    return bare if bare[:2].isupper() else bare[0].lower() + bare[1:]


def _joined(opened: str, words: str, closed: str) -> str:
    glue = "" if closed in ("", "?", "??", "...") else " "
    return f"{opened} {words}{glue}{closed}".strip()


@lru_cache(4_096)
def _shortened(words: str) -> str:
    padded = f" {words} "
    for long, short in sorted(SHORT.items(), key=lambda pair: -len(pair[0])):
        padded = padded.replace(f" {long} ", f" {short} ")
    return padded.strip()


@lru_cache(4_096)
def _bare(words: str) -> str:
    return strip_diacritics(words)


def _slipped(by: Random, words: str) -> str:
    """Two letters change places, or one is missing; never in a mark of masking."""
    if len(words) < 6 or "[" in words:
        return words
    at = by.randrange(1, len(words) - 2)
    if words[at].isdigit() or words[at + 1].isdigit():
        return words
    return words[:at] + words[at + 1] + (words[at] if by.random() < 0.5 else "") + words[at + 2 :]
