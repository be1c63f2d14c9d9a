"""The sentences that were learnt, kept to see which a text is most like.

A letter shares few words with any rule, but often a phrase with a sentence somebody wrote. For each topic the
sentences most like the text are looked up; the mean of their likeness, softmaxed, is a second opinion beside the
linear model's. Texts are compared without diacritics, so a second opinion is the same in either spelling.

Stored in ``neighbours.npz``: float16 ``data``, the smallest whole ``columns``, int32 ``starts`` of the likeness matrix
(features × sentences, each sentence of length 1); uint16 ``topics`` (sentence → topic number).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from ansinh_engine.part import softmax

CLOSEST = 8
"""Sentences of a topic whose likeness counts: one may be like the text by chance."""
SHARPNESS = 40.0
"""A likeness higher by 1/40 makes a topic e times as probable."""
LOOKED_AT = 2000
"""Sentences that are ranked; those further away are like nothing."""
FILE = "neighbours.npz"


class Neighbours:
    """Likeness of a text to the learnt sentences: cosine of their bare n-grams, 0–1."""

    def __init__(self, matrix: csr_matrix, topics: np.ndarray, how_many: int) -> None:
        if matrix.shape[1] != len(topics) or (len(topics) and topics.max() >= how_many):
            raise ValueError("sentences do not fit the topics")
        self._matrix = matrix
        self._topics = topics.astype(np.int64)
        self._how_many = how_many

    @classmethod
    def of(cls, rows: csr_matrix, topics: list[int], how_many: int) -> Neighbours:
        """From sentences × features of texts without diacritics, and the number of each one's topic."""
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        lengths[lengths == 0] = 1.0
        scaled = rows.multiply((1.0 / lengths)[:, None]).tocsr()
        return cls(scaled.T.tocsr().astype(np.float32), np.asarray(topics), how_many)

    def shares(self, positions: np.ndarray, values: np.ndarray) -> np.ndarray | None:
        """Probability of each topic by what the text (its bare features) is like; None where nothing is known."""
        length = float(np.sqrt(values @ values))
        if not length:
            return None
        # The few rows of the text first: a product with all of them would walk over every learnt feature.
        return softmax(SHARPNESS * self._closeness(self._matrix[positions].T @ (values / length)))

    def _closeness(self, likeness: np.ndarray) -> np.ndarray:
        """Topic → mean likeness of its closest sentences; missing ones count 0."""
        looked_at = min(LOOKED_AT, len(likeness))
        near = np.argpartition(likeness, -looked_at)[-looked_at:]
        values, topics = likeness[near], self._topics[near]
        order = np.lexsort((-values, topics))
        topics, values = topics[order], values[order]
        rank = np.arange(len(topics)) - np.searchsorted(topics, topics)
        closest = rank < CLOSEST
        return np.bincount(topics[closest], weights=values[closest], minlength=self._how_many) / CLOSEST

    def save(self, folder: Path) -> None:
        """Writes the file into an existing ``folder``."""
        np.savez_compressed(
            folder / FILE,
            data=self._matrix.data.astype(np.float16),
            columns=self._matrix.indices.astype(np.min_scalar_type(len(self._topics))),
            starts=self._matrix.indptr.astype(np.int32),
            topics=self._topics.astype(np.uint16),
        )

    @classmethod
    def load(cls, folder: Path, features: int, how_many: int) -> Neighbours:
        """Reads what ``save`` wrote. ValueError, KeyError, OSError, BadZipFile when it is damaged."""
        with (folder / FILE).open("rb") as stored:
            arrays = dict(np.load(stored, allow_pickle=False))
        matrix = csr_matrix(
            (arrays["data"].astype(np.float32), arrays["columns"].astype(np.int32), arrays["starts"]),
            shape=(features, len(arrays["topics"])),
        )
        matrix.check_format(full_check=True)
        return cls(matrix, arrays["topics"], how_many)
