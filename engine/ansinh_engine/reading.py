"""What the model says about a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np


class Label(NamedTuple):
    """A question one can be recognised as asking; ``aspect`` is None for plain intents."""

    topic: str
    aspect: str | None

    @classmethod
    def parse(cls, full: str) -> Label:
        """From ``topic/aspect`` or ``intent``."""
        topic, _, aspect = full.partition("/")
        return cls(topic, aspect or None)


class Guess(NamedTuple):
    """A label with its probability, 0–1, over all labels."""

    topic: str
    aspect: str | None
    confidence: float


@dataclass(frozen=True, eq=False)
class Reading:
    """All the model says about one text: a probability for each topic and for each label, each 1 together.

    ``names`` (of topics) and ``labels`` are sorted by name, so that equal ones rank in that order.
    """

    names: tuple[str, ...]
    labels: tuple[Label, ...]
    topic_shares: np.ndarray
    label_shares: np.ndarray

    @cached_property
    def topics(self) -> list[tuple[str, float]]:
        """Most likely first."""
        order = np.argsort(-self.topic_shares, kind="stable")
        return [(self.names[place], float(self.topic_shares[place])) for place in order]

    @cached_property
    def guesses(self) -> list[Guess]:
        """Most likely first."""
        order = np.argsort(-self.label_shares, kind="stable")
        return [Guess(*self.labels[place], float(self.label_shares[place])) for place in order]

    @cached_property
    def winner(self) -> Guess:
        """The winning topic's best guess, which need not be the first of all guesses."""
        topic = self.topics[0][0]
        return next(guess for guess in self.guesses if guess.topic == topic)

    @property
    def aspect_confidence(self) -> float:
        """Probability of the winning topic's best aspect given that topic; 1.0 for a plain intent."""
        confidence = self.topics[0][1]
        return self.winner.confidence / confidence if self.winner.aspect is not None and confidence else 1.0

    def blended(self, other: Reading, weight: float) -> Reading:
        """The mean of both, by the same model; ``other`` counts ``weight`` (0–1)."""
        topics = (1 - weight) * self.topic_shares + weight * other.topic_shares
        labels = (1 - weight) * self.label_shares + weight * other.label_shares
        return Reading(self.names, self.labels, topics, labels)

    def best(self, how_many: int) -> list[Guess]:
        """The first guesses, with the winning topic's best one always among them."""
        first = self.guesses[:how_many]
        return first if self.winner in first else [*first[:-1], self.winner]
