"""Household health insurance (BHYT hộ gia đình): a share of the base salary, less for each further person."""

from collections.abc import Mapping
from datetime import date

from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.months import YEAR
from bot.policy.rounding import dong, plain
from bot.policy.support import rounding_of
from bot.policy.working import Result, Value, Working

MOST_PERSONS = 50
STEP = "hi_step_"


def household_health(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """What a household pays for health insurance.

    Inputs: ``persons`` of one household joining together, ``months`` (else a year), ``from`` (month),
    ``base_salary`` (đồng, else the reference level of the day). Values: ``parts`` (đồng by person),
    ``total``, ``amount``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("persons", "months", "from", "base_salary"))
    on = inputs.day("from", as_of)
    persons, months = inputs.whole_or("persons", 1, 1, MOST_PERSONS), inputs.whole_or("months", YEAR, 1, YEAR)
    salary, _ = work.given_or("base_salary", inputs.money_or_none("base_salary"), "reference_level", on)
    rate = work.figure("hi_rate")
    last = max(policy.series(STEP))
    parts: list[Value] = []
    for nth in range(1, persons + 1):
        step = work.figure(f"{STEP}{min(nth, last)}")
        exact = salary * rate.number() * months * step.number()
        parts.append(dong(exact))
        work.step(
            f"person_{nth}",
            dong(exact),
            "VND",
            step.legal_basis,
            counts=1,
            rounding=rounding_of(exact),
            formula=f"{plain(salary)} × {plain(rate.number())} × {months} × {plain(step.number())}",
        )
    total = sum(part for part in parts if isinstance(part, int))
    return work.result("household_health", {"parts": parts, "total": total, "amount": total}, "total")
