"""Shares with their uncertainty, and how far two agree: sums with nothing of where their counts come from."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

#: 97.5 % point of the normal distribution: two sides make 95 %.
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Agreement:
    """`n` pairs of verdicts, `same` of them alike; `kappa` is None where chance alone would agree always."""

    n: int
    same: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        """The share of pairs that are alike; None without pairs."""
        return self.same / self.n if self.n else None


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Cohen's kappa: (observed − expected) / (1 − expected), expected from how often each of the two says what."""
    listed = list(pairs)
    n, same = len(listed), sum(one == other for one, other in listed)
    if not n:
        return Agreement(0, 0, None)
    first, second = Counter(one for one, _ in listed), Counter(other for _, other in listed)
    by_chance = sum(first[word] * second[word] for word in first)
    # Whole numbers up to here: n² − by_chance is 0 exactly where both always say the same one word.
    rest = n * n - by_chance
    return Agreement(n, same, (n * same - by_chance) / rest if rest else None)


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `n`, with the 95 % interval of Wilson (both None without any)."""

    right: int
    n: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share itself; None of nothing."""
        return self.right / self.n if self.n else None


def wilson(right: int, n: int, z: float = Z) -> Share:
    """The share `right` of `n` and between which shares the true one lies, with 95 % certainty. Raises ValueError."""
    if not 0 <= right <= n:
        raise ValueError(f"{right} of {n}")
    if n == 0:
        return Share(right, n, None, None)
    share, spread = right / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    # At the ends the interval touches 0 and 1 exactly; sums of fractions miss that by a hair.
    return Share(right, n, 0.0 if right == 0 else middle - half, 1.0 if right == n else middle + half)


def median(values: Iterable[int]) -> int | None:
    """The nearest-rank median: half of them are at most so large. None of nothing."""
    return percentile(values, 0.5)


def percentile(values: Iterable[int], share: float) -> int | None:
    """The nearest-rank percentile of exact values; `share` from 0 to 1, 0 excluded. None of nothing."""
    ordered = sorted(values)
    return ordered[max(1, math.ceil(len(ordered) * share)) - 1] if ordered else None
