"""Calculations for one's own case as one form: which facts it needs stands in `bot/advice/cases/case.py`."""

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.again import ANSWERING, is_heard_now, understood
from actions.case_facts import BESIDE, answer, case_of, day_of, facts_of, known, told
from actions.case_money import reckoned, say_assumed_income
from actions.changes import remember, say_changes
from actions.contribution_told import FRESH as FRESH_CONTRIBUTION
from actions.contribution_told import is_plain_change
from actions.turn import Turn
from bot.advice.advice import Advice
from bot.advice.adviser import Day
from bot.advice.cases import talking
from bot.advice.cases.bounds import FORGETS
from bot.advice.cases.case import ASPECT, CASES, FORM, Case, opened_by, started_by
from bot.advice.cases.facts import NAMES, Facts, with_consequences
from bot.language.asking import asks_keep_or_take, is_change, is_question, is_request
from bot.language.dates import find_month
from bot.language.period import without_quarter
from bot.language.righted import righted
from bot.language.supposed_year import supposed_year
from bot.policy import PolicyError

#: A new case forgets every other calculation.
FRESH: dict[str, Any] = {**FRESH_CONTRIBUTION, **dict.fromkeys((*NAMES, *BESIDE)), "bare_number": None}
#: Topics in which a change of a case just calculated may be heard ("nếu đóng thêm 5 năm thì sao").
RELATED = ANSWERING | {
    "pension_amount",
    "pension_conditions",
    "retirement_age",
    "lump_sum_amount",
    "lump_sum_conditions",
    "pension_vs_lump_sum",
    "contribution_gap_backpay",
    "payment_method",
    "contribution_level",
    "state_support",
    "compulsory_to_voluntary",
    "eligibility",
    "feedback_bad",
    "lump_sum_procedure",
}
#: Topics that "nên giữ hay rút" among the facts of a case may be taken for.
CHOOSING = ANSWERING | {
    "pension_vs_lump_sum",
    "lump_sum_amount",
    "lump_sum_conditions",
    "pension_amount",
    "pension_conditions",
    "contribution_gap_backpay",
}
#: Words of a change; a longer message is a new question.
LONGEST_CHANGE = 14
#: Payments of one day: the figures of the month in which they are made hold for all of them.
PAID_AT_ONCE = frozenset({"prepay", "backpay"})
#: Told once, these hold for the next case too, when it is opened by its button.
KEPT = ("sex", "birth_year", "birth_month", "months_paid", "months_before", "income")


def opening(turn: Turn, advice: Advice | None = None, *, name: str | None = None) -> list[EventType] | None:
    """Open the case of `name`, or the one that its answer (`advice`) starts, or that the question names."""
    case = CASES[name] if name else started_by(advice.starts) if advice else _named(turn)
    if case is None:
        return None
    heard = {**with_consequences(reckoned(turn, case, told(turn, case))), **_time_of_payment(turn, case)}
    facts = {**FRESH, **_kept(turn, case), **heard, "case": case.name}
    return [*_slots(facts), FollowupAction(FORM)]


def changed(turn: Turn) -> list[EventType] | None:
    """Calculate a finished case again where the message changes one of its facts, or the time it is reckoned for."""
    case = case_of(turn)
    if case is None or turn.form == FORM or len(turn.text.split()) > LONGEST_CHANGE:
        return None
    heard = told(turn, case) | _other_time(turn) | _time_of_payment(turn, case)
    is_righted = bool(heard) and righted(turn.text) != turn.text
    if not is_righted and all(turn.slot(name) == value for name, value in heard.items()):
        return None
    if not _may_be_meant(turn, case, heard):
        return None
    heard = reckoned(turn, case, heard)
    slots = with_consequences(heard, known(turn))
    return [remember(turn, heard), *_slots(slots), FollowupAction(FORM)]


def _other_time(turn: Turn) -> dict[str, Any]:
    year = supposed_year(turn.text, turn.day.as_of)
    if year is None or year < turn.day.as_of.year:
        return {}
    return {"pay_month": max(date(year, 1, 1), turn.day.as_of.replace(day=1)).isoformat()}


