"""How like a message is to known wordings: cosine of weighted letter and word sequences, in one pass over an index.

Rare sequences weigh more (TF-IDF); what no known wording has weighs most, so that a longer message is less like one.
Numbers that differ, and a question where the wording states, make two texts less alike.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.language.claim_text import Line, folded

#: Letters of a sequence within a word; two words beside each other are one more.
_LETTERS = (3, 4)
#: What is left of the likeness where both texts name numbers and share none; where the message asks.
_OTHER_NUMBERS, _ASKS = 0.6, 0.65
#: Copies share this part of the runs of five letters that the shorter text has, if it has enough of them to tell.
_RUN, _ENOUGH, _NEAR_SAME = 5, 25, 0.6
#: Words of a sentence that is no mere subject ("thẻ y tế miễn phí").
_STATEMENT = 6
#: So few words are like too much: "chết sớm lỗ không".
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Likest:
    """The known wording that is most like a message; `score` from 0 to 1.

    `states` tells a sentence that states something at length from a question and from a few words of its subject.
    """

    key: str
    score: float
    states: bool


class Likeness:
    """An index of wordings, each under the key of what it says."""

    def __init__(self, wordings: Iterable[tuple[str, str]]):
        known = [(key, _whole(folded(wording))) for key, wording in wordings]
        self._keys = [key for key, _ in known]
        self._numbers = [line.numbers for _, line in known]
        grams = [_grams(line.text) for _, line in known]
        having = Counter(gram for one in grams for gram in one)
        self._unknown = math.log((len(known) + 1) / 0.5)
        self._rarity = {gram: math.log((len(known) + 1) / (times + 0.5)) for gram, times in having.items()}
        self._index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, one in enumerate(grams):
            for gram, weight in self._vector(one).items():
                self._index[gram].append((at, weight))

    def likest(self, text: str) -> Likest | None:
        """The wording most like `text`, which is compared sentence by sentence and as a whole; None if none is."""
        lines = folded(text)
        tried = [*lines, _whole(lines)] if len(lines) > 1 else list(lines)
        best = [one for line in tried if len(line.text.split()) >= FEWEST_WORDS and (one := self._of(line))]
        return max(best, key=lambda one: one.score, default=None)

    def _of(self, line: Line) -> Likest | None:
        scores: dict[int, float] = defaultdict(float)
        for gram, weight in self._vector(_grams(line.text)).items():
            for at, known in self._index.get(gram, ()):
                scores[at] += weight * known
        if not scores:
            return None
        at, score = max(((at, self._guarded(score, at, line)) for at, score in scores.items()), key=lambda one: one[1])
        states = not line.asks and len(line.text.split()) >= _STATEMENT
        return Likest(self._keys[at], score * (_ASKS if line.asks else 1), states)

    def _guarded(self, score: float, at: int, line: Line) -> float:
        numbers = self._numbers[at]
        return score * _OTHER_NUMBERS if numbers and line.numbers and not numbers & line.numbers else score

    def _vector(self, grams: Counter[str]) -> dict[str, float]:
        """Weights of length 1."""
        weights = {gram: (1 + math.log(times)) * self._rarity.get(gram, self._unknown) for gram, times in grams.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {gram: weight / length for gram, weight in weights.items()}


def is_near_same(one: str, other: str) -> bool:
    """Whether two texts are copies of each other: shortened, begun or ended otherwise, mistyped, without marks.

    Texts that name numbers and share none say different things however alike they are.
    """
    (numbers, mine), (others, theirs) = _marks(one), _marks(other)
    if numbers and others and not numbers & others:
        return False
    smaller = min(len(mine), len(theirs))
    of = smaller if smaller >= _ENOUGH else len(mine | theirs)
    return len(mine & theirs) >= _NEAR_SAME * of


def shared(one: str, other: str) -> float:
    """The part, 0 to 1, of the shorter text's runs of letters that the other has too; for showing, it decides nothing.

    Texts of fewer runs than tell anything share their part of all runs of both.
    """
    (_, mine), (_, theirs) = _marks(one), _marks(other)
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / (smaller if smaller >= _ENOUGH else len(mine | theirs))


def forget() -> None:
    """Keep nothing of the messages compared so far."""
    folded.cache_clear()
    _marks.cache_clear()


@lru_cache(maxsize=2048)
def _marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers of a text and its runs of letters; kept, because every message is compared with the same claims."""
    line = _whole(folded(text))
    runs = (line.text[start : start + _RUN] for start in range(max(1, len(line.text) - _RUN + 1)))
    return line.numbers, frozenset(runs)


def _whole(lines: tuple[Line, ...]) -> Line:
    numbers = frozenset(number for line in lines for number in line.numbers)
    return Line(" ".join(line.text for line in lines), numbers, any(line.asks for line in lines))


def _grams(text: str) -> Counter[str]:
    words = text.split()
    padded = [f" {word} " for word in words]
    letters = (
        word[start : start + size] for word in padded for size in _LETTERS for start in range(len(word) - size + 1)
    )
    return Counter([*letters, *(f"{one} {other}" for one, other in pairwise(words))])
