"""Ways out that work in every state: stop, start again; never for words that answer or change a calculation."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import case
from actions.case import ValidateCase
from actions.contribution import ValidateContribution
from actions.contribution_told import corrected, is_correction, told
from actions.turn import Turn
from bot.advice.cases.case import FORM as CASE_FORM
from bot.language.ways_out import leaves

#: Forms whose questions are answered in a few words.
FORMS: dict[str, type[Action]] = {"contribution_form": ValidateContribution, CASE_FORM: ValidateCase}


class Stop(Action):
    """Leave the form; what was told before is kept."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_stop"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say so."""
        turn = Turn(tracker, dispatcher)
        if of_use := _of_use(turn, dispatcher, tracker, domain):
            return of_use
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
        if of_use := _of_use(turn, dispatcher, tracker, domain):
            return of_use
        turn.say(turn.house.adviser.answer("restart", None, turn.day))
        return [ActiveLoop(None), AllSlotsReset()]


def _of_use(
    turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
) -> list[EventType] | None:
    """What words that only sound like leaving fill in the open form or change in the calculation just made."""
    if turn.house.shortcuts.intent(turn.text) == turn.topic or leaves(turn.text):
        return None
    if turn.form in FORMS:
        return _filled(turn, turn.form, dispatcher, tracker, domain)
    turn.topic = "inform"
    if changed := case.changed(turn):
        return changed
    heard = told(turn)
    return corrected(turn, heard) if is_correction(turn, heard) else None


def _filled(
    turn: Turn, form: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
) -> list[EventType] | None:
    if not turn.slot("requested_slot"):
        return None
    events: list[EventType] = FORMS[form]().run(dispatcher, tracker, domain)
    # The rules of these intents leave the form, so it is opened again and reckons what comes next.
    return [*events, ActiveLoop(None), FollowupAction(form)] if events else None
