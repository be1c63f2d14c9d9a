"""One-off allowance at retirement (trợ cấp một lần khi nghỉ hưu) for the years beyond the full rate."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.rounding import HALF_UP_DONG, dong, plain, whole
from bot.policy.working import Result, Value, Working


def retirement_lump(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The allowance at retirement for years beyond the full rate.

    Inputs: ``gender``, ``years_at_retirement_age``, ``extra_years_after_age``, ``average`` (đồng).

    Values: ``extra_years``, ``extra_years_before_age``, ``extra_years_after_age``, ``amount``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("gender", "years_at_retirement_age", "extra_years_after_age", "average"))
    full = work.figure(f"pension_full_years_{'female' if inputs.gender() == 'F' else 'male'}")
    at_age = inputs.years("years_at_retirement_age")
    later = inputs.years("extra_years_after_age", 0)
    mean = inputs.money("average")
    over = max(Decimal(0), at_age + later - full.whole())
    before = max(Decimal(0), at_age - full.whole())
    after = over - before
    total = Decimal(0)
    for name, years, key in (
        ("before_age", before, "retirement_lump_multiple"),
        ("after_age", after, "retirement_lump_multiple_after_age"),
    ):
        multiple = work.figure(key)
        exact = mean * multiple.number() * years
        part = dong(total + exact) - dong(total)
        work.step(
            name,
            part,
            "VND",
            multiple.legal_basis,
            counts=1,
            formula=f"{plain(mean)} × {plain(multiple.number())} × {plain(years)}",
            rounding=HALF_UP_DONG if part != exact else "",
        )
        total += exact
    values: dict[str, Value] = {
        "extra_years": whole(over),
        "extra_years_before_age": whole(before),
        "extra_years_after_age": whole(after),
        "amount": dong(total),
    }
    return work.result("retirement_lump", values, "amount")
