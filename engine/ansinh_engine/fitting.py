"""Fits the linear model to labelled sentences. Imported for training only: the serving process never loads
scikit-learn."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from ansinh_engine.features import Vocabulary, blocks, build_vocabulary
from ansinh_engine.model import Label, LinearModel
from ansinh_engine.settings import Settings
from ansinh_engine.text import normalise, strip_diacritics

#: Heads fitted at the same time; scikit-learn lets go of the interpreter while it fits.
PROCESSORS = 2
#: A weight that moves no probability by a thousandth; left out, the model is half as large.
NEGLIGIBLE = 0.01


class NothingToLearn(Exception):
    """Fewer than two topics in the training data."""


def fit(sentences: Sequence[tuple[str, Label]], settings: Settings) -> LinearModel:
    """The model of (text, label) pairs. Every sentence is learnt as written and without diacritics."""
    texts, targets = spellings(sentences)
    labels = tuple(sorted(set(targets), key=lambda label: (label.topic, label.aspect or "")))
    topics = sorted({label.topic for label in labels})
    if len(topics) < 2:
        raise NothingToLearn(f"{len(topics)} topics in {len(sentences)} sentences")
    counted = [blocks(text) for text in texts]
    vocabulary = build_vocabulary(counted, settings.minimum_documents, settings.block_weights)
    shape = (len(texts), len(vocabulary.names))
    matrix = csr_matrix(_rows(vocabulary, counted), shape=shape, dtype=np.float32)
    with warnings.catch_warnings(), ThreadPoolExecutor(PROCESSORS) as pool:
        warnings.simplefilter("ignore", ConvergenceWarning)  # 60 passes are enough, converged or not
        whole = pool.submit(_regress, matrix, [topics.index(target.topic) for target in targets], settings)
        parts = [pool.submit(_within, topic, labels, matrix, targets, settings) for topic in topics]
        of_topics, topic_bias = whole.result()
        blocks_of_labels, label_bias = zip(*(part.result() for part in parts), strict=True)
    # The parts come in the order of topics, which is the order of labels.
    of_labels = hstack(blocks_of_labels, format="csr").astype(np.float32)
    return LinearModel(
        labels, vocabulary, (of_labels, of_topics.astype(np.float32)), (np.concatenate(label_bias), topic_bias)
    )


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


def spellings(sentences: Sequence[tuple[str, Label]]) -> tuple[list[str], list[Label]]:
    """Normalised texts and their labels, each distinct pair once, with and without diacritics.

    Sorted, so that the same sentences in other files or another order give the same model.
    """
    distinct: set[tuple[str, str, str]] = set()
    for text, label in sentences:
        normalised = normalise(text)
        if normalised:
            for spelling in (normalised, strip_diacritics(normalised)):
                distinct.add((spelling, label.topic, label.aspect or ""))
    ordered = sorted(distinct)
    return [text for text, _, _ in ordered], [Label(topic, aspect or None) for _, topic, aspect in ordered]


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
