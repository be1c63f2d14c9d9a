"""Finds set phrases in a text word by word, in time that grows with the text alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.language.view import View, spellings

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found: its meaning and its offsets in the view."""

    meaning: str
    start: int
    end: int


class Lexicon:
    """Phrases in full Vietnamese, each with its meaning; the longest phrase wins."""

    def __init__(self, phrases: Mapping[str, str]):
        self._by_word: dict[str, list[tuple[tuple[tuple[str, ...], ...], str]]] = {}
        for phrase, meaning in phrases.items():
            words = tuple(spellings(word) for word in _WORD.findall(phrase.lower()))
            for form in words[0]:
                self._by_word.setdefault(form, []).append((words, meaning))
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, seen: View) -> list[Phrase]:
        """The phrases in `seen`, left to right, not overlapping."""
        words = _WORD.findall(seen.text)
        matches: list[tuple[int, int, str]] = []
        free = 0
        for at, word in enumerate(words):
            if at >= free and word in self._by_word and (match := self._longest(words, at)):
                matches.append((at, at + match[0] - 1, match[1]))
                free = at + match[0]
        if not matches:
            return []
        places = [found.span() for found in _WORD.finditer(seen.text)]
        return [Phrase(meaning, places[first][0], places[last][1]) for first, last, meaning in matches]

    def _longest(self, words: list[str], at: int) -> tuple[int, str] | None:
        for expected, meaning in self._by_word.get(words[at], ()):
            typed = words[at : at + len(expected)]
            if len(typed) == len(expected) and all(word in forms for word, forms in zip(typed, expected, strict=True)):
                return len(expected), meaning
        return None
