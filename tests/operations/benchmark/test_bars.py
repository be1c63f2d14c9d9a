"""Ratios, shares and the verdicts on them."""

from dataclasses import replace

import pytest

from bot.operations.benchmark.agreement import Share
from bot.operations.benchmark.bars import Verdict, lost, ratio, verdicts


@pytest.fixture
def judged(bench):
    return {one.what: one for one in verdicts(bench)}


def test_each_bar_is_judged_once_for_both_parts_of_the_questions(judged):
    assert len(judged) == 5 + 2 * 5
    assert {name for name, one in judged.items() if not one.is_met} == {"hit@1 (full_text)"}


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("messages/s at 8 senders, of stock", 10),
        ("turn at length 500, of length 5", 1),
        ("memory of the engine, of stock", 0.1),
        ("training time, of stock", 0.1),
        ("start to first answer, of stock", 0.1),
        ("hit@1 (text)", 0.9),
        ("hit@1 (full_text)", 0.8),
        ("hit@3 (text)", 0.97),
        ("aspect hit@1 (text)", 0.8),
        ("points of hit@1 lost without diacritics (text)", 1),
        ("wholly out of scope, answered (text)", 0.04),
    ],
)
def test_what_is_measured(judged, what, value):
    assert judged[what].value == pytest.approx(value)


@pytest.mark.parametrize(
    ("value", "at_least", "is_met", "distance"),
    [
        (0.9, True, True, 0.02),
        (0.88, True, True, 0),
        (0.8, True, False, -0.08),
        (0.9, False, False, -0.02),
        (0.8, False, True, 0.08),
        (None, True, False, None),
        (None, False, False, None),
    ],
)
def test_a_bar_is_met_from_its_own_side(value, at_least, is_met, distance):
    verdict = Verdict("x", value, 0.88, at_least)
    assert (verdict.is_met, verdict.distance) == (is_met, distance)


@pytest.mark.parametrize(("value", "of", "expected"), [(3, 2, 1.5), (0, 2, 0), (1, 0, None), (None, 2, None)])
def test_a_ratio_to_nothing_is_none(value, of, expected):
    assert ratio(value, of) == expected


def test_points_lost_are_of_a_hundred_and_may_be_won():
    assert lost(Share(90, 100), Share(88, 100)) == pytest.approx(2)
    assert lost(Share(88, 100), Share(90, 100)) == pytest.approx(-2)
    assert lost(Share(0, 0), Share(1, 2)) is None


def test_a_dialogue_that_was_not_walked_meets_no_bar(bench):
    broken = replace(bench.served.ours, turn_ms={5: 10.0})
    judged = verdicts(replace(bench, served=replace(bench.served, ours=broken)))
    assert [one.is_met for one in judged if one.what.startswith("turn at length")] == [False]
