"""Who may take the lump sum (các trường hợp hưởng BHXH một lần): the points of the article, by a word each."""

from collections.abc import Mapping
from datetime import date

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.months import YEAR
from bot.policy.rounding import plain
from bot.policy.working import Result, Value, Working

#: age = retirement age without the years; abroad = settles abroad; illness = one of the grave illnesses;
#: incapacity = heavy incapacity or disability; stopped = paid before 01/7/2025 and stopped long enough.
CASES = ("age", "abroad", "illness", "incapacity", "stopped")
#: Cases of the gravely ill and the disabled: nothing of the State's support is taken off.
SEVERE = ("illness", "incapacity")
SPECIAL = ("abroad", "illness", "incapacity")


def letters(policy: Policy, on: date) -> dict[str, str]:
    """The letter under which the law names each case."""
    return {case: str(policy.figure(f"lump_sum_point_{case}", on).value) for case in CASES}


def read_case(policy: Policy, inputs: Inputs, field: str, on: date, allowed: tuple[str, ...] = CASES) -> str:
    """A case by its word or by its letter, which a longer text may follow."""
    told = str(inputs.require(field)).strip()
    first = told.split(" ", maxsplit=1)[0].strip("().,:;").casefold()
    by_letter = {letter: case for case, letter in letters(policy, on).items()}
    case = by_letter.get(first, told)
    if case not in allowed:
        raise InputRefused(field, told, {"one_of": list(allowed)})
    return case


def lump_sum_conditions(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Whether the lump sum may be taken, under which point, and what else is open.

    Inputs: ``first_contribution`` (month), ``stopped_months``, ``years`` paid, ``special_case`` (abroad, illness,
    incapacity), ``age_reached``.

    Values: ``eligible``, ``case`` (a word) and ``point`` (its letter) or ``None``, ``reason`` (code),
    ``alternatives`` (codes), ``missing_months`` to a pension.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("first_contribution", "stopped_months", "years", "special_case", "age_reached"))
    years = inputs.years("years") if "years" in inputs else None
    least, under = work.figure("pension_min_years"), work.figure("lump_sum_under_years")
    short = years is not None and years < least.whole()
    aged = inputs.flag("age_reached")
    if "special_case" in inputs:
        case, reason = read_case(policy, inputs, "special_case", as_of, SPECIAL), "special_case"
    elif aged and short:
        case, reason = "age", "age_without_years"
    else:
        case, reason = _stopped(work, inputs)
    point = str(work.figure(f"lump_sum_point_{case}").value) if case else None
    work.step("eligible", bool(case), "flag", under.legal_basis, formula=case or reason)
    missing = 0 if years is None else max(0, int(least.whole() * YEAR - years * YEAR))
    values: dict[str, Value] = {
        "eligible": bool(case),
        "case": case or None,
        "point": point,
        "reason": reason,
        "missing_months": missing,
        "alternatives": _alternatives(work, aged, short, missing),
    }
    return work.result("lump_sum_conditions", values)


def _stopped(work: Working, inputs: Inputs) -> tuple[str, str]:
    """The case of those who stopped, or the reason why not."""
    border = work.figure("lump_sum_joined_before")
    wait, under = work.figure("lump_sum_waiting_months"), work.figure("lump_sum_under_years")
    inputs.require("first_contribution")
    if inputs.month("first_contribution", work.as_of) >= border.day():
        return "", "joined_after"
    years = inputs.years("years")
    work.step("years", plain(years), "years", under.legal_basis, formula=f"{plain(years)} < {under.whole()}")
    if years >= under.whole():
        return "", "years_enough"
    stopped = inputs.whole_or("stopped_months", 0)
    work.step("stopped_months", stopped, "months", wait.legal_basis, formula=f"{stopped} ≥ {wait.whole()}")
    return ("stopped", "stopped") if stopped >= wait.whole() else ("", "not_stopped_long_enough")


def _alternatives(work: Working, aged: bool, short: bool, missing: int) -> list[Value]:
    if not short:
        return ["pension"] if aged else ["preserve", "continue"]
    if not aged:
        return ["preserve", "continue"]
    backpay: list[Value] = ["backpay"] if 0 < missing <= work.whole("backpay_max_months") else []
    return ["continue", *backpay, "article23"]
