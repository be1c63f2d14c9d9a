"""Ways out that work in every state: stop, start again."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn


class Stop(Action):
    """Leave the form; what was told before is kept."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_stop"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say so."""
        turn = Turn(tracker, dispatcher)
        turn.say(turn.house.adviser.answer("stop", None, turn.day))
        return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("case", None), SlotSet("missed", None)]


class Restart(Action):
    """Forget everything told in this conversation and begin anew."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_restart"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say so."""
        turn = Turn(tracker, dispatcher)
        turn.say(turn.house.adviser.answer("restart", None, turn.day))
        return [ActiveLoop(None), AllSlotsReset()]
