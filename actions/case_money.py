"""Money paid a month, told in a case: the income behind it, and how that was reckoned."""

from typing import Any

from actions.case_facts import day_of
from actions.turn import Turn
from bot.advice import contribution, contribution_paid, wording
from bot.advice.advice import Advice
from bot.advice.cases.case import ASPECT, Case
from bot.language.household import find_groups
from bot.outcomes import Outcome
from bot.policy import PolicyError


def say_assumed_income(turn: Turn, case: Case) -> None:
    """Where money paid a month was told instead of the income: how the income was reckoned from it."""
    paid, income = turn.slot("paid_money"), turn.slot("income")
    if paid and paid["sure"] and income:
        gaps = {"paid": wording.dong(paid["amount"]), "income": wording.dong(income)}
        if paid.get("support"):
            text = turn.phrase("contribution.paid_net_in_case", support=wording.dong(paid["support"]), **gaps)
        else:
            rate = contribution.bounds(turn.house.adviser, turn.day.as_of)["rate"]
            text = turn.phrase("contribution.paid_in_case", rate=rate, **gaps)
        turn.say(Advice(text, Outcome.CLARIFYING, case.topic, ASPECT))


def reckoned(turn: Turn, case: Case, heard: dict[str, Any]) -> dict[str, Any]:
    """`heard` with the income behind money paid; where none can stand behind it, the income is left to be asked."""
    paid = heard.get("paid_money")
    if not paid or not paid["sure"]:
        return heard
    groups = sorted(find_groups(turn.text)) or (turn.slot("support_group") if turn.slot("case") == case.name else None)
    adviser = turn.house.adviser
    try:
        income, support = contribution_paid.income_behind(adviser, paid["amount"], groups or (), day_of(turn))
        if income is not None:
            return {**heard, "income": income, "paid_money": {**paid, "support": support}}
        bounds = contribution.bounds(adviser, day_of(turn).as_of)
        text = turn.phrase("contribution.paid_too_low_in_case", paid=wording.dong(paid["amount"]), **bounds)
        turn.say(Advice(text, Outcome.CLARIFYING, case.topic, ASPECT))
    except PolicyError:
        # Without the figures of that day nothing can be reckoned back: the income is asked for.
        pass
    return {**heard, "income": None, "paid_money": None}
