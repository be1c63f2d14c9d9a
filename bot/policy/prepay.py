"""Paying once for whole years ahead (đóng một lần cho nhiều năm về sau), with the fund's monthly rate as
discount.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.groups import GROUPS
from bot.policy.income import income_bounds
from bot.policy.inputs import Inputs
from bot.policy.months import YEAR
from bot.policy.rounding import HALF_UP_DONG, dong, plain, whole
from bot.policy.support import best_group, local_rate, monthly_support, state_rate, supported_months
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
#: A rate a month above this is a slip (percent written for share).
MOST_RATE = Decimal("0.05")


def allowed_years(work: Working) -> list[int]:
    """The numbers of years the law lets a member prepay."""
    return list(range(work.whole("prepay_years_min"), work.whole("prepay_years_max") + 1))


def fund_rate(work: Working, inputs: Inputs, on: date) -> tuple[Decimal, str]:
    """The fund's monthly rate of the year of payment, or the one given as ``r_month``; with its source."""
    return work.given_or("r_month", inputs.number_or_none("r_month", 0, MOST_RATE), "fund_rate_month", on)


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
    income = income_bounds(work, inputs, on).check(inputs.money("income"))
    share = work.figure("contribution_rate", on)
    rate, source = fund_rate(work, inputs, on)
    months, monthly = years * YEAR, share.number() * income
    exact = discounted(monthly, rate, 1, months)
    plain_sum, amount = dong(monthly * months), dong(exact)
    method = work.figure("prepay_years_max").legal_basis
    work.step("income", whole(income), "VND/month")
    work.step(
        "contribution_month",
        whole(monthly),
        "VND/month",
        share.legal_basis,
        formula=f"{plain(share.number())} × {plain(income)}",
    )
    work.step("fund_rate_month", rate, "share", source)
    work.step("undiscounted", plain_sum, "VND", share.legal_basis, formula=f"{plain(monthly)} × {months}", counts=1)
    work.step(
        "discount",
        plain_sum - amount,
        "VND",
        method,
        counts=-1,
        formula=f"{plain_sum} − Σ i=1..{months} {plain(monthly)} ÷ (1 + {plain(rate)})^(i−1)",
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
        values.update(_reading(work, inputs, on, months, amount))
    return work.result("prepayment", values, "MD1_before_support")


def _reading(work: Working, inputs: Inputs, on: date, months: int, amount: int) -> dict[str, Value]:
    # The decree is silent on support here; the months' support is shown beside the sum, not discounted.
    work.note("silent:support_in_prepay")
    group = best_group(work, inputs.groups(), on)
    line = income_bounds(work, inputs, on).lowest
    state, local = state_rate(work, inputs, group, on), local_rate(work, inputs, group, on)
    share = work.number("contribution_rate", on)
    month = monthly_support(dong(share * inputs.money("income")), share, line, state, local)
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
