"""What the dialogue knows and what the citizen's words add to a case."""

from datetime import date
from typing import Any

from actions.again import ANSWERING, is_no_answer
from actions.contribution_told import SHORT_STATEMENT
from actions.turn import Turn
from bot.advice.advice import Advice
from bot.advice.adviser import Day
from bot.advice.cases.bounds import income_bounds
from bot.advice.cases.case import ASPECT, CASES, Case, opened_by
from bot.advice.cases.facts import NAMES, Facts, with_consequences
from bot.language.asking import is_change, is_question
from bot.language.birth import find_birth
from bot.language.less import find_less, names_distance
from bot.outcomes import Outcome
from bot.policy import PolicyError
from bot.policy.months import YEAR
from bot.telling_case import Listening, number_without_unit, told_about

#: Facts that are terms; where two are told, nobody knows from which some is taken off.
TERMS = ("months_paid", "months_before", "months_more", "months_missing", "prepay_years")
#: Slots of the talk that are no facts by themselves.
BESIDE = ("month_alone", "paid_money", "pay_month")


def case_of(turn: Turn) -> Case | None:
    """The case that is talked through, or was last."""
    return CASES.get(turn.slot("case") or "")


def known(turn: Turn) -> dict[str, Any]:
    """The slots of all facts."""
    return {name: turn.slot(name) for name in NAMES}


def facts_of(turn: Turn) -> Facts:
    """What has been told so far."""
    return Facts.of(known(turn))


def day_of(turn: Turn) -> Day:
    """The day that the case is reckoned for: the one asked, or another that was supposed ("2027 thì sao")."""
    month = turn.slot("pay_month")
    return Day(date.fromisoformat(month), turn.day.today) if month else turn.day


def told(turn: Turn, case: Case, asked: str | None = None) -> dict[str, Any]:
    """The facts of `case` in the citizen's words."""
    split = turn.house.adviser.policy.periods("lump_sum_split_date")[-1].day().year
    is_same = turn.slot("case") == case.name
    try:
        incomes = income_bounds(turn.house.adviser, day_of(turn).as_of, past=False)
    except PolicyError:
        incomes = None
    rate = turn.house.adviser.policy.periods("contribution_rate")[-1].number()
    known = {name: turn.slot(name) if is_same else None for name in ("birth_year", "month_alone", "paid_money")}
    heard = told_about(turn.text, case, Listening(turn.day.as_of, split, rate, asked, incomes, **known))
    return _less(turn, case, heard)


def _less(turn: Turn, case: Case, heard: dict[str, Any]) -> dict[str, Any]:
    """`heard` with what is left of the term told before where the words take some off it, else without a term."""
    less = find_less(turn.text)
    is_apart = names_distance(turn.text)
    if less is None and not is_apart:
        return heard
    rest = {name: value for name, value in heard.items() if name not in TERMS}
    if less is None or is_apart:
        return rest
    unit = YEAR if "prepay_years" in case.facts else 1
    told_before = [name for name in TERMS if name in case.facts and turn.slot(name)]
    if turn.slot("case") != case.name or len(told_before) != 1 or less % unit:
        return rest
    left = turn.slot(told_before[0]) - less // unit
    return {**rest, told_before[0]: left} if left > 0 else rest


def answer(turn: Turn, case: Case) -> dict[str, Any]:
    """What the message tells for this case, nothing where it is a question of its own."""
    asked = turn.slot("requested_slot")
    if asked and (number := number_without_unit(turn.text, asked)):
        return {asked: None, "bare_number": number}
    heard = told(turn, case, asked)
    if not heard and asked and not is_question(turn.text):
        if asked == "birth_month" and find_birth(turn.text, turn.day.as_of):
            turn.say(Advice(turn.phrase("case.hint_age"), Outcome.CLARIFYING, case.topic, ASPECT))
            return {asked: None}
        if is_no_answer(turn):
            # Something was said and none of it fits: the question comes again in other words.
            return {asked: None}
    if _is_for(case, turn, heard) or (asked in heard and not is_question(turn.text)):
        return with_consequences(heard, known(turn))
    return {}


def _is_for(case: Case, turn: Turn, heard: dict[str, Any]) -> bool:
    """Whether the topic by itself says that the facts are meant for this case."""
    if turn.topic != case.topic:
        is_short = len(turn.text.split()) <= SHORT_STATEMENT and not is_question(turn.text)
        return turn.topic in ANSWERING or is_short
    if turn.aspect == ASPECT or is_change(turn.text) or not is_question(turn.text):
        return True
    return opened_by(turn.topic, turn.aspect, frozenset(heard)) is case
