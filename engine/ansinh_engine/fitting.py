"""Fits the linear model to labelled sentences. Imported for training only: the serving process never loads
scikit-learn."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from ansinh_engine.features import Vocabulary, blocks, build_vocabulary
from ansinh_engine.model import Label, LinearModel
from ansinh_engine.settings import Settings
from ansinh_engine.text import normalise, strip_diacritics


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
    classes = [
        [labels.index(target) for target in targets],
        [topics.index(target.topic) for target in targets],
    ]
    with warnings.catch_warnings(), ThreadPoolExecutor(len(classes)) as pool:
        warnings.simplefilter("ignore", ConvergenceWarning)  # 60 passes are enough, converged or not
        heads = list(pool.map(lambda each: _regress(matrix, each, settings), classes))
    weights = np.hstack([weights for weights, _ in heads]).astype(np.float32)
    bias = np.concatenate([bias for _, bias in heads]).astype(np.float32)
    return LinearModel(labels, vocabulary, weights, bias)


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
