"""Paying once for whole years ahead (đóng một lần cho nhiều năm về sau), with the fund's monthly rate as
discount.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.groups import GROUPS
from bot.policy.inputs import Inputs
from bot.policy.months import YEAR
from bot.policy.once import Monthly, monthly_payment
from bot.policy.rounding import HALF_UP_DONG, dong, plain
from bot.policy.support import best_group, local_rate, monthly_support, state_rate, supported_months
from bot.policy.transition import fixed_line
from bot.policy.working import Result, Value, Working

FIELDS = (
    "income",
    "years",
    "r_month",
    "group",
    "groups",
    "pay_month",
    "months_supported_before",
    "province",
    "poverty_line",
    "reference_level",
)


def allowed_years(work: Working) -> list[int]:
    """The numbers of years the law lets a member prepay."""
    return list(range(work.whole("prepay_years_min"), work.whole("prepay_years_max") + 1))


def discounted(monthly: Decimal, rate: Decimal, first: int, last: int) -> Decimal:
    """Sum of ``monthly / (1 + r)^(i − 1)`` for the months ``first`` to ``last``, exact."""
    return sum((monthly / (1 + rate) ** (month - 1) for month in range(first, last + 1)), Decimal(0))


def prepayment(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """One payment for two to five years ahead.

    Inputs: ``income`` (đồng a month), ``years``; a group to see the support of those months.

    Values: ``MD1_before_support``, ``undiscounted``, ``discount``; with a group ``support_reading`` and
    ``payable_reading``: the law does not write how support is netted here, so both are a reading (note
    ``silent:support_in_prepay``). Refuses years the law does not allow.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(FIELDS)
    on = inputs.day("pay_month", as_of)
    years = inputs.whole("years")
    if years not in allowed_years(work):
        raise InputRefused("years", years, {"one_of": allowed_years(work)})
    month, months = monthly_payment(work, inputs, on), years * YEAR
    plain_sum, amount = dong(month.amount * months), dong(discounted(month.amount, month.fund_rate, 1, months))
    fixed_line(work, on, months, month.lowest, inputs.money("income"))
    method = work.figure("prepay_years_max").legal_basis
    formula = f"{plain(month.amount)} × {months}"
    work.step("undiscounted", plain_sum, "VND", month.share.legal_basis, formula=formula, counts=1)
    work.step(
        "discount",
        plain_sum - amount,
        "VND",
        method,
        counts=-1,
        formula=f"{plain_sum} − Σ i=1..{months} {plain(month.amount)} ÷ (1 + {plain(month.fund_rate)})^(i−1)",
        rounding=HALF_UP_DONG,
    )
    work.step("MD1_before_support", amount, "VND", method, formula=f"{plain_sum} − {plain_sum - amount}")
    values: dict[str, Value] = {
        "MD1_before_support": amount,
        "undiscounted": plain_sum,
        "discount": plain_sum - amount,
        "months": months,
    }
    if inputs.groups():
        values.update(_reading(work, inputs, on, (months, amount), month))
    return work.result("prepayment", values, "MD1_before_support")


def _reading(work: Working, inputs: Inputs, on: date, ahead: tuple[int, int], paid: Monthly) -> dict[str, Value]:
    # The decree is silent on support here; the months' support is shown beside the sum, not discounted.
    work.note("silent:support_in_prepay")
    months, amount = ahead
    group = best_group(work, inputs.groups(), on)
    state, local = state_rate(work, inputs, group, on), local_rate(work, inputs, group, on)
    month = monthly_support(dong(paid.amount), paid.share.number(), paid.lowest, state, local)
    counted = supported_months(work, months, inputs.whole_or("months_supported_before", 0), on)
    support = (month.state + month.local) * counted
    work.step(
        "support_reading",
        support,
        "VND",
        work.figure(GROUPS[group], on).legal_basis,
        formula=f"{month.state + month.local} × {counted}",
    )
    return {
        "supported_months": counted,
        "support_reading": support,
        "payable_reading": max(0, amount - support),
    }