def _time_of_payment(turn: Turn, case: Case) -> dict[str, Any]:
    """The month in which a payment at once is to be made, where it is told and is not over."""
    month = find_month(without_quarter(turn.text), turn.day.as_of) if case.name in PAID_AT_ONCE else None
    this = turn.day.as_of.replace(day=1)
    first = date(*month, 1) if month else this
    return {"pay_month": first.isoformat()} if first > this else {}


def _may_be_meant(turn: Turn, case: Case, heard: dict[str, Any]) -> bool:
    """Whether the topic and the wording allow that facts heard change the case just calculated."""
    if "severe_illness" in heard or is_plain_change(turn):
        return not is_question(turn.text) or is_change(turn.text)
    if turn.topic not in RELATED:
        return False
    return turn.topic in ANSWERING or is_change(turn.text) or _is_statement(turn, case, heard)


class ValidateCase(Action):
    """Takes facts from the citizen's words and decides what to ask next; nothing taken means: another question."""

    def name(self) -> str:
        """The name in domain.yml."""
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The facts heard and the next one to ask for; one that cannot be is refused with what is allowed."""
        turn = Turn(tracker, dispatcher)
        case = case_of(turn)
        if case is None:
            return [SlotSet("requested_slot", None)]
        heard: dict[str, Any] = {"bare_number": None}
        if is_heard_now(tracker, FORM):
            if not (words := answer(turn, case)):
                return []
            heard |= reckoned(turn, case, words) | _time_of_payment(turn, case)
        month = heard.get("pay_month")
        on = Day(date.fromisoformat(month), turn.day.today) if month else day_of(turn)
        facts, events = {**known(turn), **heard}, []
        try:
            if refused := talking.refusal(turn.house.adviser, case, Facts.of(facts), on):
                name, refusal = refused
                turn.say(refusal)
                heard |= dict.fromkeys(FORGETS.get(name, (name,)))
            elif any(value is not None for value in heard.values()):
                events = [understood(turn)]
        except PolicyError:
            turn.say(turn.house.adviser.not_settled(case.topic, ASPECT))
            return [SlotSet("case", None), SlotSet("requested_slot", None)]
        return [*events, *_slots(heard), SlotSet("requested_slot", case.missing(Facts.of({**facts, **heard})))]


class CaseResult(Action):
    """The calculation, once everything needed is told."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_case_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Speak the result; what was told stays known, so that one part of it can be changed."""
        turn = Turn(tracker, dispatcher)
        if case := case_of(turn):
            say_changes(turn)
            say_assumed_income(turn, case)
            turn.say(talking.result(turn.house.adviser, case, facts_of(turn), day_of(turn)))
        return [SlotSet("missed", None)]


def _is_statement(turn: Turn, case: Case, heard: dict[str, Any]) -> bool:
    """Whether the citizen only states a fact more. An income in another topic may belong to another calculation."""
    is_its_own = turn.topic == case.topic or "income" not in heard
    return is_its_own and not is_request(turn.text) and not is_question(turn.text)


def _named(turn: Turn) -> Case | None:
    """The case of the topic, or of a choice put in words, where the question already names what it needs."""
    both = CASES["compare"]
    if turn.topic in CHOOSING and asks_keep_or_take(turn.text) and told(turn, both).keys() >= {*both.opened_with}:
        return both
    case = next((one for one in CASES.values() if one.topic == turn.topic), None)
    return opened_by(turn.topic, turn.aspect, frozenset(told(turn, case))) if case else None


def _kept(turn: Turn, case: Case) -> dict[str, Any]:
    """What the case before told, where this one is opened by its button (a button says its title)."""
    before, button = case_of(turn), turn.house.adviser.answers.find(case.topic, ASPECT)
    if before is None or before is case or button is None or turn.text != button.ask:
        return {}
    return {name: turn.slot(name) for name in KEPT if name in before.facts & case.facts}


def _slots(values: dict[str, Any]) -> list[EventType]:
    return [SlotSet(name, value) for name, value in values.items()]
