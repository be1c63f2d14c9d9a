"""The order of the queue: harm times doubt times reach, whatever came in and in whatever order."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import now, today
from bot.console.review.queue import Filter, Queue
from bot.console.review.risk import Signs, reach, risk
from bot.console.review.scores import Scores
from bot.outcomes import Outcome
from tests.console.review.conftest import ranking

HARMFUL, HARMLESS = "pension_amount", "contact_office"
SURE, UNSURE = 0.95, 0.30


@pytest.fixture
def queued(database, weights, ask):
    """Turns as they are asked for, scored; gives the queue and their ids."""

    def made(*turns):
        ids = [ask(citizen=f"o{at}", **turn) for at, turn in enumerate(turns)]
        Scores(database, weights).catch_up(now())
        return Queue(database), ids

    return made


def order(queue, **filters):
    return [one.id for one in queue.page(Filter("lan", **filters), today(), most=500)]


def test_doubt_harm_and_reach_each_move_a_turn_up(queued):
    queue, (safe, harmful, doubtful, both) = queued(
        {"topic": HARMLESS, "aspect": "a", "confidence": SURE},
        {"topic": HARMFUL, "aspect": "a", "confidence": SURE},
        {"topic": HARMLESS, "aspect": "b", "confidence": UNSURE},
        {"topic": HARMFUL, "aspect": "b", "confidence": UNSURE},
    )
    found = order(queue)
    assert found[0] == both
    assert found[-1] == safe
    assert found.index(harmful) < found.index(safe) > found.index(doubtful)


def test_what_many_ask_comes_before_what_one_asks(queued):
    queue, (one, *many) = queued(
        {"topic": HARMFUL, "aspect": "rare", "confidence": UNSURE},
        *({"topic": HARMFUL, "aspect": "common", "confidence": UNSURE} for _ in range(12)),
    )
    assert set(order(queue)[:12]) == set(many)
    assert order(queue)[-1] == one


def test_the_score_is_the_product(database, weights, queued):
    queue, (turn, *_) = queued(
        *({"topic": HARMFUL, "aspect": "x", "confidence": 0.4, "pairs": ranking((HARMFUL, "x", 0.4))} for _ in "abc")
    )
    one = queue.one(turn)
    found, reasons = risk(weights, Signs(HARMFUL, "answered", 0.4, ranking=ranking((HARMFUL, "x", 0.4))))
    assert one.asked == 3
    assert one.score == pytest.approx(found * reach(weights, 3))
    assert one.reasons == reasons


def test_pages_are_the_list_cut_into_pieces_whatever_their_size(queued):
    turns = [
        {"topic": topic, "aspect": aspect, "confidence": confidence}
        for topic in (HARMFUL, HARMLESS, None)
        for aspect in ("a", "b")
        for confidence in (0.2, 0.2, 0.6, 0.95)
    ]
    queue, ids = queued(*turns)
    whole = order(queue, state="all")
    assert sorted(whole) == sorted(ids)
    scores = [queue.one(one).score for one in whole]
    assert scores == sorted(scores, reverse=True)
    for size in (1, 5, 7, 100):
        seen, after = [], None
        while rows := queue.page(Filter("lan", state="all"), today(), after, size):
            seen += [row.id for row in rows]
            after = rows[-1].place
        assert seen == whole, size


def test_forward_and_back_pass_the_same_turns(queued):
    queue, _ = queued(*({"aspect": f"a{at % 3}", "confidence": 0.1 * (at % 4)} for at in range(9)))
    whole, wanted = order(queue), Filter("lan")
    for before, after in pairwise(whole):
        assert queue.next(wanted, today(), queue.place(before)) == after
        assert queue.previous(wanted, today(), queue.place(after)) == before
    assert queue.previous(wanted, today(), queue.place(whole[0])) is None
    assert queue.next(wanted, today(), queue.place(whole[-1])) is None
    assert queue.first(wanted, today()) == whole[0]
    assert queue.place("nobody") is None


def test_what_is_older_than_the_window_is_in_no_queue(queued, database, weights):
    queue, (young, old) = queued({}, {"ago": timedelta(days=60)})
    assert order(queue) == [young]
    assert set(order(queue, days=90)) == {young, old}
    Scores(database, weights).look_back(now() + timedelta(days=weights.window.days - 59))
    assert old not in order(queue, days=90)


signs = st.builds(
    Signs,
    topic=st.sampled_from([HARMFUL, HARMLESS, "maternity", None]),
    outcome=st.sampled_from([Outcome.ANSWERED, Outcome.SUGGESTED, Outcome.UNANSWERED_NOT_UNDERSTOOD]),
    confidence=st.none() | st.floats(0, 1),
    pressed=st.booleans(),
    bad=st.integers(0, 3),
    again=st.integers(0, 3),
)


@given(signs, st.floats(0, 1), st.floats(0, 1))
def test_less_confidence_is_never_less_risk(weights, found, one, other):
    def of(confidence):
        return risk(weights, Signs(found.topic, found.outcome, confidence, found.pressed, (), found.bad, found.again))[
            0
        ]

    assert of(min(one, other)) >= of(max(one, other))


@given(signs, st.sampled_from([HARMFUL, HARMLESS, "maternity", None]))
def test_a_topic_of_more_harm_is_never_less_risk(weights, found, topic):
    """All else being alike, the order of two turns is the order of what they are about."""

    def of(about):
        return risk(weights, Signs(about, found.outcome, found.confidence, found.pressed, (), found.bad, found.again))[
            0
        ]

    more = weights.harm_of(topic)[0] - weights.harm_of(found.topic)[0]
    assert (of(topic) - of(found.topic)) * more >= 0


@given(signs, st.integers(1, 10_000), st.integers(1, 10_000))
def test_what_more_ask_is_never_later(weights, found, few, many):
    score = risk(weights, found)[0]
    assert score * reach(weights, max(few, many)) >= score * reach(weights, min(few, many))
