"""What the model thought of a turn: kept in the turn's own transaction, only of words that say something."""

import pytest

from bot.outcomes import Outcome
from bot.records.rankings import BEST, Guess, of_turns, read, tells
from tests.console.review.conftest import ranking

PAIRS = ranking(("pension_amount", "how_calculated", 0.62), ("pension_conditions", "min_years", 0.21))


def kept(database, turn):
    with database.looking() as connection:
        return of_turns(connection, [turn]).get(turn)


def test_the_five_best_of_the_engine_are_read():
    aspects = [{"topic": f"t{at}", "aspect": None, "confidence": 0.987654 - at / 10} for at in range(8)]
    found = read(aspects)
    assert len(found) == BEST
    assert found[0] == Guess("t0", None, 0.9877)
    assert [one.topic for one in found] == ["t0", "t1", "t2", "t3", "t4"]


def test_nothing_ranked_is_nothing():
    assert read([]) == ()


def test_a_turn_keeps_its_ranking(database, ask):
    assert kept(database, ask(pairs=PAIRS)) == PAIRS


def test_a_turn_without_ranking_has_none(database, ask):
    assert kept(database, ask()) is None


def test_a_button_is_no_guess(database, ask):
    assert kept(database, ask(pairs=PAIRS, pressed=True)) is None


@pytest.mark.parametrize("marker", ["[Nội dung tin báo, lưu riêng]", "[Mã biên nhận, không lưu]", ""])
def test_of_words_kept_elsewhere_no_guess_is_kept(database, ask, marker):
    assert kept(database, ask(marker, pairs=PAIRS, outcome=Outcome.COLLECTING)) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("lương hưu", True),
        ("[CCCD_1] là số của tôi", True),
        ("[CCCD_1] và [DIEN_THOAI_1]", True),
        ("[ảnh]", False),
        ("", False),
    ],
)
def test_a_marker_as_a_whole_tells_nothing(question, expected):
    assert tells(question) is expected


def test_no_turns_no_query(database):
    with database.looking() as connection:
        assert of_turns(connection, []) == {}


def test_what_decides_the_outcome_has_its_ranking_kept(database):
    """A form asks on and an answer comes: the ranking is that of the answer, as topic and confidence are."""
    from datetime import date

    from bot.records.conversations import Conversations
    from bot.records.interactions import Interactions, Question
    from bot.records.record import Said

    interactions = Interactions(database, "m", "d")
    conversation = Conversations(database).of("web", "c")
    turn, _ = interactions.accept(Question(conversation, "web", "1", "30 tuổi", date(2026, 11, 21)))
    first = Said(Outcome.COLLECTING, topic="a", ranking=ranking(("a", None, 0.5)))
    then = Said(Outcome.ANSWERED, topic="b", ranking=ranking(("b", None, 0.9)))
    # Unheld, as by actions of another process: each is a transaction of its own.
    interactions.contribute(turn, first)
    interactions.contribute(turn, then)
    interactions.contribute(turn, first)
    interactions.finish(turn, Said(Outcome.ERROR))
    assert kept(database, turn) == then.ranking


def test_an_action_hands_its_ranking_on(monkeypatch, house):
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions import turn as module
    from bot.advice.advice import Advice

    monkeypatch.setattr(module, "house", lambda: house)
    message = {
        "text": "lương hưu",
        "intent": {"name": "pension_amount", "confidence": 0.8},
        "aspects": [{"topic": "pension_amount", "aspect": "how_calculated", "confidence": 0.62}],
    }
    tracker = Tracker("c", {}, message, [], False, None, {}, "action_listen")
    turn = module.Turn(tracker, CollectingDispatcher())
    advice = Advice("Chào", Outcome.ANSWERED, "pension_amount", "how_calculated")
    assert turn._said((advice,), advice).ranking == ranking(("pension_amount", "how_calculated", 0.62))
