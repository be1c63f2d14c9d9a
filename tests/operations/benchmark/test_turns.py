"""Counts of turns over the chat's API."""

import pytest

from bot.operations.benchmark import turns
from bot.operations.benchmark.agreement import Share
from bot.operations.benchmark.turns import Turn, told


@pytest.fixture
def turn(row):
    def made(outcome, aspect="formula", status=200, took=10.0, **given):
        answer = {"outcome": outcome, "topic": "pension_amount", "aspect": aspect}
        return Turn(row(**given), answer, status, took)

    return made


def test_outcomes_are_counted_and_what_is_none_is_found(turn):
    counts = told([turn("answered"), turn("answered"), turn("suggested"), turn(None, status=503), turn("invented")])
    assert (counts.questions, counts.failed, counts.without_one_outcome) == (5, 1, 2)
    assert counts.outcomes == {"answered": 2, "suggested": 1, "None": 1, "invented": 1}


def test_a_question_not_ours_is_answered_where_something_is_stated_that_its_labels_do_not_name(turn):
    near = {"scope_class": "near_out_of_scope"}
    foreign = {"scope_class": "wholly_out_of_scope", "aspects": []}
    counts = told(
        [
            turn("answered"),
            turn("answered", **near),
            turn("answered", aspect="other", **near),
            *(turn(outcome, **foreign) for outcome in ("answered_calculation", "suggested", "unanswered_out_of_scope")),
        ]
    )
    assert counts.foreign == {"near_out_of_scope": Share(1, 2), "wholly_out_of_scope": Share(1, 3)}


def test_times_of_a_turn(turn):
    counts = told([turn("answered", took=took) for took in (3.0, 9.04, 1.0)])
    assert (counts.p50_ms, counts.max_ms) == (3.0, 9.0)


def test_every_question_is_asked_whole_by_a_citizen_of_its_own(talker, row):
    counts = turns.ask([row(full_text="một"), row(full_text="hai")], talker.url)
    assert [body["text"] for _, body in talker.heard] == ["một", "hai"]
    assert len({body["sender"] for _, body in talker.heard}) == 2
    assert counts.outcomes == {"answered": 2}
