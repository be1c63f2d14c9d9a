"""The contribution calculator as a form: collect what is missing, in any order, from free words."""

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from bot.advice import contribution
from bot.advice.advice import Advice
from bot.outcomes import Outcome
from bot.telling import told_in

#: A new calculation forgets the old one.
FRESH: dict[str, Any] = {
    "income": None,
    "support_group": None,
    "pay_month": None,
    "province": None,
    "months_supported": None,
    "case": None,
}
#: Words of a correction; a longer message is a new question.
LONGEST_CORRECTION = 10
#: Topics whose questions may carry information for this form; a question on another topic is a question.
ABOUT_THIS = frozenset({"contribution_level", "state_support", "payment_method"})


def told(turn: Turn) -> dict[str, Any]:
    """The slots that the citizen's words fill."""
    return {
        name: value
        for name, value in told_in(
            turn.text, turn.day.as_of, turn.house.provinces, asked=turn.slot("requested_slot")
        ).items()
        if name in FRESH
    }


def is_information(turn: Turn) -> bool:
    """Whether words may answer the form: not where they ask about another topic that has answers of its own."""
    return turn.topic in ABOUT_THIS or turn.house.adviser.answers.topic(turn.topic) is None


def is_correction(turn: Turn, heard: dict[str, Any]) -> bool:
    """Whether a short message changes a calculation that was made before."""
    was_calculated = turn.slot("income") and turn.slot("support_group") and not turn.slot("case")
    return bool(heard and was_calculated and len(turn.text.split()) <= LONGEST_CORRECTION)


def corrected(heard: dict[str, Any]) -> list[EventType]:
    """Take over what changed and calculate again."""
    return [*(SlotSet(name, value) for name, value in heard.items()), FollowupAction("contribution_form")]


class AskIncome(Action):
    """Which income is chosen as the basis (thu nhập làm căn cứ đóng)?"""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_ask_contribution_form_income"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask."""
        turn = Turn(tracker, dispatcher)
        turn.ask(turn.phrase("contribution.ask_income", **contribution.bounds(turn.house.adviser, turn.day.as_of)))
        return []


class AskSupportGroup(Action):
    """Which household group (nhóm hỗ trợ)?"""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_ask_contribution_form_support_group"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask, with a button a group."""
        turn = Turn(tracker, dispatcher)
        turn.ask(turn.phrase("contribution.ask_group"), contribution.group_buttons(turn.house.adviser))
        return []


class ValidateContribution(Action):
    """Takes from the citizen's words what the form can use; nothing means: this was another question."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "validate_contribution_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The slots heard; an income outside the bounds is refused with what is allowed."""
        turn = Turn(tracker, dispatcher)
        heard = told(turn) if is_information(turn) else {}
        income = heard.get("income")
        if income is not None:
            day = date.fromisoformat(heard.get("pay_month") or turn.slot("pay_month") or turn.day.as_of.isoformat())
            if refused := contribution.refusal(turn.house.adviser, income, day):
                turn.say(Advice(refused, Outcome.CLARIFYING, contribution.TOPIC, contribution.ASPECT))
                heard["income"] = None
        return [SlotSet(name, value) for name, value in heard.items()]


class ContributionResult(Action):
    """The calculation, once everything needed is told."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_contribution_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Speak the result; what was told stays known, so that one part of it can be corrected."""
        turn = Turn(tracker, dispatcher)
        month, province = turn.slot("pay_month"), turn.slot("province")
        case = contribution.Told(
            income=int(turn.slot("income")),
            groups=tuple(turn.slot("support_group")),
            pay_month=date.fromisoformat(month) if month else None,
            province=province,
            province_name=_name(turn, province),
            supported=int(turn.slot("months_supported") or 0),
        )
        turn.say(contribution.result(turn.house.adviser, case, turn.day))
        return []


def _name(turn: Turn, slug: str | None) -> str | None:
    known = turn.house.provinces.get(slug) if slug else None
    return known.name if known else None
