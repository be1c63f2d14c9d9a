"""Retirement age (tuổi nghỉ hưu) by month of birth, and the month the pension starts."""

from collections.abc import Mapping
from datetime import date

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import FIRST_YEAR, Inputs
from bot.policy.months import YEAR, shift, text
from bot.policy.schema import Figure
from bot.policy.working import Result, Value, Working

_WORD = {"F": "female", "M": "male"}


def age_figure(policy: Policy, gender: str, birth: date) -> Figure:
    """The age (months) that holds for a birth month.

    The first year of the roadmap in which ``birth + age of that year`` falls; before the roadmap the old age.
    """
    base = policy.periods(f"retirement_age_base_{_WORD[gender]}")[0]
    roadmap = policy.periods(f"retirement_age_{_WORD[gender]}")
    if shift(birth, base.whole()) < roadmap[0].effective_from:
        return base
    for figure in roadmap:
        if figure.holds(shift(birth, figure.whole())):
            return figure
    return roadmap[-1]


def retirement_age(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The age and the month a pension can start.

    Inputs: ``gender``, ``birth_year``, ``birth_month`` (left out: the first of January is taken).

    Values: ``age_years`` + ``age_months``, ``reach_month`` and ``pension_month`` (YYYY-MM),
    ``pension_from`` (MM/YYYY), ``reached`` on the day asked, ``months_left``, ``assume_birth`` where the
    month was not known.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("gender", "birth_year", "birth_month"))
    gender = inputs.gender()
    year = inputs.whole("birth_year", FIRST_YEAR, as_of.year)
    birth = date(year, inputs.whole_or("birth_month", 1, 1, YEAR), 1)
    figure = work.use(age_figure(policy, gender, birth))
    age = figure.whole()
    reach = shift(birth, age)
    start = shift(reach, 1)
    work.step("age", age, "age_months", figure.legal_basis, formula=f"{gender}, {text(birth)}")
    work.step("reach_month", text(reach), "text", figure.legal_basis, formula=f"{text(birth)} + {age}")
    work.step("pension_month", text(start), "text", figure.legal_basis, formula=f"{text(reach)} + 1")
    values: dict[str, Value] = {
        "age_years": age // YEAR,
        "age_months": age % YEAR,
        "age_total_months": age,
        "reach_month": text(reach),
        "pension_month": text(start),
        "pension_from": f"{start.month:02d}/{start.year}",
        "reached": reach <= as_of,
        "months_left": max(0, (reach.year - as_of.year) * YEAR + reach.month - as_of.month),
    }
    if "birth_month" not in inputs:
        work.note("assumed:birth_first_of_january")
        values["assume_birth"] = birth
    return work.result("retirement_age", values)


def early_age(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Choosing an earlier age, for those who joined voluntarily before 2021 and have the years.

    Inputs: ``gender``, ``joined_voluntary`` (month), ``voluntary_years``. Values: ``may_choose``,
    ``option_age`` (years, ``None`` when not), ``M_option_age``, ``F_option_age``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("gender", "joined_voluntary", "voluntary_years"))
    if "joined_voluntary" not in inputs:
        raise InputRefused("joined_voluntary", None, {"form": "YYYY-MM"})
    joined = inputs.month("joined_voluntary", as_of)
    years = inputs.years("voluntary_years")
    before, need = work.figure("early_age_joined_before"), work.figure("early_age_min_years")
    may = joined < before.day() and years >= need.whole()
    work.step(
        "may_choose",
        may,
        "flag",
        need.legal_basis,
        formula=f"{text(joined)} < {before.day()}, {years} ≥ {need.whole()}",
    )
    ages = {g: work.whole(f"choice_age_{word}") if may else None for g, word in _WORD.items()}
    values: dict[str, Value] = {
        "may_choose": may,
        "option_age": ages[inputs.gender()],
        "M_option_age": ages["M"],
        "F_option_age": ages["F"],
    }
    return work.result("early_age", values)
