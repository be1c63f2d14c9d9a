"""The questions of the form that talks a case through, one action a fact."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.again import ask
from actions.case_facts import case_of, day_of, facts_of
from actions.turn import Turn
from bot.advice import contribution_paid
from bot.advice.advice import Advice
from bot.advice.cases import talking
from bot.advice.cases.case import ASPECT, FORM, Case
from bot.outcomes import Outcome


class _Ask:
    """One question of the form; not an action by itself, or it would be registered as one."""

    slot: str

    def name(self) -> str:
        """The name in domain.yml."""
        return f"action_ask_{FORM}_{self.slot}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask, with buttons where there are few answers."""
        turn = Turn(tracker, dispatcher)
        case = case_of(turn)
        if case is None:
            return []
        if special := self._special(turn, case):
            turn.say(special)
            return []
        number = turn.slot("bare_number")
        question = talking.question(turn.house.adviser, case, facts_of(turn), self.slot, day_of(turn), number=number)
        if number:
            turn.say(question)
            return []
        return ask(turn, tracker, self.slot, question)

    def _special(self, turn: Turn, case: Case) -> Advice | None:
        """A question that takes up what was told by half."""
        return None


class AskSex(_Ask, Action):
    """Woman or man?"""

    slot = "sex"


class AskBirthMonth(_Ask, Action):
    """Born when?"""

    slot = "birth_month"

    def _special(self, turn: Turn, case: Case) -> Advice | None:
        if (month := turn.slot("month_alone")) is None or turn.slot("birth_year"):
            return None
        return Advice(turn.phrase("again.ask_year_of_month", month=month), Outcome.COLLECTING, case.topic, ASPECT)


class AskMonthsPaid(_Ask, Action):
    """Paid for how long?"""

    slot = "months_paid"


class AskMonthsMissing(_Ask, Action):
    """How much is missing?"""

    slot = "months_missing"


class AskCaseIncome(_Ask, Action):
    """Which income?"""

    slot = "income"

    def _special(self, turn: Turn, case: Case) -> Advice | None:
        paid = turn.slot("paid_money")
        if not paid or paid["sure"]:
            return None
        question = contribution_paid.which_money(turn.house.adviser, paid["amount"], turn.day)
        return replace(question, topic=case.topic, aspect=ASPECT)


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
