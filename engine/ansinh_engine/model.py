"""The model: from normalised text to a probability for every topic and every topic/aspect.

Two opinions on the topic are averaged: a linear model's, and that of the sentences most like the text
(``neighbours``). In the linear model one head tells the topics apart; within each topic a small head of its own
shares the topic's probability out among the aspects. An aspect's weights are zero for words that its topic's
sentences never use, so they are kept sparse.

Files written by ``save`` (no pickle, nothing executable):
``labels.json``  {"format": 1, "labels": [["fraud_report", "fake_call"], ["greet", null], …], "topics": […]}
``vocabulary.json``  {"names": […], "block_weights": {…}}
``weights.npz``  float16 ``topics`` (features × topics); the labels' weights (features × labels) as compressed
sparse rows: float16 ``data``, uint16 ``columns``, int32 ``starts``; float32 ``idf`` (features),
``label_bias``, ``topic_bias``
``neighbours.npz``  see ``neighbours``
"""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from scipy.sparse import csr_matrix

from ansinh_engine.features import BARE, Vocabulary
from ansinh_engine.neighbours import Neighbours
from ansinh_engine.part import Part, softmax
from ansinh_engine.reading import Label, Reading

FORMAT = 3


class ModelUnreadable(Exception):
    """The stored files are not a model of this format."""


class Model:
    """What reads texts: the linear model and the sentences it was learnt from."""

    def __init__(self, linear: LinearModel, neighbours: Neighbours) -> None:
        self.linear, self.neighbours = linear, neighbours
        names = linear.vocabulary.names
        self._is_bare = np.fromiter((name[0] in BARE for name in names), dtype=bool, count=len(names))

    @property
    def labels(self) -> tuple[Label, ...]:
        """All labels in the order of topics."""
        return self.linear.labels

    def read(self, normalised: str) -> Reading:
        """Topics and labels of a text that went through ``text.normalise``; equal ones in order of name."""
        found, weights = self.linear.vocabulary.vector(normalised)
        positions, values = np.asarray(found, dtype=np.int64), np.asarray(weights, dtype=np.float32)
        topics = self.linear.topic_shares(positions, values)
        bare = self._is_bare[positions]
        if (alike := self.neighbours.shares(positions[bare], values[bare])) is not None:
            topics = (topics + alike) / 2
        labels = self.linear.label_shares(topics, positions, values)
        return Reading(self.linear.topics, self.linear.labels, topics, labels)

    def save(self, folder: Path) -> None:
        """Writes the four files into an existing ``folder``."""
        self.linear.save(folder)
        self.neighbours.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Model:
        """Reads what ``save`` wrote; ``ModelUnreadable`` when a file is missing, foreign or does not fit."""
        linear = LinearModel.load(folder)
        try:
            neighbours = Neighbours.load(folder, len(linear.vocabulary.names), len(linear.topics))
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, BadZipFile) as error:
            raise ModelUnreadable(f"{folder.name}: {type(error).__name__}") from error
        return cls(linear, neighbours)


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

    def topic_shares(self, positions: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Probability of each topic, 1 together, for the features present in a text."""
        return softmax(self.topic_bias + values @ self.of_topics[positions])

    def label_shares(self, topics: np.ndarray, positions: np.ndarray, values: np.ndarray) -> np.ndarray:
        """The probability of each topic shared out among its labels, in the order of labels."""
        return np.concatenate(
            [
                likelihood * part.shares(positions, values, likelihood)
                for likelihood, part in zip(topics, self._parts, strict=True)
            ]
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


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
