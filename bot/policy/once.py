"""What payments of many months at once have in common: years ahead (prepay) and months still missing (backpay)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.policy.income import income_bounds
from bot.policy.inputs import Inputs
from bot.policy.rounding import plain, whole
from bot.policy.schema import Figure
from bot.policy.working import Working

#: A rate a month above this is a slip (percent written for share).
MOST_RATE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Monthly:
    """A month's contribution (đồng, exact), the share of the income that it is, and the fund's rate a month."""

    amount: Decimal
    share: Figure
    fund_rate: Decimal
    lowest: Decimal


def fund_rate(work: Working, inputs: Inputs, on: date) -> tuple[Decimal, str]:
    """The fund's monthly rate of the year of payment, or the one given as ``r_month``; with its source."""
    return work.given_or("r_month", inputs.number_or_none("r_month", 0, MOST_RATE), "fund_rate_month", on)


def monthly_payment(work: Working, inputs: Inputs, on: date) -> Monthly:
    """The income checked against its bounds, a month's contribution and the fund's rate, each a line of working."""
    bounds = income_bounds(work, inputs, on)
    income = bounds.check(inputs.money("income"))
    share = work.figure("contribution_rate", on)
    rate, source = fund_rate(work, inputs, on)
    amount = share.number() * income
    formula = f"{plain(share.number())} × {plain(income)}"
    work.step("income", whole(income), "VND/month")
    work.step("contribution_month", whole(amount), "VND/month", share.legal_basis, formula=formula)
    work.step("fund_rate_month", rate, "share", source)
    return Monthly(amount, share, rate, bounds.lowest)
