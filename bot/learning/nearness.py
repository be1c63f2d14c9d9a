"""Sentences that are nearly the same, found without comparing each with each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.cases.alike import likeness, marks_of
from bot.language.text import strip_diacritics

#: Hundredths of runs of words in common from which two sentences teach the same.
NEAR = 70
#: So near a sentence has at least this part of its words in common with the other.
_WORDS_SHARED = 0.6
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Near:
    """A known sentence: its key (a label, an id) and its text."""

    key: str
    text: str


class Nearness:
    """An index of sentences; marks and case of letters tell none apart."""

    def __init__(self, known: Iterable[Near] = ()):
        self._known: list[tuple[Near, frozenset[tuple[str, ...]]]] = []
        self._having: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for one in known:
            self.add(one)

    def add(self, one: Near) -> None:
        """Know one more."""
        marks = marks_of(one.text)
        for mark in marks:
            self._having[mark].append(len(self._known))
        self._known.append((one, marks))

    def nearest(self, text: str) -> list[Near]:
        """The known sentences that are nearly `text`, the most alike first."""
        marks = marks_of(text)
        shared = Counter(at for mark in marks for at in self._having.get(mark, ()))
        alike = [(likeness(marks, self._known[at][1]), -at) for at in shared]
        return [self._known[-at][0] for score, at in sorted(alike, reverse=True) if score >= NEAR]


def nearest_among(texts: Iterable[str], known: Iterable[Near]) -> dict[str, list[Near]]:
    """For a few texts the near ones among very many known sentences, the most alike first.

    The many are passed by once: most have too few words in common to be looked at closely.
    """
    wanted = {text: marks_of(text) for text in texts}
    words = frozenset(word for text in wanted for word in _words(text))
    found: dict[str, list[tuple[int, int, Near]]] = {text: [] for text in wanted}
    for at, one in enumerate(known):
        having = _words(one.text)
        if sum(word in words for word in having) < _WORDS_SHARED * len(having):
            continue
        marks = marks_of(one.text)
        for text, mine in wanted.items():
            if (score := likeness(mine, marks)) >= NEAR:
                found[text].append((-score, at, one))
    return {text: [one for _, _, one in sorted(some, key=lambda row: row[:2])] for text, some in found.items()}


def _words(text: str) -> list[str]:
    return _WORD.findall(strip_diacritics(text.casefold()))
