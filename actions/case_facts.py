"""What the dialogue knows and what the citizen's words add to a case."""

from typing import Any

from rasa_sdk import Tracker

from actions.turn import Turn
from bot.advice.advice import Advice
from bot.advice.cases.bounds import income_bounds
from bot.advice.cases.case import ASPECT, CASES, FORM, Case, opened_by
from bot.advice.cases.facts import NAMES, Facts, with_consequences
from bot.language.asking import is_change, is_question, is_unsure
from bot.language.birth import find_birth
from bot.outcomes import Outcome
from bot.policy import PolicyError
from bot.telling_case import TERMS, Listening, number_without_unit, told_about

#: Words that answer whatever was asked; a message on a topic of its own may be a question.
ANSWERING = frozenset({"inform", "affirm", "deny", "nlu_fallback"})


def case_of(turn: Turn) -> Case | None:
    """The case that is talked through, or was last."""
    return CASES.get(turn.slot("case") or "")


def known(turn: Turn) -> dict[str, Any]:
    """The slots of all facts."""
    return {name: turn.slot(name) for name in NAMES}


def facts_of(turn: Turn) -> Facts:
    """What has been told so far."""
    return Facts.of(known(turn))


def told(turn: Turn, case: Case, asked: str | None = None) -> dict[str, Any]:
    """The facts of `case` in the citizen's words."""
    split = turn.house.adviser.policy.periods("lump_sum_split_date")[-1].day().year
    year = turn.slot("birth_year") if turn.slot("case") == case.name else None
    try:
        incomes = income_bounds(turn.house.adviser, turn.day.as_of, past=False)
    except PolicyError:
        incomes = None
    return told_about(turn.text, case, Listening(turn.day.as_of, split, asked, year, incomes))


def answer(turn: Turn, case: Case) -> dict[str, Any]:
    """What the message tells for this case, nothing where it is a question of its own."""
    asked = turn.slot("requested_slot")
    if asked and (number := number_without_unit(turn.text, asked)):
        return {asked: None, "bare_number": number}
    heard = told(turn, case, asked)
    if not heard and asked and (hint := _hint(turn, asked)):
        turn.say(Advice(hint, Outcome.CLARIFYING, case.topic, ASPECT))
        return {asked: None}
    if _is_for(case, turn, heard) or (asked in heard and not is_question(turn.text)):
        return with_consequences(heard, known(turn))
    return {}


def is_heard_now(tracker: Tracker) -> bool:
    """Whether no action has answered the citizen's words yet: only then are they an answer to the form."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return True
        if event.get("event") == "action" and event.get("name") not in {FORM, "action_listen"}:
            return False
    return False


def _is_for(case: Case, turn: Turn, heard: dict[str, Any]) -> bool:
    """Whether the topic by itself says that the facts are meant for this case."""
    if turn.topic != case.topic:
        return turn.topic in ANSWERING
    if turn.aspect == ASPECT or is_change(turn.text) or not is_question(turn.text):
        return True
    return opened_by(turn.topic, turn.aspect, frozenset(heard)) is case


def _hint(turn: Turn, asked: str) -> str | None:
    """How to find out what the citizen does not know, or told in a way that is not enough."""
    if is_question(turn.text):
        return None
    if asked == "birth_month" and find_birth(turn.text, turn.day.as_of):
        return turn.phrase("case.hint_age")
    if is_unsure(turn.text) and asked == "birth_month":
        return turn.phrase("case.hint_birth")
    return turn.phrase("case.hint_unsure") if is_unsure(turn.text) and asked in {*TERMS, "income"} else None
