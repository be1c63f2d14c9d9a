"""Kappa and the interval of Wilson: known values, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.review.figures import agreement, wilson

WORDS = st.sampled_from(["right", "incomplete", "wrong", "wrong_topic"])
PAIRS = st.lists(st.tuples(WORDS, WORDS), max_size=60)


def test_cohens_own_kind_of_table():
    """Twenty and fifteen alike, five and ten apart: observed 0.7, by chance 0.5, kappa 0.4."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = agreement(pairs)
    assert (found.n, found.same, found.share) == (50, 35, 0.7)
    assert found.kappa == pytest.approx(0.4)


def test_nothing_has_no_kappa():
    found = agreement([])
    assert (found.n, found.same, found.kappa, found.share) == (0, 0, None, None)


def test_one_word_alone_says_nothing_of_agreement():
    assert agreement([("right", "right")] * 40).kappa is None


def test_always_apart_is_negative():
    assert agreement([("right", "wrong"), ("wrong", "right")] * 10).kappa == pytest.approx(-1)


@given(PAIRS)
def test_kappa_is_one_at_most_and_only_where_all_are_alike(pairs):
    found = agreement(pairs)
    assert found.same <= found.n == len(pairs)
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == (found.same == found.n)


@given(PAIRS)
def test_it_does_not_matter_who_was_first(pairs):
    one, other = agreement(pairs), agreement([(second, first) for first, second in pairs])
    assert one == other


@given(PAIRS, st.integers(2, 5))
def test_more_of_the_same_changes_nothing(pairs, times):
    one, more = agreement(pairs), agreement(pairs * times)
    assert (one.kappa is None) == (more.kappa is None)
    if one.kappa is not None:
        assert one.kappa == pytest.approx(more.kappa)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0)],
)
def test_published_intervals(right, n, low, high):
    """The examples of Newcombe 1998, method 3; the last one by symmetry."""
    found = wilson(right, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_of_nothing_there_is_no_share():
    found = wilson(0, 0)
    assert (found.value, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize(("right", "n"), [(-1, 3), (4, 3)])
def test_more_than_all_is_refused(right, n):
    with pytest.raises(ValueError, match=f"{right} of {n}"):
        wilson(right, n)


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_mirrors(case):
    right, n = case
    found, mirrored = wilson(right, n), wilson(n - right, n)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high)
    assert found.high - found.low < 1
    assert wilson(right * 4, n * 4).high - wilson(right * 4, n * 4).low < found.high - found.low
