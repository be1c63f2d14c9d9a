"""Topics of money paid or handed back at once: nhiều năm về sau, thời gian còn thiếu, hoàn trả."""

from bot.policy.errors import InputRefused
from bot.policy.months import YEAR
from bot.policy.prepay import allowed_years
from bot.policy.topics.case import Case, months_of, renamed
from bot.policy.working import Result, Value, Working

LAW = ("poverty_line", "reference_level", "pay_month", "r_month")


def prepayment(case: Case) -> Result:
    """MĐ1 of years ahead."""
    return case.run("prepayment", case.take("years", *LAW, "group", "groups") | {"income": case.income()})


def prepayment_years(case: Case) -> Result:
    """Whether the number of years is allowed."""
    work = Working(case.policy, case.as_of)
    allowed: list[Value] = list(allowed_years(work))
    valid = case.inputs.number("years", 0, 1000) in allowed
    basis = work.figure("prepay_years_max").legal_basis
    work.step("valid", valid, "flag", basis, formula=f"{case.given['years']} ∈ {allowed}")
    return work.result("prepayment_years", {"valid": valid, "allowed_years": allowed})


def backpayment(case: Case) -> Result:
    """MĐ2 of the missing months; no amount where there are more than may be paid at once, or none."""
    work = Working(case.policy, case.as_of)
    most, missing = work.figure("backpay_max_months"), case.inputs.whole("missing_months")
    if not 1 <= missing <= most.whole():
        formula = f"1 ≤ {missing} ≤ {most.whole()}"
        work.step("allowed", False, "flag", most.legal_basis, formula=formula)
        return work.result("backpayment", {"allowed": False, "missing": missing})
    result = case.run("backpayment", case.take("missing_months", *LAW) | {"income": case.income()})
    return renamed(result, {"allowed": True, "missing": missing})


def backpay_conditions(case: Case) -> Result:
    """Whether the missing months may be paid now."""
    return case.run("backpay_conditions", case.take("months_paid", "reached_retirement_age", "month_before_age"))


def old_backpay(case: Case) -> Result:
    """The repealed rule beside the new one, as facts of each; ``allowed`` is the rule of the ``date`` of the case."""
    result = case.run("old_backpay", case.take("years_paid"))
    border = case.policy.figure("new_law_date", case.as_of).day()
    then = "old" if case.inputs.month("date", case.as_of) < border else "new"
    rules: dict[str, Value] = {
        "allowed": result.values[f"{then}_allowed"],
        "missing": result.values[f"{then}_missing_months"],
    }
    for which, name in (("old", "old_rule"), ("new", "new_rule_from_2025_07")):
        facts = ("allowed", "missing_months", "max_months", "years_needed")
        rules[name] = {fact: result.values[f"{which}_{fact}"] for fact in facts}
    return renamed(result, rules)


def refund(case: Case) -> Result:
    """What is handed back of a period paid ahead; nothing where the reason is none of the law's."""
    reason = case.read("refund_reason", "reason")
    if reason is None and "reason" in case.inputs:
        work = Working(case.policy, case.as_of)
        basis = work.figure("refund_state_share").legal_basis
        work.step("refund", 0, "VND", basis, counts=1)
        return work.result("refund", {"refund": 0, "HT": 0}, "refund")
    inputs = case.take("group", "groups", "M", *LAW) | {"income": case.income()}
    inputs |= case.take(remaining_months="remaining_months") or case.take(remaining_months="m_remaining")
    inputs |= {"reason": reason} if reason else {}
    months = months_of(case.given.get("method", YEAR))
    if months is None:
        raise InputRefused("method", case.given.get("method"), {"form": "12_months or 2_years"})
    years, odd = divmod(months, YEAR)
    inputs |= {"years": years} if years > 1 and not odd else {"months": months}
    return case.run("refund", inputs)
