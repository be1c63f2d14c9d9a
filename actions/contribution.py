"""The contribution calculator as a form: collect what is missing, in any order, from free words."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.again import ask, is_heard_now, is_no_answer, understood
from actions.changes import say_changes
from actions.contribution_told import case_told, day_of, is_information, told
from actions.turn import Turn
from bot.advice import contribution, contribution_paid
from bot.advice.advice import Advice
from bot.outcomes import Outcome
from bot.policy import PolicyError


class AskIncome(Action):
    """Which income is chosen as the basis (thu nhập làm căn cứ đóng)?"""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_ask_contribution_form_income"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask; where an amount may be what is paid or an income, ask which."""
        turn = Turn(tracker, dispatcher)
        paid = turn.slot("paid_money")
        if paid and not paid["sure"]:
            turn.say(contribution_paid.which_money(turn.house.adviser, paid["amount"], turn.day))
            return []
        text = turn.phrase("contribution.ask_income", **contribution.bounds(turn.house.adviser, day_of(turn).as_of))
        return ask(turn, tracker, "income", _question(text))


class AskSupportGroup(Action):
    """Which household group (nhóm hỗ trợ)?"""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_ask_contribution_form_support_group"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask, with a button a group."""
        turn = Turn(tracker, dispatcher)
        buttons = contribution.group_buttons(turn.house.adviser)
        question = Advice(
            turn.phrase("contribution.ask_group"),
            Outcome.COLLECTING,
            contribution.TOPIC,
            contribution.ASPECT,
            buttons,
        )
        return ask(turn, tracker, "support_group", question)


class ValidateContribution(Action):
    """Takes from the citizen's words what the form can use; nothing means: this was another question."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "validate_contribution_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The slots heard and the next one to ask for; an income outside the bounds is refused with what is allowed."""
        turn = Turn(tracker, dispatcher)
        heard = self._heard(turn) if is_heard_now(tracker, "contribution_form") else {}
        if heard is None:
            return []
        kept: list[EventType] = []
        if refused := _refusal(turn, heard):
            turn.say(Advice(refused, Outcome.CLARIFYING, contribution.TOPIC, contribution.ASPECT))
            heard |= {"income": None, "paid_money": None}
        elif any(value is not None for value in heard.values()):
            kept = [understood(turn)]
        return [*kept, *(SlotSet(name, value) for name, value in heard.items()), *_next(turn, heard)]

    @staticmethod
    def _heard(turn: Turn) -> dict[str, Any] | None:
        """What the words tell; the asked slot as None where they are no answer, None where they ask something else."""
        asked = turn.slot("requested_slot")
        heard = told(turn) if is_information(turn) else {}
        if not heard and asked:
            return {asked: None} if is_no_answer(turn) else None
        return heard


class ContributionResult(Action):
    """The calculation, once everything needed is told."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_contribution_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Speak the result; what was told stays known, so that one part of it can be corrected."""
        turn = Turn(tracker, dispatcher)
        if case := case_told(turn):
            say_changes(turn)
            if note := contribution_paid.paid_note(turn.house.adviser, case, turn.day):
                turn.say(Advice(note, Outcome.CLARIFYING, contribution.TOPIC, contribution.ASPECT))
            turn.say(contribution.result(turn.house.adviser, case, turn.day))
        return [SlotSet("missed", None)]


def _question(text: str) -> Advice:
    return Advice(text, Outcome.COLLECTING, contribution.TOPIC, contribution.ASPECT)


def _refusal(turn: Turn, heard: dict[str, Any]) -> str | None:
    """Why the income, or the money paid once the group is known, cannot be."""
    adviser = turn.house.adviser
    try:
        if (case := case_told(turn, heard)) and case.paid is not None:
            return contribution_paid.paid_refusal(adviser, case, turn.day)
        income = heard.get("income", turn.slot("income"))
        return None if income is None else contribution.refusal(adviser, income, day_of(turn, heard).as_of)
    except PolicyError:
        return None


def _next(turn: Turn, heard: dict[str, Any]) -> list[EventType]:
    """The question that comes next: the income, unless money paid will tell it, then the group; None ends the form."""
    known = {name: turn.slot(name) for name in ("income", "paid_money", "support_group")} | heard
    money = known["income"] is not None or (known["paid_money"] or {}).get("sure")
    slot = "income" if not money else "support_group" if not known["support_group"] else None
    events: list[EventType] = [SlotSet("requested_slot", slot)]
    if slot is None and known["income"] is None and (case := case_told(turn, heard)):
        events.insert(0, SlotSet("income", case.income))
    return events
