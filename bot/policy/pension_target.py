"""From a wished pension (lương hưu mong muốn) back to the income to choose and the monthly payment."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.errors import FigureNotInForce, InputRefused
from bot.policy.figures import Policy
from bot.policy.income import income_bounds
from bot.policy.inputs import MOST_YEARS, Inputs
from bot.policy.pension import rate_for
from bot.policy.rounding import nearest, plain
from bot.policy.working import Result, Value, Working

#: Amounts of an estimate are shown to the nearest thousand đồng.
SHOWN_TO = 1000


def pension_target(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The income a wished pension needs.

    Inputs: ``gender``, ``target`` (đồng a month), ``years`` (a number or a list).

    Assumes one income for all months and no price coefficients (note ``assumed:average_is_income``).
    Values: ``required_income`` and ``monthly_22pct`` (đồng, before support), by number of years;
    ``outside`` lists the years whose income the law does not let a member choose today.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("gender", "target", "years"))
    gender, target = inputs.gender(), inputs.money("target")
    work.note("assumed:average_is_income")
    share = work.figure("contribution_rate")
    try:
        bounds = income_bounds(work, inputs, as_of)
    except FigureNotInForce:
        bounds = None
    required: dict[str, Value] = {}
    monthly: dict[str, Value] = {}
    outside: list[Value] = []
    for years in _years(work, inputs):
        rate, start = rate_for(work, gender, years)
        exact = target / rate
        name = plain(years)
        required[name], monthly[name] = nearest(exact, SHOWN_TO), nearest(exact * share.number(), SHOWN_TO)
        work.step(
            f"required_income_{name}",
            required[name],
            "VND/month",
            start.legal_basis,
            formula=f"{plain(target)} ÷ {plain(rate)}",
            rounding=f"half_up:{SHOWN_TO}",
        )
        work.step(
            f"monthly_22pct_{name}",
            monthly[name],
            "VND/month",
            share.legal_basis,
            formula=f"{plain(target)} ÷ {plain(rate)} × {plain(share.number())}",
            rounding=f"half_up:{SHOWN_TO}",
        )
        if bounds and bounds.problem(exact):
            outside.append(name)
            work.note(f"{bounds.problem(exact)}:{name}")
    values: dict[str, Value] = {
        "required_income": required,
        "monthly_22pct": monthly,
        "rounding": SHOWN_TO,
        "outside": outside,
    }
    return work.result("pension_target", values)


def _years(work: Working, inputs: Inputs) -> list[Decimal]:
    raw = inputs.require("years")
    items = raw if isinstance(raw, list) else [raw]
    least = work.whole("pension_min_years")
    found = [Inputs({"years": item}).number("years", least, MOST_YEARS) for item in items]
    if not found:
        raise InputRefused("years", raw, {"min": least})
    return found
