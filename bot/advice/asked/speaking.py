"""What a question with its own numbers gets: the calculation with its sources."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.advice.advice import Advice
from bot.advice.adviser import Adviser, Day
from bot.advice.asked import family, paying, pension
from bot.advice.asked.paper import Paper
from bot.advice.cases.facts import Facts
from bot.outcomes import Outcome
from bot.policy import FigureNotInForce, InputRefused, PolicyError


@dataclass(frozen=True, slots=True)
class Asked:
    """A calculation and the aspect under which it is recorded: its law and its next questions hold here too."""

    speak: Callable[[Paper, dict[str, Any]], None]
    topic: str
    aspect: str


ASKED: dict[str, Asked] = {
    one.speak.__name__: one
    for one in (
        Asked(family.household_health, "health_insurance", "household_hi_price"),
        Asked(family.funeral, "survivor_death", "funeral_allowance"),
        Asked(family.survivor_pensioner, "survivor_death", "pensioner_dies"),
        Asked(family.survivor_lump, "survivor_death", "lump_survivor_while_paying"),
        Asked(family.maternity, "maternity", "amount"),
        Asked(family.penal_fraud, "fraud_report", "punishment_overview"),
        Asked(family.refund, "payment_method", "refund_of_prepaid"),
        Asked(family.retirement_lump, "pension_amount", "lump_sum_at_retirement"),
        Asked(family.article23, "contribution_gap_backpay", "age_with_too_few_years"),
        Asked(family.social_pension, "social_pension", "who_gets"),
        Asked(family.reference_level, "contribution_level", "base_salary_change_effect"),
        Asked(paying.lowest_payment, "contribution_level", "min_monthly_payment"),
        Asked(pension.pension_target, "pension_amount", "target_pension"),
        Asked(pension.pension_rate, "pension_amount", "rate_by_years"),
        Asked(pension.of_years, "pension_amount", "average_and_price_coefficient"),
        Asked(pension.price_coefficient, "pension_amount", "average_and_price_coefficient"),
        Asked(pension.lump_sum_conditions, "lump_sum_conditions", "who_can_take"),
        Asked(pension.backpay_conditions, "contribution_gap_backpay", "who_can_backpay_missing"),
        Asked(pension.pension_floor, "pension_amount", "minimum_pension"),
    )
}


def answer(adviser: Adviser, name: str, given: dict[str, Any], day: Day) -> Advice | None:
    """The calculation in words, None where its inputs are such that only the ordinary text helps.

    Nothing is stated where a figure is unsettled or not in force. `when` in `given`: the first and last day of the
    time that is asked about, calculated by the figures of that time; where they change within it, its month is asked.
    """
    asked = ASKED[name]
    when: tuple[date, date] | None = given.get("when")
    on = Day(when[0], day.today) if when and not when[0] <= day.as_of <= when[1] else day
    paper = Paper(adviser, Facts(), on)
    try:
        asked.speak(paper, {key: value for key, value in given.items() if key != "when"})
        if when and _changes(adviser, paper, when):
            return _unsaid(adviser, asked, "when_changes")
    except InputRefused:
        return None
    except FigureNotInForce as missing:
        return _out_of_force(adviser, asked, missing, when)
    except PolicyError:
        return adviser.not_settled(asked.topic, asked.aspect)
    return _spoken(adviser, asked, paper, on)


def _spoken(adviser: Adviser, asked: Asked, paper: Paper, day: Day) -> Advice:
    if not adviser.stateable(paper.figures, day):
        return adviser.not_settled(asked.topic, asked.aspect)
    found = adviser.answers.find(asked.topic, asked.aspect)
    citations, buttons = (found.legal_basis, adviser.following(found)) if found else ((), ())
    text = adviser.sourced("\n".join(paper.lines).strip(), paper.figures, citations, paper.confidence, day)
    evidence = adviser.evidence(paper.figures, citations)
    return Advice(text, Outcome.ANSWERED_CALCULATION, asked.topic, asked.aspect, buttons, evidence)


def _changes(adviser: Adviser, paper: Paper, when: tuple[date, date]) -> bool:
    """Whether a figure is another one on some day of the time asked about."""
    values = ({adviser.policy.figure(one.key, on).value for on in when} for one in paper.figures)
    return any(len(value) > 1 for value in values)


def _out_of_force(adviser: Adviser, asked: Asked, missing: FigureNotInForce, when: tuple[date, date] | None) -> Advice:
    """Nothing of that time is known; of a time before the figure's law it is said that another law applied."""
    since = adviser.policy.periods(missing.key)[0].effective_from
    if when and when[0] < since:
        return _unsaid(adviser, asked, "when_changes" if when[1] >= since else "when_other_law")
    return adviser.not_settled(asked.topic, asked.aspect)


def _unsaid(adviser: Adviser, asked: Asked, name: str) -> Advice:
    """No number: which time is meant, or that the law of that time is another one."""
    outcome = Outcome.CLARIFYING if name == "when_changes" else Outcome.UNANSWERED_NOT_SETTLED
    return Advice(adviser.phrases(f"asked.{name}"), outcome, asked.topic, asked.aspect, (adviser.person(),))
