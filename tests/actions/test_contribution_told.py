"""What the words tell is found out once a turn, and no one's change of it reaches another."""

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions.turn as turns
from actions import contribution_told
from actions.turn import Turn


@pytest.fixture
def turn(actions_house, monkeypatch) -> Turn:
    monkeypatch.setattr(turns, "house", lambda: actions_house)
    message = {"text": "đóng mức 2 triệu, hộ nghèo", "intent": {"name": "inform"}, "metadata": {"as_of": "2026-11-21"}}
    return Turn(Tracker("somebody", {}, message, [], False, None, {}, None), CollectingDispatcher())


def test_the_words_are_read_once(turn, monkeypatch):
    first = contribution_told.told(turn)
    monkeypatch.setattr(contribution_told, "told_in", None)
    again = contribution_told.told(turn)
    assert again == first == {"income": 2_000_000, "support_group": ["poor"]}
    again["income"] = 1
    assert contribution_told.told(turn) == first


def test_another_question_of_the_letter_has_words_of_its_own(turn):
    contribution_told.told(turn)
    question = {"topic": "inform", "aspect": None, "confidence": 1.0}
    assert contribution_told.told(turn.about(question, "thu nhập 3 triệu")) == {"income": 3_000_000}
    assert contribution_told.told(turn)["income"] == 2_000_000
