"""What a voluntary member pays (mức đóng): ``rate × income − support``, for one payment of 1, 3, 6 or 12
months.

Support uses the poverty line of the day of payment for the whole period and ends after the months of the
cap; the months beyond are paid in full. Whole đồng.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.groups import GROUPS
from bot.policy.income import IncomeBounds, income_bounds
from bot.policy.inputs import Inputs
from bot.policy.methods import PERIODS, pay_by
from bot.policy.months import text
from bot.policy.rounding import dong, plain, whole
from bot.policy.support import (
    MonthlySupport,
    Rate,
    best_group,
    local_rate,
    monthly_support,
    rounding_of,
    state_rate,
    supported_months,
)
from bot.policy.transition import fixed_line
from bot.policy.working import Result, Value, Working

FIELDS = (
    "income",
    "group",
    "groups",
    "pay_month",
    "months",
    "months_supported_before",
    "province",
    "poverty_line",
    "reference_level",
    "state_rate",
    "local_rate",
)


def contribution(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """What a member pays for one payment, before and after support.

    Inputs: ``income`` (đồng a month), ``group`` or ``groups``, ``pay_month`` (else the day asked),
    ``months`` of the period, ``months_supported_before``, ``province``.

    Values: ``gross``, ``gross_month``, ``min_income``, ``max_income``, ``supported_months``, ``pay_by``,
    what each group pays (``poor`` …) and, with a group, ``support_rate``, ``state_support``,
    ``local_support``, ``payable`` and their ``_month`` forms. Refuses an income outside the bounds and a
    period the law does not know.
    """
    inputs = Inputs(given)
    inputs.only(FIELDS)
    return _Payment(policy, inputs, as_of).result()


class _Payment:
    def __init__(self, policy: Policy, inputs: Inputs, as_of: date) -> None:
        self.work, self.inputs = Working(policy, as_of), inputs
        month = inputs.month("pay_month", as_of)
        # Figures change within a month only in theory; a month named without a day is read on its first day.
        self.on = month if "pay_month" in inputs else as_of
        self.months = inputs.whole_or("months", 1, 1)
        if self.months not in PERIODS:
            raise InputRefused("months", self.months, {"one_of": list(PERIODS)})
        self.before = inputs.whole_or("months_supported_before", 0)
        self.groups = inputs.groups()
        self.bounds: IncomeBounds = income_bounds(self.work, inputs, self.on)
        self.income = self.bounds.check(inputs.money("income"))
        self.rate = self.work.figure("contribution_rate", self.on)

    def result(self) -> Result:
        work, months = self.work, self.months
        exact = self.rate.number() * self.income
        gross = dong(exact)
        work.step("income", whole(self.income), "VND/month")
        work.step("contribution_rate", self.rate.number(), "share", self.rate.legal_basis)
        work.step(
            "gross_month",
            gross,
            "VND/month",
            self.rate.legal_basis,
            formula=f"{plain(self.rate.number())} × {plain(self.income)}",
            rounding=rounding_of(exact),
        )
        work.step("gross", gross * months, "VND", self.rate.legal_basis, formula=f"{gross} × {months}", counts=1)
        supported = supported_months(work, months, self.before, self.on)
        values: dict[str, Value] = {
            "gross": gross * months,
            "gross_month": gross,
            "months": months,
            "supported_months": supported,
            "min_income": whole(self.bounds.lowest),
            "max_income": None if self.bounds.highest is None else whole(self.bounds.highest),
            "pay_month": text(self.on),
            "pay_by": pay_by(work, months, self.on),
        }
        fixed_line(work, self.on, months, self.bounds.lowest, self.income)
        values.update(self._each_group(gross, supported))
        if self.groups:
            values.update(self._chosen(best_group(work, self.groups, self.on), gross, supported))
        return work.result("contribution", values, "payable" if self.groups else "gross")

    def _each_group(self, gross: int, supported: int) -> dict[str, Value]:
        # Five answers at once: notes about one group's province must not stand as notes on the case.
        pays: dict[str, Value] = {}
        aside = Working(self.work.policy, self.work.as_of)
        for group in GROUPS:
            support = self._monthly(aside, gross, group)[0]
            pays[group] = gross * self.months - (support.state + support.local) * supported
        if pays["poor"] == pays["island_commune"]:
            pays["poor_or_island"] = pays["poor"]
        if not self.groups:
            for figure in aside.figures:
                self.work.use(figure)
        return pays

    def _monthly(self, work: Working, gross: int, group: str) -> tuple[MonthlySupport, Rate, Rate]:
        # A rate given with the case belongs to the group of the case, not to the others shown beside it.
        inputs = self.inputs if work is self.work else _without_rates(self.inputs)
        state, local = state_rate(work, inputs, group, self.on), local_rate(work, inputs, group, self.on)
        return monthly_support(gross, self.rate.number(), self.bounds.lowest, state, local), state, local

    def _chosen(self, group: str, gross: int, supported: int) -> dict[str, Value]:
        work = self.work
        support, state, local = self._monthly(work, gross, group)
        base = self.rate.number() * self.bounds.lowest
        work.step("poverty_line", whole(self.bounds.lowest), "VND/month", self.bounds.lowest_source)
        _support_step(work, "state", base, state, (support.state, supported))
        if local.share or "province" in self.inputs:
            _support_step(work, "local", base, local, (support.local, supported))
            if local.share and supported < self.months:
                work.note("silent:local_support_after_cap")
        state_sum, local_sum = support.state * supported, support.local * supported
        payable = gross * self.months - state_sum - local_sum
        work.step(
            "payable",
            payable,
            "VND",
            self.rate.legal_basis,
            formula=f"{gross * self.months} − {state_sum} − {local_sum}",
        )
        month = support if supported else MonthlySupport(0, 0)
        return {
            "group": group,
            "support_rate": state.share,
            "local_rate": local.share,
            "state_support_month": month.state,
            "local_support_month": month.local,
            "state_support": state_sum,
            "local_support": local_sum,
            "payable_month": gross - month.state - month.local,
            "payable": payable,
        }


def _support_step(work: Working, who: str, base: Decimal, rate: Rate, paid: tuple[int, int]) -> None:
    monthly, months = paid
    exact = base * rate.share
    work.step(f"{who}_support_rate", rate.share, "share", rate.source)
    work.step(
        f"{who}_support_month",
        monthly,
        "VND/month",
        rate.source,
        formula=f"{plain(rate.share)} × {plain(base)}",
        rounding=rounding_of(exact),
    )
    work.step(f"{who}_support", monthly * months, "VND", rate.source, formula=f"{monthly} × {months}", counts=-1)


def _without_rates(inputs: Inputs) -> Inputs:
    return Inputs({name: value for name, value in inputs.given.items() if name not in ("state_rate", "local_rate")})
