"""Answers every topic and every plain intent from the approved texts; opens a form where the text says so."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import case
from actions.contribution import FRESH, corrected, is_correction, told
from actions.turn import Turn

#: Topics in which an income named in the question asks for a calculation.
CALCULATED = frozenset({"contribution_level", "state_support"})
#: Topics of words that may correct a calculation just made ("à không, 3 triệu").
CORRECTING = frozenset({"inform", "affirm", "deny"})
#: Below this a guess is noise: better to say that nothing was understood than to offer it.
LIKELY = 0.05
#: A topic's own kind of report.
KINDS = {"fraud_report": "fraud", "misinformation": "misinformation"}


class Answer(Action):
    """The answer of an aspect, the choices of a topic, or the words of a plain intent."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Speak, or hand over to a form."""
        turn = Turn(tracker, dispatcher)
        if calculation := _calculation(turn):
            return calculation
        advice = turn.house.adviser.answer(turn.topic, turn.aspect, turn.day)
        if opened := case.opening(turn, advice if advice.starts else None):
            return opened
        if advice.starts == "contribution_form":
            return _contribution(told(turn))
        if advice.starts == "report_form":
            return [SlotSet("report_kind", KINDS[turn.topic]), FollowupAction("report_form")]
        turn.say(advice)
        return []


class Suggest(Action):
    """Nothing was sure: offer the likeliest aspects."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_suggest"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Speak."""
        turn = Turn(tracker, dispatcher)
        heard = told(turn)
        if again := case.changed(turn):
            return again
        if is_correction(turn, heard):
            return corrected(heard)
        likely = [one for one in turn.ranking if one["aspect"] and one["confidence"] >= LIKELY]
        turn.say(turn.house.adviser.suggest([(one["topic"], one["aspect"]) for one in likely]))
        return []


def _calculation(turn: Turn) -> list[EventType] | None:
    """A calculation that the words change, or open by naming an income."""
    heard = told(turn)
    if again := case.changed(turn):
        return again
    if turn.topic in CALCULATED and "income" in heard:
        return _contribution(heard)
    if turn.topic in CORRECTING and is_correction(turn, heard):
        return corrected(heard)
    return None


def _contribution(heard: dict[str, Any]) -> list[EventType]:
    return [*_slots({**FRESH, **heard}), FollowupAction("contribution_form")]


def _slots(values: dict[str, Any]) -> list[EventType]:
    return [SlotSet(name, value) for name, value in values.items()]
