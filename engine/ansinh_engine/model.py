"""The linear model: from normalised text to a probability for every topic and every topic/aspect.

One head tells the topics apart; within each topic a small head of its own shares the topic's probability out
among the aspects. An aspect's weights are zero for words that its topic's sentences never use, so they are
kept sparse.

Files written by ``save`` (no pickle, nothing executable):
``labels.json``  {"format": 1, "labels": [["fraud_report", "fake_call"], ["greet", null], …], "topics": […]}
``vocabulary.json``  {"names": […], "block_weights": {…}}
``weights.npz``  float16 ``topics`` (features × topics); the labels' weights (features × labels) as compressed
sparse rows: float16 ``data``, uint16 ``columns``, int32 ``starts``; float32 ``idf`` (features),
``label_bias``, ``topic_bias``
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from ansinh_engine.features import Vocabulary

FORMAT = 2
HARDLY_MEANT = 0.002
"""Below this probability of a topic its aspects keep the shares they have in general."""


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


@dataclass(frozen=True)
class Part:
    """The head of one topic: how its probability is shared out among its labels."""

    labels: tuple[Label, ...]
    weights: csr_matrix
    bias: np.ndarray
    general: np.ndarray
    """Shares where nothing is read: 1 together."""

    @classmethod
    def of(cls, topic: str, labels: tuple[Label, ...], weights: csc_matrix, bias: np.ndarray) -> Part:
        """The columns of the labels of ``topic``, which stand side by side."""
        own = [position for position, label in enumerate(labels) if label.topic == topic]
        columns = slice(own[0], own[-1] + 1)
        own_bias = bias[columns].astype(np.float64)
        return cls(labels[columns], weights[:, columns].tocsr(), own_bias, _softmax(own_bias))

    def shares(self, positions: np.ndarray, vector: np.ndarray, likelihood: float) -> np.ndarray:
        """Shares of the labels, 1 together. Of a topic that is hardly meant the text is not read closely."""
        if len(self.labels) == 1 or likelihood < HARDLY_MEANT:
            return self.general
        starts, ends = self.weights.indptr[positions], self.weights.indptr[positions + 1]
        lengths = ends - starts
        # Entry numbers of all rows in a line: each row's start, counted on. By hand, because scipy would first
        # build the matrix of these rows.
        entries = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        products = self.weights.data[entries] * np.repeat(vector, lengths)
        scores = np.bincount(self.weights.indices[entries], weights=products, minlength=len(self.labels))
        return _softmax(self.bias + scores)


class LinearModel:
    """Scores of topics, softmaxed; within each topic scores of its labels, softmaxed among themselves.

    weights: features × labels (sparse), features × topics; bias: labels, topics. Topics are sorted by name.
    """

    def __init__(
        self,
        labels: tuple[Label, ...],
        vocabulary: Vocabulary,
        weights: tuple[csr_matrix, np.ndarray],
        bias: tuple[np.ndarray, np.ndarray],
    ) -> None:
        self.labels = labels
        self.topics = tuple(sorted({label.topic for label in labels}))
        self.vocabulary = vocabulary
        self.of_labels, self.of_topics = weights
        self.label_bias, self.topic_bias = bias
        features, shapes = len(vocabulary.names), (self.of_labels.shape, self.of_topics.shape)
        if shapes != ((features, len(labels)), (features, len(self.topics))):
            raise ModelUnreadable("arrays do not fit the vocabulary and labels")
        if (self.label_bias.shape, self.topic_bias.shape) != ((len(labels),), (len(self.topics),)):
            raise ModelUnreadable("arrays do not fit the vocabulary and labels")
        if list(labels) != sorted(labels, key=lambda label: label.topic):
            raise ModelUnreadable("labels are not in the order of topics")
        by_column = self.of_labels.tocsc()
        self._parts = [
            Part.of(topic, labels, by_column, self.label_bias)
            for topic in self.topics  # in the order of labels, so that the parts lie side by side
        ]

    def read(self, normalised: str) -> Reading:
        """Topics and labels of a text that went through ``text.normalise``; equal ones in order of name."""
        positions, values = self.vocabulary.vector(normalised)
        known, vector = np.asarray(positions, dtype=np.int64), np.asarray(values, dtype=np.float32)
        topics = _softmax(self.topic_bias + vector @ self.of_topics[known])
        guesses = [
            Guess(*label, confidence)
            for position, part in enumerate(self._parts)
            for label, confidence in zip(
                part.labels, (topics[position] * part.shares(known, vector, topics[position])).tolist(), strict=True
            )
        ]
        return Reading(
            sorted(zip(self.topics, topics.tolist(), strict=True), key=lambda item: (-item[1], item[0])),
            sorted(guesses, key=lambda guess: (-guess.confidence, guess.topic, guess.aspect or "")),
        )

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
            topics=self.of_topics.astype(np.float16),
            data=self.of_labels.data.astype(np.float16),
            columns=self.of_labels.indices.astype(np.uint16),
            starts=self.of_labels.indptr.astype(np.int32),
            idf=np.asarray(self.vocabulary.idf, dtype=np.float32),
            label_bias=self.label_bias.astype(np.float32),
            topic_bias=self.topic_bias.astype(np.float32),
        )

    @classmethod
    def load(cls, folder: Path) -> LinearModel:
        """Reads what ``save`` wrote; ``ModelUnreadable`` when a file is missing, foreign or does not fit."""
        try:
            head = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            words = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
            if head["format"] != FORMAT:
                raise ModelUnreadable(f"format {head['format']}, expected {FORMAT}")
            with (folder / "weights.npz").open("rb") as stored:
                arrays = dict(np.load(stored, allow_pickle=False))
            labels = tuple(Label(topic, aspect) for topic, aspect in head["labels"])
            vocabulary = Vocabulary(tuple(words["names"]), tuple(arrays["idf"].tolist()), words["block_weights"])
            of_labels = csr_matrix(
                (arrays["data"].astype(np.float32), arrays["columns"].astype(np.int32), arrays["starts"]),
                shape=(len(vocabulary.names), len(labels)),
            )
            of_labels.check_format(full_check=True)
            weights = (of_labels, arrays["topics"].astype(np.float32))
            bias = (arrays["label_bias"], arrays["topic_bias"])
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, BadZipFile) as error:
            raise ModelUnreadable(f"{folder.name}: {type(error).__name__}") from error
        return cls(labels, vocabulary, weights, bias)


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores.astype(np.float64) - scores.max())
    return np.asarray(raised / raised.sum())


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
