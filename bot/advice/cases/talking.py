"""What a case says: its questions, its refusals, its result."""

from dataclasses import replace
from datetime import date

from bot.advice import contribution, wording
from bot.advice.advice import Advice, Button
from bot.advice.adviser import Adviser, Day
from bot.advice.cases import bounds
from bot.advice.cases.case import ASPECT, Case
from bot.advice.cases.facts import Facts
from bot.advice.cases.sheet import Sheet
from bot.advice.picture import Picture
from bot.outcomes import Outcome
from bot.policy import InputRefused, PolicyError
from bot.policy.months import YEAR


def question(adviser: Adviser, case: Case, facts: Facts, name: str, day: Day, *, number: int | None = None) -> Advice:
    """The question for a fact. `number`: it was answered with a number that says no unit."""
    text, buttons = _unit(adviser, number) if number else (_question(adviser, case, facts, name, day.as_of), ())
    return Advice(text, Outcome.COLLECTING, case.topic, ASPECT, buttons or _buttons(adviser, name, day.as_of))


def refusal(adviser: Adviser, case: Case, facts: Facts, day: Day) -> tuple[str, Advice] | None:
    """The first fact that cannot be, with what is allowed instead."""
    for name in (*case.needs, *case.takes):
        check = bounds.CHECKS.get(name)
        if check and (text := check(adviser, facts, day.as_of, case.past)):
            return name, Advice(text, Outcome.CLARIFYING, case.topic, ASPECT)
    return None


def result(adviser: Adviser, case: Case, facts: Facts, day: Day) -> Advice:
    """The calculation with its sources; nothing is stated where a figure is unsettled or not in force."""
    sheet = Sheet(adviser, facts, day)
    try:
        case.result(sheet)
    except InputRefused:
        return Advice(adviser.phrases("case.refused_case"), Outcome.CLARIFYING, case.topic, ASPECT)
    except PolicyError:
        return adviser.not_settled(case.topic, ASPECT)
    if not adviser.stateable(sheet.figures, day):
        return adviser.not_settled(case.topic, ASPECT)
    form = adviser.answers.find(case.topic, ASPECT)
    citations, buttons = (form.legal_basis, adviser.following(form)) if form else ((), ())
    text = adviser.sourced("\n".join(sheet.lines).strip(), sheet.figures, citations, sheet.confidence, day)
    evidence = adviser.evidence(sheet.figures, citations)
    picture = _picture(adviser, sheet, citations, day)
    return Advice(text, Outcome.ANSWERED_CALCULATION, case.topic, ASPECT, buttons, evidence, picture=picture)


def _picture(adviser: Adviser, sheet: Sheet, citations: tuple[str, ...], day: Day) -> Picture | None:
    """The sheet's picture with the caution and the sources of the text at its foot: it may travel without the text."""
    if sheet.picture is None:
        return None
    sources = adviser.sourced("", sheet.figures, citations, sheet.confidence, day)
    return replace(sheet.picture, foot=(*sheet.picture.foot, *sources.strip().splitlines()))


def _question(adviser: Adviser, case: Case, facts: Facts, name: str, on: date) -> str:
    if name == "support_group":
        return adviser.phrases("contribution.ask_group")
    if name == "income":
        gaps = bounds.income_gaps(adviser, on, past=case.past)
        return adviser.phrases("case.ask_income" if case.past else "case.ask_income_now", **gaps)
    if name == "birth_month" and facts.birth_year:
        return adviser.phrases("case.ask_birth_month_of_year", year=facts.birth_year)
    if name == "prepay_years":
        low, high = bounds.prepay_years(adviser, on)
        return adviser.phrases("case.ask_prepay_years", low=wording.term(low * YEAR), high=wording.term(high * YEAR))
    own = f"case.ask_{name}_{case.name}"
    years = adviser.policy.figure("pension_min_years", on)
    asked = own if own in adviser.phrases.names() else f"case.ask_{name}"
    return adviser.phrases(asked, years=wording.figure(years.value, years.unit))


def _buttons(adviser: Adviser, name: str, on: date) -> tuple[Button, ...]:
    say = adviser.phrases
    titles: tuple[str, ...] = ()
    if name == "support_group":
        return contribution.group_buttons(adviser)
    if name == "sex":
        titles = (say("case.sex_F"), say("case.sex_M"))
    if name == "still_paying":
        titles = (say("case.paying_yes"), say("case.paying_no"))
    if name == "support_received":
        titles = (say("case.support_unknown"),)
    if name == "prepay_years":
        low, high = bounds.prepay_years(adviser, on)
        titles = tuple(wording.term(years * YEAR) for years in range(low, high + 1))
    return _said(titles)


def _unit(adviser: Adviser, number: int) -> tuple[str, tuple[Button, ...]]:
    years, months = wording.figure(number, "years"), wording.figure(number, "months")
    return adviser.phrases("case.ask_unit", years=years, months=months), _said((years, months))


def _said(titles: tuple[str, ...]) -> tuple[Button, ...]:
    """Buttons that say their own title."""
    return tuple(Button(title, "inform", text=title) for title in titles)
