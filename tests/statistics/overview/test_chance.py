"""What is beyond chance: against numbers worked out by hand, and against chance itself."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.chance import rate_z, share_z, spread


@pytest.mark.parametrize(
    ("before", "after", "days", "z"),
    [
        (100, 100, (30, 30), 0),
        # 150 of 250: (150 - 125) / sqrt(250 / 4).
        (100, 150, (30, 30), 3.1623),
        (150, 100, (30, 30), -3.1623),
        # As many a day in February and in March.
        (280, 310, (28, 31), 0),
        (0, 0, (30, 30), 0),
        (5, 5, (0, 30), 0),
    ],
)
def test_counts_against_numbers_by_hand(before, after, days, z) -> None:
    assert rate_z(before, after, *days) == pytest.approx(z, abs=1e-3)


def test_a_spread_of_four_halves_the_deviation() -> None:
    assert rate_z(100, 150, 30, 30, 4.0) == pytest.approx(rate_z(100, 150, 30, 30) / 2)


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 400), st.integers(1, 400))
def test_turned_round_it_is_the_opposite(before, after, days_before, days_after) -> None:
    there = rate_z(before, after, days_before, days_after)
    assert there == pytest.approx(-rate_z(after, before, days_after, days_before), abs=1e-9)


def test_what_is_the_same_every_day_has_the_spread_of_chance() -> None:
    assert spread([7] * 30, [12] * 30) == 1.0


def test_days_that_differ_more_than_chance_are_seen() -> None:
    # Mean 10, each day 10 away from it: 60 days × 100/10, of 58.
    assert spread([0, 20] * 15, [0, 20] * 15) == pytest.approx(600 / 58)


@pytest.mark.parametrize("stretches", [(), ([],), ([0, 0], [0]), ([5], [9])])
def test_of_too_few_days_nothing_is_known(stretches) -> None:
    assert spread(*stretches) == 1.0


def test_chance_alone_is_seldom_called_a_change() -> None:
    draw = random.Random(4)

    def month() -> list[int]:
        return [sum(draw.random() < 0.05 for _ in range(200)) for _ in range(30)]

    called = 0
    for _ in range(300):
        one, other = month(), month()
        called += abs(rate_z(sum(one), sum(other), 30, 30, spread(one, other))) >= 3
    assert called <= 4


@pytest.mark.parametrize(
    ("before", "after", "z"), [((50, 100), (50, 100), 0), ((0, 0), (5, 10), 0), ((10, 10), (9, 9), 0)]
)
def test_shares_that_cannot_differ(before, after, z) -> None:
    assert share_z(*before, *after) == z


def test_shares_against_a_number_by_hand() -> None:
    # 50 % and 70 % of 100 each, pooled 60 %: 0.2 / sqrt(0.24 × 0.02).
    assert share_z(50, 100, 70, 100) == pytest.approx(2.8868, abs=1e-3)
