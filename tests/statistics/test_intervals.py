"""Medians and percentiles of exact values (kappa and Wilson's interval are tested with the review that shows them)."""

from hypothesis import given
from hypothesis import strategies as st

from bot.console.review import figures
from bot.statistics import intervals
from bot.statistics.intervals import median, percentile

values = st.lists(st.integers(0, 50), min_size=1)


def test_of_nothing_there_is_no_median():
    assert median([]) is None
    assert percentile([], 0.9) is None


def test_a_median_is_one_of_the_values_and_no_mean():
    assert median([1, 2, 100]) == 2
    assert median([1, 3]) == 1
    assert percentile(range(1, 11), 0.9) == 9


@given(values, st.sampled_from([0.1, 0.5, 0.9, 1.0]))
def test_at_least_that_share_is_at_most_so_large_and_no_smaller_value_does_it(some, share):
    found = percentile(some, share)
    assert sum(one <= found for one in some) >= share * len(some)
    below = [one for one in some if one < found]
    assert len(below) < share * len(some)


def test_the_review_reckons_by_the_same_sums():
    assert figures.wilson is intervals.wilson
    assert figures.agreement is intervals.agreement
