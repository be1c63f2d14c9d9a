"""Money handed back for months paid ahead (hoàn trả): the member's own part, never the State's."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.groups import GROUPS
from bot.policy.income import income_bounds
from bot.policy.inputs import Inputs
from bot.policy.methods import PERIODS
from bot.policy.months import YEAR
from bot.policy.once import fund_rate
from bot.policy.prepay import allowed_years, discounted
from bot.policy.rounding import HALF_UP_DONG, dong, plain
from bot.policy.support import Rate, best_group, monthly_support, state_rate
from bot.policy.working import Result, Value, Working

#: The cases of the decree: moves to compulsory insurance, takes the lump sum, dies, asks for the pension.
REASONS = ("compulsory", "lump_sum", "death", "pension")
FIELDS = (
    "income",
    "group",
    "groups",
    "months",
    "years",
    "remaining_months",
    "reason",
    "r_month",
    "M",
    "pay_month",
    "poverty_line",
    "reference_level",
)


def refund(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """What is handed back of a period paid ahead.

    Inputs: ``income``, ``group``, ``remaining_months``, the method as ``months`` (3, 6, 12) or ``years``,
    ``reason``.

    ``pay_month`` is the month of payment (its poverty line holds), ``M`` the State's part when it is known.
    Values: ``refund``, ``M``. A prepayment of years is discounted as it was paid; M is then read as the
    support of the remaining months (note ``reading:refund_support_months``).
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(FIELDS)
    if "reason" in inputs:
        inputs.choice("reason", REASONS)
    on = inputs.day("pay_month", as_of)
    years = inputs.whole_or("years", 0)
    if years and years not in allowed_years(work):
        raise InputRefused("years", years, {"one_of": allowed_years(work)})
    months = years * YEAR if years else inputs.whole_or("months", YEAR)
    if not years and months not in PERIODS[1:]:
        raise InputRefused("months", months, {"one_of": list(PERIODS[1:])})
    left = inputs.whole("remaining_months", 0, months)
    income = income_bounds(work, inputs, on).check(inputs.money("income"))
    share = work.figure("contribution_rate", on)
    monthly = share.number() * income
    returned = work.figure("refund_state_share")
    basis = returned.legal_basis
    support = dong(_support(work, inputs, on, dong(monthly), left) * (1 - returned.number()))
    if years:
        work.note("reading:refund_support_months")
        rate, source = fund_rate(work, inputs, on)
        work.step("fund_rate_month", rate, "share", source)
        paid = dong(discounted(monthly, rate, months - left + 1, months))
        formula = f"Σ i={months - left + 1}..{months} {plain(monthly)} ÷ (1 + {plain(rate)})^(i−1)"
        work.step("paid_for_remaining", paid, "VND", basis, formula=formula, counts=1, rounding=HALF_UP_DONG)
    else:
        paid = dong(monthly) * left
        work.step("paid_for_remaining", paid, "VND", basis, formula=f"{dong(monthly)} × {left}", counts=1)
    work.step("state_support", support, "VND", basis, counts=-1)
    if support > paid:
        raise InputRefused("M", support, {"min": 0, "max": paid})
    work.step("refund", paid - support, "VND", basis, formula=f"{paid} − {support}")
    values: dict[str, Value] = {
        "refund": paid - support,
        "HT": paid - support,
        "M": support,
        "remaining_months": left,
    }
    return work.result("refund", values, "refund")


def _support(work: Working, inputs: Inputs, on: date, gross: int, left: int) -> int:
    if "M" in inputs:
        return dong(inputs.money("M"))
    if not inputs.groups():
        raise InputRefused("group", None, {"one_of": list(GROUPS)})
    state = state_rate(work, inputs, best_group(work, inputs.groups(), on), on)
    line = income_bounds(work, inputs, on).lowest
    month = monthly_support(gross, work.number("contribution_rate", on), line, state, Rate(Decimal(0), ""))
    return month.state * left
