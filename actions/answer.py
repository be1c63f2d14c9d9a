"""Answers every topic and every plain intent; suggests what may be meant where nothing was sure."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import case, letter, misunderstood, question, rumour
from actions.turn import Turn


class Answer(Action):
    """The answer of an aspect, the choices of a topic, or the words of a plain intent."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Speak, or hand over to a form."""
        turn = Turn(tracker, dispatcher)
        if (done := question.changed(turn)) is not None:
            return done
        if (done := letter.answered(turn)) is not None:
            return done
        return [] if misunderstood.answered(turn) else question.answered(turn)


class Suggest(Action):
    """Nothing was sure: offer the likeliest aspects."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_suggest"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Speak."""
        turn = Turn(tracker, dispatcher)
        numbers = (question.calculated, question.righted_unsurely, case.opening)
        ways = (question.changed, letter.answered, rumour.answered, *numbers)
        for way in ways:
            if (done := way(turn)) is not None:
                return done
        if not misunderstood.answered(turn):
            misunderstood.suggest(turn, question.likely(turn))
        return []
