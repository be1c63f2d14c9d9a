"""Likeness to learnt sentences: what is closest, how it becomes a probability, storing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from ansinh_engine.neighbours import CLOSEST, SHARPNESS, Neighbours
from scipy.sparse import csr_matrix

#: Sentences × features: two of topic 0, one of topic 1, one of topic 2 without any feature.
ROWS = csr_matrix(np.array([[3.0, 4.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 5.0], [0.0, 0.0, 0.0]]))
TOPICS = [0, 0, 1, 2]


@pytest.fixture
def neighbours() -> Neighbours:
    return Neighbours.of(ROWS, TOPICS, 3)


def shares(neighbours: Neighbours, **features: float) -> np.ndarray:
    numbered = {"a": 0, "b": 1, "c": 2}
    found = neighbours.shares(
        np.array([numbered[name] for name in features]), np.array(list(features.values()), dtype=np.float32)
    )
    assert found is not None
    return found


def test_the_mean_likeness_of_the_closest_sentences_is_softmaxed(neighbours: Neighbours) -> None:
    # (0.8 + 1.0) / CLOSEST for topic 0: both of its sentences share feature b; the others share nothing.
    closeness = np.array([1.8 / CLOSEST, 0.0, 0.0])
    raised = np.exp(SHARPNESS * closeness)
    assert shares(neighbours, b=7.0) == pytest.approx(raised / raised.sum(), rel=1e-4)


def test_length_does_not_matter(neighbours: Neighbours) -> None:
    assert shares(neighbours, a=1.0, c=2.0) == pytest.approx(shares(neighbours, a=10.0, c=20.0), rel=1e-5)


def test_the_topic_of_what_it_is_like_wins(neighbours: Neighbours) -> None:
    assert shares(neighbours, c=1.0).argmax() == 1
    assert shares(neighbours, a=1.0).argmax() == 0


def test_only_the_closest_of_a_topic_count() -> None:
    many = csr_matrix(np.vstack([np.tile([1.0, 0.0], (CLOSEST + 5, 1)), [[0.0, 1.0]]]))
    found = Neighbours.of(many, [0] * (CLOSEST + 5) + [1], 2)
    raised = np.exp(SHARPNESS * np.array([1.0, 0.0]))
    assert shares(found, a=1.0) == pytest.approx(raised / raised.sum(), abs=1e-9)


def test_a_text_of_unknown_words_is_like_nothing(neighbours: Neighbours) -> None:
    assert neighbours.shares(np.array([], dtype=np.int64), np.array([], dtype=np.float32)) is None


def test_stored_and_loaded_it_finds_the_same(neighbours: Neighbours, tmp_path: Path) -> None:
    neighbours.save(tmp_path)
    loaded = Neighbours.load(tmp_path, features=3, how_many=3)
    assert shares(loaded, a=1.0, b=2.0) == pytest.approx(shares(neighbours, a=1.0, b=2.0), abs=1e-3)


@pytest.mark.parametrize(("features", "how_many"), [(2, 3), (3, 2)])
def test_a_file_of_another_model_is_refused(
    neighbours: Neighbours, tmp_path: Path, features: int, how_many: int
) -> None:
    neighbours.save(tmp_path)
    with pytest.raises(ValueError, match=r"fit|ind"):
        Neighbours.load(tmp_path, features, how_many)
