"""A period already paid when the law changes: nothing is paid again, nothing is handed back."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.errors import FigureNotInForce
from bot.policy.figures import Policy
from bot.policy.inputs import MOST_MONTHS, Inputs
from bot.policy.months import YEAR, shift, text
from bot.policy.rounding import dong, plain, whole
from bot.policy.schema import Figure
from bot.policy.working import Result, Value, Working


def next_line(policy: Policy, start: date, months: int) -> tuple[Figure, Figure] | None:
    """The poverty line of the first month of a period and the last higher one that begins inside it, if any."""
    try:
        now = policy.figure("rural_poverty_line", start)
    except FigureNotInForce:
        return None
    last = shift(start, months - 1)
    lines = policy.periods("rural_poverty_line")
    higher = [line for line in lines if start < line.effective_from <= last and line.number() > now.number()]
    return (now, higher[-1]) if higher else None


def fixed_line(work: Working, start: date, months: int, line: Decimal, income: Decimal) -> None:
    """Says in the working that the line of the day of payment holds for a whole period that a new line cuts.

    Nghị định 159/2025/NĐ-CP, Điều 5 khoản 5. Whether months after the change may be paid on an income below the new
    line is written nowhere: a note, where the income (đồng a month) is below it.
    """
    changed = next_line(work.policy, start, months)
    if changed is None:
        return
    try:
        rule = work.figure("support_difference_share", start)
    except FigureNotInForce:
        return
    formula = f"{text(start)} + {months}: {plain(line)}"
    work.step("poverty_line_of_payment", whole(line), "VND/month", rule.legal_basis, formula=formula)
    work.note("fixed:line_of_payment")
    if income < changed[1].number():
        work.note("silent:minimum_of_months_after_change")


def paid_period(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """What a change of law does to a period already paid: nothing.

    Inputs: ``pay_month`` (first month of the period paid), ``months`` of it.

    Values: ``extra_support`` (support added for months paid before 01/7/2025, đồng), ``new_rates_from``
    (YYYY-MM, the first month of the next payment), ``new_line`` and ``top_up`` (what is owed when the
    poverty line rises, đồng).
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("pay_month", "months"))
    start, months = inputs.month("pay_month", as_of), inputs.whole_or("months", 1, 1, MOST_MONTHS)
    after = shift(start, months)
    transition, difference = work.figure("support_transition_share"), work.figure("support_difference_share")
    work.step("extra_support", dong(transition.number()), "VND", transition.legal_basis)
    values: dict[str, Value] = {
        "extra_support": dong(transition.number()),
        "new_rates_from": text(after),
        "top_up": dong(difference.number()),
        "new_line": None,
    }
    if changed := next_line(policy, start, months):
        now, later = changed
        rise = later.number() - now.number()
        work.use(now), work.use(later)
        top_up = dong(rise * difference.number())
        work.step("top_up", top_up, "VND", difference.legal_basis, formula=f"{difference.number()} × {rise}")
        work.note("silent:minimum_of_months_after_change")
        values |= {"top_up": top_up, "new_line": later.whole()}
    return work.result("paid_period", values)


def first_and_last(period: object) -> tuple[date, date] | None:
    """The months of ``2022-01..2025-06`` (or of one month, or of bare years); ``None`` when there are none."""
    found = [(int(y), int(m)) for y, m in re.findall(r"(\d{4})-(\d{2})", str(period)) if 1 <= int(m) <= YEAR]
    if not found:
        years = [int(y) for y in re.findall(r"\b(\d{4})\b", str(period))]
        found = [(years[0], 1), (years[-1], YEAR)] if years else []
    if not found:
        return None
    return date(*found[0], 1), date(*found[-1], 1)
