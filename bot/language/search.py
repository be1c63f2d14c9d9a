"""Words as the search index of the record knows them: without accents, tones and case, numbers without their points.

Both databases are given the same words, so that they find the same; neither splits or folds by itself.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.language.text import strip_diacritics

#: Bounds of what one turn adds to the index; positions of PostgreSQL end at 16,383.
MOST_WORDS, LONGEST_WORD = 2_000, 40
#: What one search may ask for.
MOST_WANTED = 16
#: Signs of everyday writing that part words and are not ASCII.
_SIGNS = "“”‘’–—…•→×·"
#: What the quick way cannot read: neither ASCII nor a mark above or below a letter.
_FOREIGN = re.compile("[^\x00-\x7f\u0300-\u036f]")
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)")
_WORD = re.compile(r"[^\W_]+")
_SPACED = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_PART = re.compile(r'"([^"]*)"|(\S+)')


def folded(text: str) -> list[str]:
    """The words of `text`: "Đóng 297.000 đồng" gives dong, 297000, dong."""
    low = text.lower()
    if not low.isascii():
        for sign in _SIGNS:
            low = low.replace(sign, " ")
        low = unicodedata.normalize("NFKD", low.replace("đ", "d"))
    low = _AMOUNT.sub(_joined, low)
    # This is done in every turn: bytes are translated and split ten times faster than a pattern finds words.
    words = _foreign(low) if _FOREIGN.search(low) else low.encode("ascii", "ignore").translate(_SPACED).decode().split()
    if len(words) > MOST_WORDS or max(map(len, words), default=0) > LONGEST_WORD:
        return [word[:LONGEST_WORD] for word in words[:MOST_WORDS]]
    return words


def _foreign(decomposed: str) -> list[str]:
    """The words of a text with letters of another script."""
    return _WORD.findall(strip_diacritics(unicodedata.normalize("NFC", decomposed)))


def _joined(amount: re.Match[str]) -> str:
    return amount.group().replace(".", "").replace(",", "")


def vector(words: Iterable[str]) -> str:
    """The words as a literal of PostgreSQL's tsvector: `'bao':1 'hiem':2,5`."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(str(place))
    # PostgreSQL keeps 255 places of a word and drops the rest.
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: phrases of one or more words, all of which must be there.

    Words in double quotes stand side by side; a word that ends in * is the beginning of one.
    """

    phrases: tuple[tuple[tuple[str, ...], bool], ...]

    @classmethod
    def read(cls, typed: str) -> "Wanted":
        """What somebody typed; without any word it finds nothing and `is_empty`."""
        phrases: dict[tuple[tuple[str, ...], bool], None] = {}
        for quoted, bare in _PART.findall(typed):
            if quoted:
                phrases[tuple(folded(quoted)), False] = None
                continue
            words = folded(bare)
            is_begun = bare.endswith("*")
            for word in words[:-1]:
                phrases[(word,), False] = None
            if words:
                phrases[(words[-1],), is_begun] = None
        return cls(tuple(one for one in phrases if one[0])[:MOST_WANTED])

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.phrases

    @property
    def fts5(self) -> str:
        """For MATCH of SQLite."""
        return " ".join('"{}"{}'.format(" ".join(words), "*" if begun else "") for words, begun in self.phrases)

    @property
    def tsquery(self) -> str:
        """For the type tsquery of PostgreSQL."""
        parts = []
        for words, begun in self.phrases:
            quoted = [f"'{word}'" for word in words]
            quoted[-1] += ":*" if begun else ""
            parts.append(f"({' <-> '.join(quoted)})")
        return " & ".join(parts)

    def __contains__(self, word: str) -> bool:
        return any(word in words or (begun and word.startswith(words[-1])) for words, begun in self.phrases)


def highlighted(text: str, wanted: Wanted) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, each with whether it is a word that was searched for."""
    end = 0
    for found in _WORD.finditer(text):
        if all(word in wanted for word in folded(found.group())):
            if found.start() > end:
                yield text[end : found.start()], False
            yield found.group(), True
            end = found.end()
    if end < len(text):
        yield text[end:], False
