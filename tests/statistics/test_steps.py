"""Durations in steps, and percentiles read from their counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.conditions import CONDITIONS
from bot.statistics.steps import SPEEDS, WAITS, percentile, step_of
from bot.storage.statistics_tables import COUNTS


def test_conditions_and_columns_are_one_list():
    assert tuple(CONDITIONS) == tuple(sorted(CONDITIONS, key=list(CONDITIONS).index))
    assert set(CONDITIONS) == set(COUNTS)
    assert sum(name[0] == "s" and name[1:].isdecimal() for name in COUNTS) == len(SPEEDS) + 1
    assert sum(name[0] == "w" and name[1:].isdecimal() for name in COUNTS) == len(WAITS) + 1


@given(st.lists(st.floats(0.001, 200), min_size=1, max_size=60), st.floats(0.01, 1))
def test_the_step_holds_the_nearest_rank(seconds, share):
    counts = [0] * (len(SPEEDS) + 1)
    for one in seconds:
        counts[step_of(one, SPEEDS)] += 1
    exact = sorted(seconds)[max(1, math.ceil(len(seconds) * share)) - 1]
    found = percentile(counts, SPEEDS, share)
    if exact > SPEEDS[-1]:
        assert found is None
    else:
        assert found == next(end for end in SPEEDS if exact <= end)


def test_nothing_of_nothing():
    assert percentile([0] * 14, SPEEDS, 0.5) is None


@pytest.mark.parametrize(("seconds", "step"), [(0, 0), (0.1, 0), (0.1001, 1), (60, 12), (61, 13)])
def test_the_end_belongs_to_its_step(seconds, step):
    assert step_of(seconds, SPEEDS) == step
