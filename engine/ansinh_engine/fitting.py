"""Fits the linear model to labelled sentences. Imported for training only: the serving process never loads
scikit-learn."""

from __future__ import annotations

import hashlib
import warnings
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from ansinh_engine.features import Vocabulary, blocks, build_vocabulary
from ansinh_engine.model import LinearModel, Model
from ansinh_engine.neighbours import Neighbours
from ansinh_engine.reading import Label
from ansinh_engine.settings import Settings
from ansinh_engine.text import normalise, strip_diacritics

#: Heads fitted at the same time; scikit-learn lets go of the interpreter while it fits.
PROCESSORS = 2
#: A weight that moves no probability by a thousandth; left out, the model is half as large.
NEGLIGIBLE = 0.01


class NothingToLearn(Exception):
    """Fewer than two topics in the training data."""


def fit(sentences: Sequence[tuple[str, Label]], settings: Settings) -> Model:
    """The model of (text, label) pairs; see ``spelling_of`` for how each is learnt."""
    learnt = distinct(sentences)
    texts, targets = [spelling_of(bare, written) for bare, written, _ in learnt], [label for *_, label in learnt]
    labels = tuple(sorted(set(targets), key=lambda label: (label.topic, label.aspect or "")))
    topics = sorted({label.topic for label in labels})
    if len(topics) < 2:
        raise NothingToLearn(f"{len(topics)} topics in {len(sentences)} sentences")
    counted = [blocks(text) for text in texts]
    vocabulary = build_vocabulary(counted, settings.minimum_documents, settings.block_weights)
    shape = (len(texts), len(vocabulary.names))
    matrix = csr_matrix(_rows(vocabulary, counted), shape=shape, dtype=np.float32)
    of = [topics.index(target.topic) for target in targets]
    with warnings.catch_warnings(), ThreadPoolExecutor(PROCESSORS) as pool:
        warnings.simplefilter("ignore", ConvergenceWarning)  # 60 passes are enough, converged or not
        whole = pool.submit(_regress, matrix, of, settings)
        parts = [pool.submit(_within, topic, labels, matrix, targets, settings) for topic in topics]
        of_topics, topic_bias = whole.result()
        blocks_of_labels, label_bias = zip(*(part.result() for part in parts), strict=True)
    # The parts come in the order of topics, which is the order of labels.
    of_labels = hstack(blocks_of_labels, format="csr").astype(np.float32)
    linear = LinearModel(
        labels, vocabulary, (of_labels, of_topics.astype(np.float32)), (np.concatenate(label_bias), topic_bias)
    )
    return Model(linear, Neighbours.of(_bare_matrix(vocabulary, learnt), of, len(topics)))


def _within(
    topic: str, labels: tuple[Label, ...], matrix: csr_matrix, targets: list[Label], settings: Settings
) -> tuple[csr_matrix, np.ndarray]:
    """Weights (features × the topic's labels, sparse) and bias, from the topic's own sentences."""
    own = [label for label in labels if label.topic == topic]
    if len(own) == 1:
        return csr_matrix((matrix.shape[1], 1)), np.zeros(1)
    rows = [position for position, target in enumerate(targets) if target.topic == topic]
    sentences = matrix[rows]
    used = np.unique(sentences.indices)
    weights, bias = _regress(sentences[:, used], [own.index(targets[row]) for row in rows], settings)
    weights[np.abs(weights) < NEGLIGIBLE] = 0.0
    columns = csr_matrix(weights)
    starts = np.zeros(matrix.shape[1] + 1, dtype=np.int64)
    starts[used + 1] = np.diff(columns.indptr)
    return csr_matrix((columns.data, columns.indices, np.cumsum(starts)), shape=(matrix.shape[1], len(own))), bias


def _regress(matrix: csr_matrix, classes: list[int], settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """Weights (features × classes) and bias (classes)."""
    regression = LogisticRegression(
        C=settings.inverse_regularisation,
        solver="sag",  # as good as lbfgs here at a sixth of the time
        tol=0.03,  # further passes change nothing on held-out folds
        max_iter=60,
        multi_class="multinomial",
        class_weight="balanced",  # the dialogue's own intents have few sentences beside the topics
        random_state=settings.random_seed,
    )
    regression.fit(matrix, classes)
    weights, bias = regression.coef_.T, regression.intercept_
    if weights.shape[1] == 1:  # scikit-learn keeps one column for two classes
        weights, bias = np.hstack([-weights, weights]), np.concatenate([-bias, bias])
    return weights, bias


def distinct(sentences: Sequence[tuple[str, Label]]) -> list[tuple[str, str, Label]]:
    """(without diacritics, as written, label) of normalised texts, each text of a label once.

    Sorted, so that the same sentences in other files or another order give the same model.
    """
    found: dict[tuple[str, str, str], str] = {}
    for text, label in sentences:
        if written := normalise(text):
            key = (strip_diacritics(written), label.topic, label.aspect or "")
            found[key] = max(written, found.get(key, ""))  # of two spellings the one with diacritics
    return [(bare, written, Label(topic, aspect or None)) for (bare, topic, aspect), written in sorted(found.items())]


def spelling_of(bare: str, written: str) -> str:
    """Every other sentence, by its own letters, is learnt without diacritics, as half of the citizens type."""
    return bare if hashlib.sha256(bare.encode()).digest()[0] % 2 else written


def _bare_matrix(vocabulary: Vocabulary, learnt: Sequence[tuple[str, str, Label]]) -> csr_matrix:
    counted = [blocks(bare) for bare, *_ in learnt]
    shape = (len(learnt), len(vocabulary.names))
    return csr_matrix(_rows(vocabulary, counted), shape=shape, dtype=np.float32)


def _rows(
    vocabulary: Vocabulary, sentences: Sequence[dict[str, Counter[str]]]
) -> tuple[list[float], list[int], list[int]]:
    """Data, column numbers and row starts of a compressed sparse matrix."""
    values: list[float] = []
    positions: list[int] = []
    starts = [0]
    for sentence in sentences:
        row_positions, row_values = vocabulary.weigh(sentence)
        positions += row_positions
        values += row_values
        starts.append(len(positions))
    return values, positions, starts
