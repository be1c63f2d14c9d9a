"""How risky an answer looks: harm × doubt × reach, each from 0 to 1, and why, in codes that a page puts into words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.console.review.weights import Weights
from bot.records.rankings import Ranking

#: A reason: its code and its number or word.
Reason = list[Any]


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a turn. `topic` is what it was about, or was likeliest about.

    `bad` counts the citizen's "no" where the last word is one, `again` how often the same was asked again soon after.
    """

    topic: str | None
    outcome: str
    confidence: float | None = None
    pressed: bool = False
    ranking: Ranking = ()
    bad: int = 0
    again: int = 0


def risk(weights: Weights, signs: Signs) -> tuple[float, list[Reason]]:
    """Harm × doubt, and the reasons: the harm first, then the signs of doubt from the strongest down."""
    harm, _ = weights.harm_of(signs.topic)
    doubts = sorted(_doubts(weights, signs), key=lambda one: -one[0])
    sound = 1 - weights.doubt.usual
    for doubt, _ in doubts:
        sound *= 1 - doubt
    return harm * (1 - sound), [["harm", signs.topic or ""], *(reason for _, reason in doubts)]


def reach(weights: Weights, asked: int) -> float:
    """How far an answer reaches that was asked for so many times in 30 days."""
    grown = math.log2(1 + max(asked, 1)) - 1
    whole = math.log2(1 + weights.reach.many) - 1
    return weights.reach.least + (1 - weights.reach.least) * min(1.0, grown / whole if whole else 1.0)


def _doubts(weights: Weights, signs: Signs) -> Iterator[tuple[float, Reason]]:
    doubt = weights.doubt
    if not signs.pressed:
        yield from _of_model(weights, signs)
    if found := doubt.outcomes.get(signs.outcome):
        yield found.weight, ["outcome", signs.outcome]
    if signs.bad:
        yield doubt.bad.weight, ["bad", signs.bad]
    if signs.again:
        yield doubt.again.weight, ["again", signs.again]


def _of_model(weights: Weights, signs: Signs) -> Iterator[tuple[float, Reason]]:
    doubt = weights.doubt
    if signs.confidence is not None and signs.confidence < doubt.confidence.sure:
        short = 1 - signs.confidence / doubt.confidence.sure
        yield doubt.confidence.weight * short, ["confidence", round(signs.confidence, 2)]
    if len(signs.ranking) > 1:
        margin = signs.ranking[0].confidence - signs.ranking[1].confidence
        if 0 <= margin < doubt.narrow.margin:
            yield doubt.narrow.weight * (1 - margin / doubt.narrow.margin), ["narrow", round(margin, 2)]
