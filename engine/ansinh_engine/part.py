"""The head of one topic, which tells its aspects apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from ansinh_engine.reading import Label

HARDLY_MEANT = 0.01
"""Below this probability of a topic its aspects keep the shares they have in general."""


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
        return cls(labels[columns], weights[:, columns].tocsr(), own_bias, softmax(own_bias))

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
        return softmax(self.bias + scores)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Scores as shares, 1 together."""
    raised = np.exp(scores.astype(np.float64) - scores.max())
    return np.asarray(raised / raised.sum())
