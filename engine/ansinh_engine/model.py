"""The linear model: from normalised text to a probability for every topic and every topic/aspect.

Two heads on the same features: one over topics, one over full labels. A topic's confidence is the geometric
mean of what both say of it; it is then shared out among its aspects as the second head says.

Files written by ``save`` (no pickle, nothing executable):
``labels.json``  {"format": 1, "labels": [["fraud_report", "fake_call"], ["greet", null], …], "topics": […]}
``vocabulary.json``  {"names": […], "block_weights": {…}}
``weights.npz``  float16 ``weights`` (features × (labels + topics)), float32 ``idf`` (features) and ``bias``
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from ansinh_engine.features import Vocabulary

FORMAT = 1


class ModelUnreadable(Exception):
    """The stored files are not a model of this format."""


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


@dataclass(frozen=True)
class Reading:
    """All the model says about one text. Both lists are sorted, most likely first, and add up to 1."""

    topics: list[tuple[str, float]]
    guesses: list[Guess]

    @property
    def aspect_confidence(self) -> float:
        """Probability of the winning topic's best aspect given that topic; 1.0 for a plain intent."""
        topic, confidence = self.topics[0]
        best = next(guess for guess in self.guesses if guess.topic == topic)
        return best.confidence / confidence if best.aspect is not None and confidence else 1.0

    def best(self, how_many: int) -> list[Guess]:
        """The first guesses, with the winning topic's best one always among them."""
        first = self.guesses[:how_many]
        topic = self.topics[0][0]
        if any(guess.topic == topic for guess in first):
            return first
        return [*first[:-1], next(guess for guess in self.guesses if guess.topic == topic)]


class LinearModel:
    """weights · features + bias, softmaxed within each head. Columns: the labels, then the sorted topics."""

    def __init__(
        self, labels: tuple[Label, ...], vocabulary: Vocabulary, weights: np.ndarray, bias: np.ndarray
    ) -> None:
        self.labels = labels
        self.topics = tuple(sorted({label.topic for label in labels}))
        self.vocabulary = vocabulary
        self.weights = weights
        self.bias = bias
        self._topic_of = np.array([self.topics.index(label.topic) for label in labels])
        columns = len(labels) + len(self.topics)
        if weights.shape != (len(vocabulary.names), columns) or bias.shape != (columns,):
            raise ModelUnreadable("arrays do not fit the vocabulary and labels")

    def read(self, normalised: str) -> Reading:
        """Topics and labels of a text that went through ``text.normalise``; equal ones in order of name."""
        scores = self._scores(normalised)
        by_label = _softmax(scores[: len(self.labels)])
        by_topic = _softmax(scores[len(self.labels) :])
        summed = np.bincount(self._topic_of, weights=by_label, minlength=len(self.topics))
        topics = np.sqrt(summed * by_topic)
        topics /= topics.sum()
        labels = by_label * (topics / summed)[self._topic_of]
        return Reading(
            sorted(zip(self.topics, topics.tolist(), strict=True), key=lambda item: (-item[1], item[0])),
            sorted(
                (Guess(*label, confidence) for label, confidence in zip(self.labels, labels.tolist(), strict=True)),
                key=lambda guess: (-guess.confidence, guess.topic, guess.aspect or ""),
            ),
        )

    def _scores(self, normalised: str) -> np.ndarray:
        positions, values = self.vocabulary.vector(normalised)
        if not positions:
            return self.bias
        return np.asarray(self.bias + np.asarray(values, dtype=np.float32) @ self.weights[positions])

    def save(self, folder: Path) -> None:
        """Writes the three files into an existing ``folder``."""
        labels = [list(label) for label in self.labels]
        _write_json(folder / "labels.json", {"format": FORMAT, "labels": labels, "topics": self.topics})
        _write_json(
            folder / "vocabulary.json",
            {"names": self.vocabulary.names, "block_weights": self.vocabulary.block_weights},
        )
        np.savez_compressed(
            folder / "weights.npz",
            weights=self.weights.astype(np.float16),
            idf=np.asarray(self.vocabulary.idf, dtype=np.float32),
            bias=self.bias.astype(np.float32),
        )

    @classmethod
    def load(cls, folder: Path) -> LinearModel:
        """Reads what ``save`` wrote; ``ModelUnreadable`` when a file is missing, foreign or does not fit."""
        try:
            head = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            words = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
            with (folder / "weights.npz").open("rb") as stored:
                arrays = np.load(stored, allow_pickle=False)
                weights, idf, bias = (arrays[name].astype(np.float32) for name in ("weights", "idf", "bias"))
            if head["format"] != FORMAT:
                raise ModelUnreadable(f"format {head['format']}, expected {FORMAT}")
            labels = tuple(Label(topic, aspect) for topic, aspect in head["labels"])
            vocabulary = Vocabulary(tuple(words["names"]), tuple(idf.tolist()), words["block_weights"])
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, BadZipFile) as error:
            raise ModelUnreadable(f"{folder.name}: {type(error).__name__}") from error
        return cls(labels, vocabulary, weights, bias)


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores.astype(np.float64) - scores.max())
    return np.asarray(raised / raised.sum())


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
