"""A text as the finders see it, and patterns that read it with or without diacritics."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.language.text import is_seen, strip_diacritics

_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: "hoà" and "hòa", "thuỷ" and "thủy" are one word: the mark goes to the first of the two vowels.
_LATE_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
_UNEVEN = re.compile("[^\\S \n]|[ \n]{2}|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
#: A word of a pattern; "§" before it asks for its marks.
_PATTERN_WORD = re.compile(r"(?<!\\)(§?)([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class View:
    """Lower case, single spaces, one letter per character; knows where each stood in the original."""

    text: str
    _places: tuple[int, ...] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the non-empty stretch `start:end` of this view."""
        if self._places is None:
            return start, end
        return self._places[start], self._places[end - 1] + 1


@lru_cache(maxsize=4)
def view(text: str) -> View:
    """`text` ready for the finders; kept for the next finder of the same message."""
    low = text.lower()
    if len(low) == len(text) and not _UNEVEN.search(low) and unicodedata.is_normalized("NFKC", low):
        return View(early_tone(low), None)
    letters: list[str] = []
    places: list[int] = []
    for place, cluster in _clusters(text):
        for char in unicodedata.normalize("NFKC", cluster).lower():
            if char.isspace():
                if letters and letters[-1] in " \n":
                    letters[-1] = "\n" if char == "\n" else letters[-1]
                    continue
                letters.append("\n" if char == "\n" else " ")
            elif is_seen(char):
                letters.append(char)
            else:
                continue
            places.append(place)
    return View(early_tone("".join(letters)), tuple(places))


def early_tone(word: str) -> str:
    """Tone marks of "oa", "oe", "uy" on the first vowel; the length stays."""
    return _LATE_TONE.sub(lambda found: _moved(found.group()), word)


@cache
def spellings(word: str) -> tuple[str, ...]:
    """How a lower-case word may be typed: in full, without its tone, without any mark.

    A word typed with other marks is another word: "cũ" is not "củ", but "cu" may be.
    """
    full = early_tone(word)
    toneless = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", full) if c not in _TONES))
    return tuple(dict.fromkeys((full, toneless, strip_diacritics(full))))


def phrase_spellings(phrase: str) -> frozenset[str]:
    """Every spelling of a phrase of several words, each word spelled in its own way."""
    several = [""]
    for word in phrase.split():
        several = [f"{begin} {form}".lstrip() for begin in several for form in spellings(word)]
    return frozenset(several)


def forms(words: str) -> frozenset[str]:
    """Every spelling of every word in `words`."""
    return frozenset(form for word in words.split() for form in spellings(word))


def spelled(pattern: str) -> str:
    """A regular expression written in full Vietnamese, made to accept every spelling of its words.

    "§tới" is accepted with its marks only: "toi" is "tôi" more often.
    """
    return _PATTERN_WORD.sub(_alternatives, pattern)


def _alternatives(found: re.Match[str]) -> str:
    marked, word = found.groups()
    if marked:
        return early_tone(word)
    forms = spellings(word)
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


@cache
def _moved(pair: str) -> str:
    first, second = pair[0], unicodedata.normalize("NFD", pair[1])
    return unicodedata.normalize("NFC", first + second[1:]) + second[0]


def _clusters(text: str) -> list[tuple[int, str]]:
    clusters: list[tuple[int, str]] = []
    for place, char in enumerate(text):
        if clusters and unicodedata.combining(char):
            clusters[-1] = (clusters[-1][0], clusters[-1][1] + char)
        else:
            clusters.append((place, char))
    return clusters
