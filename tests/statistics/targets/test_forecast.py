"""A forecast against its definition, and against weeks drawn by chance."""

import random
from statistics import fmean

import pytest

from bot.statistics.forecast import FEWEST, Forecast, forecast


def test_the_mean_of_the_weeks_goes_on():
    seen = forecast(1000, [90, 110, 100, 100], 10)
    assert seen.expected == 2000
    assert seen.low < 2000 < seen.high
    assert abs((2000 - seen.low) - (seen.high - 2000)) <= 1


def test_its_width_is_that_of_its_definition():
    """s² is the mean where weeks differ less than chance makes them: t(3) · √100 · √(4 + 16/4) = 3.182 · 10 · √8."""
    assert forecast(0, [100, 100, 100, 100], 4) == Forecast(400, 310, 490)


@pytest.mark.parametrize("weekly", [[], [5], [5, 6, 7], [0, 0, 0, 0], [0] * 8])
def test_too_little_is_no_forecast(weekly):
    assert forecast(100, weekly, 10) is None


def test_never_fewer_than_are_reached_already():
    assert forecast(50, [0, 0, 0, 12], 20).low == 50


def test_only_the_newest_eight_weeks_count():
    assert forecast(0, [10_000] * 20 + [100] * 8, 5) == forecast(0, [100] * 8, 5)


def test_more_weeks_left_are_less_certain():
    weekly = [80, 120, 90, 110, 105]
    widths = [(seen := forecast(500, weekly, left)).high - seen.low for left in (1, 4, 16, 40)]
    assert widths == sorted(widths)
    assert len(set(widths)) == 4


@pytest.mark.parametrize("weeks", range(FEWEST, 9))
def test_it_holds_the_truth_nineteen_times_of_twenty(weeks):
    """Weeks alike, drawn by chance: the interval holds the sum of the next ten in 93 to 97 % of 2,000 years."""
    chance = random.Random(weeks)
    held = []
    for _ in range(2000):
        drawn = [max(0, round(chance.gauss(200, 45))) for _ in range(weeks + 10)]
        seen = forecast(0, drawn[:weeks], 10)
        held.append(seen.low <= sum(drawn[weeks:]) <= seen.high)
    assert 0.93 <= fmean(held) <= 0.97
