"""Paying once for the months still missing at retirement age (đóng một lần cho thời gian còn thiếu)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.months import YEAR
from bot.policy.once import monthly_payment
from bot.policy.rounding import HALF_UP_DONG, dong, plain, whole
from bot.policy.working import Result, Value, Working


def backpayment(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """One payment for the months missing at retirement age.

    Inputs: ``income`` (đồng a month), ``missing_months``.

    Values: ``MD2_before_support``, ``plain``, ``interest``. Whether the State supports these months is not
    written (note ``silent:support_in_backpay``), so no support is taken off. Refuses more months than the
    law allows.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("income", "missing_months", "r_month", "pay_month", "poverty_line", "reference_level"))
    on = inputs.day("pay_month", as_of)
    most = work.figure("backpay_max_months")
    months = inputs.whole("missing_months")
    if not 1 <= months <= most.whole():
        raise InputRefused("missing_months", months, {"min": 1, "max": most.whole()})
    month = monthly_payment(work, inputs, on)
    rate = month.fund_rate
    exact = sum((month.amount * (1 + rate) ** nth for nth in range(1, months + 1)), Decimal(0))
    amount, plain_sum = dong(exact), dong(month.amount * months)
    work.note("silent:support_in_backpay")
    formula = f"{plain(month.amount)} × {months}"
    work.step("plain", plain_sum, "VND", month.share.legal_basis, formula=formula, counts=1)
    work.step(
        "interest",
        amount - plain_sum,
        "VND",
        most.legal_basis,
        counts=1,
        rounding=HALF_UP_DONG,
        formula=f"Σ i=1..{months} {plain(month.amount)} × (1 + {plain(rate)})^i − {plain_sum}",
    )
    work.step("MD2_before_support", amount, "VND", most.legal_basis, formula=f"{plain_sum} + {amount - plain_sum}")
    values: dict[str, Value] = {
        "MD2_before_support": amount,
        "plain": plain_sum,
        "interest": amount - plain_sum,
        "months": months,
    }
    return work.result("backpayment", values, "MD2_before_support")


def backpay_conditions(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Whether the missing months may be paid at once now.

    Inputs: ``months_paid``, ``reached_retirement_age``, ``month_before_age`` (the month just before it has
    come).

    Values: ``allowed``, ``missing`` (months to the pension), ``max_months``, ``advice``: ``pay_missing``,
    ``enough``, ``too_early`` or ``keep_paying`` with ``months_to_pay_first``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("months_paid", "reached_retirement_age", "month_before_age"))
    most, need = work.figure("backpay_max_months"), work.figure("pension_min_years")
    paid = inputs.months("months_paid")
    missing = max(0, need.whole() * YEAR - paid)
    work.step("missing", missing, "months", need.legal_basis, formula=f"{need.whole()} × {YEAR} − {paid}")
    time_has_come = inputs.flag("reached_retirement_age") or inputs.flag("month_before_age")
    if missing == 0:
        advice = "enough"
    elif missing > most.whole():
        advice = "keep_paying"
    else:
        advice = "pay_missing" if time_has_come else "too_early"
    allowed = advice == "pay_missing"
    work.step("allowed", allowed, "flag", most.legal_basis, formula=f"1 ≤ {missing} ≤ {most.whole()}")
    values: dict[str, Value] = {
        "allowed": allowed,
        "missing": missing,
        "max_months": most.whole(),
        "months_to_pay_first": max(0, missing - most.whole()),
        "advice": advice,
        "earliest": "month_before_retirement_age",
    }
    return work.result("backpay_conditions", values)


def old_backpay(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The repealed rule beside the one in force, to answer who still counts on it.

    Inputs: ``years_paid`` . Values: ``old_allowed``,
    ``old_missing_months``, ``old_max_months``, ``new_allowed``, ``new_missing_months``, ``new_max_months``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("years_paid",))
    paid = whole(inputs.years("years_paid") * YEAR)
    values: dict[str, Value] = {}
    for which, on in (("old", _last_old_day(policy)), ("new", as_of)):
        need, most = work.whole("pension_min_years", on) * YEAR, work.whole("backpay_max_months", on)
        missing = max(Decimal(0), Decimal(need) - paid)
        values[f"{which}_missing_months"] = whole(missing)
        values[f"{which}_max_months"] = most
        values[f"{which}_years_needed"] = need // YEAR
        values[f"{which}_allowed"] = 0 < missing <= most
        work.step(
            f"{which}_missing_months",
            whole(missing),
            "months",
            work.figure("backpay_max_months", on).legal_basis,
            formula=f"{need} − {plain(paid)}",
        )
    return work.result("old_backpay", values)


def _last_old_day(policy: Policy) -> date:
    ends = [figure.effective_to for figure in policy.periods("backpay_max_months") if figure.effective_to]
    return max(ends)
