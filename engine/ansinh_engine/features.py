"""Weighted character and word n-grams of a normalised sentence (TF-IDF), and their fixed numbering.

Five blocks: words (1–3) and characters inside words (2–5), each once without diacritics and once as written,
and words (1–3) with synonyms folded. The as-written blocks hold only n-grams that carry a diacritic, so a
sentence typed without any is described by the other blocks alone, which it shares with every other spelling.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ansinh_engine.synonyms import fold
from ansinh_engine.text import strip_diacritics

WORD_SIZES = (1, 2, 3)
CHARACTER_SIZES = (2, 3, 4, 5)
BLOCKS = ("w", "c", "s", "W", "C")
"""First letter of every feature's name: w c without diacritics, s synonyms folded, W C as written."""
BARE = ("w", "c", "s")
"""The blocks that are the same in either spelling."""


def blocks(normalised: str) -> dict[str, Counter[str]]:
    """Block → n-gram → how often, of a text that went through ``text.normalise``."""
    written = normalised.split()
    bare = [strip_diacritics(word) for word in written]
    return {
        "w": Counter(_words(bare)),
        "c": Counter(_characters(bare)),
        "s": Counter(gram for gram in _words(fold(" ".join(bare)).split()) if "_" in gram),
        "W": Counter(gram for gram in _words(written) if not gram.isascii()),
        "C": Counter(gram for gram in _characters(written) if not gram.isascii()),
    }


@dataclass(frozen=True)
class Vocabulary:
    """The numbered features with their inverse document frequency.

    names:  position → feature, e.g. ``"wbao nhieu"``, ``"C bả"``
    idf:    position → weight ≥ 1
    block_weights: block → factor put on its unit-length vector
    """

    names: tuple[str, ...]
    idf: tuple[float, ...]
    block_weights: dict[str, float]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {name: position for position, name in enumerate(self.names)})

    def vector(self, normalised: str) -> tuple[list[int], list[float]]:
        """(positions, values) of the features present in a text; empty where nothing is known."""
        return self.weigh(blocks(normalised))

    def weigh(self, counted: dict[str, Counter[str]]) -> tuple[list[int], list[float]]:
        """(positions, values) of the features present in the ``blocks`` of a text."""
        index: dict[str, int] = self.__dict__["_index"]
        positions: list[int] = []
        values: list[float] = []
        for block, counts in counted.items():
            start = len(values)
            for gram, count in counts.items():
                position = index.get(block + gram)
                if position is not None:
                    positions.append(position)
                    values.append((1.0 + math.log(count)) * self.idf[position])
            length = math.sqrt(sum(value * value for value in values[start:]))
            if length:
                scale = self.block_weights[block] / length
                values[start:] = [value * scale for value in values[start:]]
        return positions, values


def build_vocabulary(
    sentences: Sequence[dict[str, Counter[str]]], minimum_documents: int, block_weights: dict[str, float]
) -> Vocabulary:
    """The vocabulary of sentences as ``blocks``: features found in at least ``minimum_documents``, sorted."""
    documents: Counter[str] = Counter()
    for sentence in sentences:
        for block, counts in sentence.items():
            documents.update(block + gram for gram in counts)
    kept = sorted(name for name, count in documents.items() if count >= minimum_documents)
    total = len(sentences)
    idf = tuple(math.log((1 + total) / (1 + documents[name])) + 1.0 for name in kept)
    return Vocabulary(tuple(kept), idf, dict(block_weights))


def _words(words: Sequence[str]) -> Iterator[str]:
    for size in WORD_SIZES:
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def _characters(words: Iterable[str]) -> Iterator[str]:
    """N-grams inside single words with a blank at both ends, as scikit-learn's ``char_wb``."""
    for word in words:
        padded = f" {word} "
        for size in CHARACTER_SIZES:
            if len(padded) <= size:
                yield padded
                break
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]
