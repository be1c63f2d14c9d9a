"""Voluntary accident insurance (bảo hiểm tai nạn lao động tự nguyện): premium and the sum at death."""

from collections.abc import Mapping
from datetime import date

from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.rounding import dong, plain
from bot.policy.support import rounding_of
from bot.policy.working import Result, Value, Working


def accident(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The premium of voluntary accident insurance and the sum at death.

    Inputs: ``year`` (else the day asked), ``region4_min_wage`` (đồng, else the one in force).

    Values: ``premium_6`` and ``premium_12`` (đồng for the period, before support), ``death_amount`` (đồng).
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("year", "region4_min_wage"))
    on = date(inputs.year("year", as_of.year), 12, 31) if "year" in inputs else as_of
    wage, _ = work.given_or("region4_min_wage", inputs.money_or_none("region4_min_wage"), "region4_min_wage", on)
    values: dict[str, Value] = {}
    for name, key, unit in (
        ("premium_6", "accident_premium_6", "VND"),
        ("premium_12", "accident_premium_12", "VND"),
        ("death_amount", "accident_death_multiple", "VND"),
    ):
        figure = work.figure(key)
        exact = wage * figure.number()
        values[name] = dong(exact)
        work.step(
            name,
            dong(exact),
            unit,
            figure.legal_basis,
            rounding=rounding_of(exact),
            formula=f"{plain(figure.number())} × {plain(wage)}",
        )
    return work.result("accident", values)
