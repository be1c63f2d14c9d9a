"""The questions of the form that talks a case through, one action a fact."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.case_facts import case_of, facts_of
from actions.turn import Turn
from bot.advice.cases import talking
from bot.advice.cases.case import FORM


class _Ask:
    """One question of the form; not an action by itself, or it would be registered as one."""

    slot: str

    def name(self) -> str:
        """The name in domain.yml."""
        return f"action_ask_{FORM}_{self.slot}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask, with buttons where there are few answers."""
        turn = Turn(tracker, dispatcher)
        if case := case_of(turn):
            number = turn.slot("bare_number")
            turn.say(talking.question(turn.house.adviser, case, facts_of(turn), self.slot, turn.day, number=number))
        return []


class AskSex(_Ask, Action):
    """Woman or man?"""

    slot = "sex"


class AskBirthMonth(_Ask, Action):
    """Born when?"""

    slot = "birth_month"


class AskMonthsPaid(_Ask, Action):
    """Paid for how long?"""

    slot = "months_paid"


class AskMonthsMissing(_Ask, Action):
    """How much is missing?"""

    slot = "months_missing"


class AskCaseIncome(_Ask, Action):
    """Which income?"""

    slot = "income"


class AskCaseGroup(_Ask, Action):
    """Which household group?"""

    slot = "support_group"


class AskPrepayYears(_Ask, Action):
    """How many years ahead?"""

    slot = "prepay_years"


class AskStillPaying(_Ask, Action):
    """Still paying?"""

    slot = "still_paying"


class AskSupportReceived(_Ask, Action):
    """How much support so far?"""

    slot = "support_received"
