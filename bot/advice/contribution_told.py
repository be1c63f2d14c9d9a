"""What a citizen told for the contribution calculator, and the income behind an amount that is paid."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.advice.adviser import Adviser, Day
from bot.policy.calculators import run


@dataclass(frozen=True, slots=True)
class Told:
    """What the citizen has told so far. Income in đồng a month, `pay_month` any day of the month of payment.

    `paid`: what is paid a month out of one's own pocket, where that was told and the income was not. `months`: how
    many one payment covers, None where nobody asked.
    """

    income: int
    groups: tuple[str, ...]
    pay_month: date | None = None
    province: str | None = None
    province_name: str | None = None
    supported: int = 0
    paid: int | None = None
    months: int | None = None

    def inputs(self, months: int) -> dict[str, Any]:
        """The inputs of the calculator for a payment of so many months."""
        given: dict[str, Any] = {"income": self.income, "groups": list(self.groups), "months": months}
        if self.pay_month:
            given["pay_month"] = f"{self.pay_month:%Y-%m}"
        if self.province:
            given["province"] = self.province
        if self.supported:
            given["months_supported_before"] = self.supported
        return given


def with_income(adviser: Adviser, told: Told, day: Day) -> Told:
    """`told` with the income whose payment, all support taken off, is `told.paid`.

    Raises the errors of `bot.policy`; the income may lie outside what may be chosen.
    """
    assert told.paid is not None  # noqa: S101  without money paid there is nothing to reckon back from
    on = told.pay_month or day.as_of
    lowest = adviser.policy.figure("rural_poverty_line", on).whole()
    month = run(adviser.policy, "contribution", replace(told, income=lowest).inputs(1), day.as_of).values
    support = Decimal(str(month["gross_month"])) - Decimal(str(month["payable_month"]))
    return replace(told, income=_income(adviser, told.paid + support, on))


def gross_income(adviser: Adviser, told: Told, day: Day) -> int | None:
    """The income if `told.paid` were the whole contribution before support, None where nobody may choose it."""
    on = told.pay_month or day.as_of
    income = _income(adviser, Decimal(told.paid or 0), on)
    low, high = (adviser.policy.figure(key, on).whole() for key in ("rural_poverty_line", "max_income"))
    return income if low <= income <= high and income != told.income else None


def _income(adviser: Adviser, whole: Decimal, on: date) -> int:
    rate = adviser.policy.figure("contribution_rate", on).number()
    return int((whole / rate).quantize(Decimal(1), ROUND_HALF_UP))
