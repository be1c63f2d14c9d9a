"""The language front alone: making a text clean and readable, and finding in it what a citizen tells."""

import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, cycle, islice
from pathlib import Path
from random import Random

from bot.language.province import Provinces
from bot.language.reading import readable
from bot.language.text import clean, neutral
from bot.language.view import view
from bot.operations.benchmark.sample import SEED, Sentences
from bot.settings import PROJECT
from bot.telling import told_in

#: Words of a text.
LENGTHS = (10, 100, 300)
#: Different texts of each length, so that what is kept for the last few texts helps none.
TEXTS = 60
PROVINCES = PROJECT / "data" / "offices" / "provinces.toml"


@dataclass(frozen=True, slots=True)
class Front:
    """Median times of a text of so many words (ms): to clean and read it, and to find all that is told in it."""

    words: int
    texts: int
    clean_ms: float
    told_ms: float


def fronts(sentences: Sentences, day: date, provinces: Path = PROVINCES) -> list[Front]:
    """Every length, on texts put together from training sentences."""
    known = Provinces.load(provinces)
    _times("", day, known)
    return [_front(words, texts(sentences, words), day, known) for words in LENGTHS]


def texts(sentences: Sentences, words: int, count: int = TEXTS) -> list[str]:
    """So many texts of so many words, the same ones every time."""
    lines = sorted(set(chain.from_iterable(sentences.values())))
    Random(f"{SEED} {words}").shuffle(lines)  # noqa: S311  no secret is drawn
    stream = chain.from_iterable(line.split() for line in cycle(lines))
    return [" ".join(islice(stream, words)) for _ in range(count)]


def _front(words: int, texts: Iterable[str], day: date, provinces: Provinces) -> Front:
    took = [_times(text, day, provinces) for text in texts]
    cleaning, telling = zip(*took, strict=True)
    return Front(words, len(took), round(statistics.median(cleaning), 3), round(statistics.median(telling), 3))


def _times(text: str, day: date, provinces: Provinces) -> tuple[float, float]:
    begun = time.perf_counter()
    said = readable(neutral(clean(text)))
    view(said)
    cleaned = time.perf_counter()
    told_in(said, day, provinces)
    return (cleaned - begun) * 1000, (time.perf_counter() - cleaned) * 1000
