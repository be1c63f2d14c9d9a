"""Exactly one outcome a turn, from the closed list of the design."""

import itertools

import pytest

from bot.outcomes import YIELDING, Outcome, combine


def test_the_list_is_closed():
    assert len(Outcome) == 16
    assert {"answered", "collecting", "error", "refused", "with_officer"} <= set(Outcome)


def test_the_first_outcome_of_a_turn_stands():
    assert combine(None, Outcome.COLLECTING) is Outcome.COLLECTING
    assert combine(Outcome.ANSWERED, Outcome.SUGGESTED) is Outcome.ANSWERED


@pytest.mark.parametrize("yielding", sorted(YIELDING))
def test_a_question_of_ours_gives_way_to_what_was_answered(yielding):
    assert combine(yielding, Outcome.ANSWERED) is Outcome.ANSWERED
    assert combine(Outcome.ANSWERED, yielding) is Outcome.ANSWERED


def test_combining_never_leaves_the_two():
    for one, two in itertools.product(Outcome, Outcome):
        assert combine(one, two) in {one, two}
