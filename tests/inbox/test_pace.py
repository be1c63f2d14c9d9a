"""How fast somebody may write."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inbox import pace
from bot.inbox.pace import TOLD_AGAIN, WINDOW, Pace, Speed

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


_ids = itertools.count()


def count(pace_, lane, moment):
    return pace_.of(lane, next(_ids), moment)


def speeds(number, apart, most=5):
    counted = Pace(most)
    return [count(counted, "talk", NOON + place * apart) for place in range(number)]


def test_who_writes_as_people_do_is_answered():
    assert set(speeds(100, 13 * SECOND)) == {Speed.USUAL}


def test_a_flood_is_told_once_and_held():
    found = speeds(40, SECOND / 10)
    assert found == [Speed.USUAL] * 5 + [Speed.TELL] + [Speed.HOLD] * 34


def test_after_a_while_a_flood_is_told_again():
    found = speeds(400, SECOND)
    assert found.count(Speed.TELL) == 400 * SECOND // TOLD_AGAIN + 1


def test_after_a_minute_of_rest_everything_is_as_usual():
    counted = Pace(2)
    for _ in range(9):
        count(counted, "talk", NOON)
    assert count(counted, "talk", NOON + WINDOW + SECOND) is Speed.USUAL


def test_nobody_pays_for_another(monkeypatch):
    monkeypatch.setattr(pace, "_KEPT", 2)
    counted = Pace(1)
    for _ in range(5):
        count(counted, "flood", NOON)
    assert [count(counted, who, NOON) for who in ("a", "b", "c")] == [Speed.USUAL] * 3


def test_a_clock_that_jumps_back_silences_nobody_for_long():
    counted = Pace(1)
    for _ in range(5):
        count(counted, "talk", NOON)
    assert count(counted, "talk", NOON - timedelta(hours=1)) is Speed.TELL


@pytest.mark.parametrize("most", [1, 3, 90])
@given(gaps=st.lists(st.integers(0, 40), max_size=60))
def test_never_more_answers_in_a_minute_than_allowed(most, gaps):
    counted, at, answered = Pace(most), NOON, []
    for gap in gaps:
        at += timedelta(seconds=gap)
        if count(counted, "talk", at) is Speed.USUAL:
            answered.append(at)
    for place, first in enumerate(answered):
        assert sum(1 for later in answered[place:] if later - first < WINDOW) <= most + 1


def test_a_message_that_is_tried_again_counts_once():
    counted = Pace(1)
    assert {counted.of("talk", 7, NOON + tries * SECOND) for tries in range(20)} == {Speed.USUAL}
