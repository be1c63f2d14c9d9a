"""Topics of payments: mức đóng, trần và sàn, hỗ trợ, kỳ đóng, chuyển tiếp."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.policy.errors import FigureNotInForce, InputRefused, PolicyError
from bot.policy.groups import ALIASES, GROUPS
from bot.policy.income import income_bounds
from bot.policy.inputs import Inputs
from bot.policy.months import shift, text
from bot.policy.rounding import dong, plain, whole
from bot.policy.topics.case import Case, months_of, renamed
from bot.policy.transition import first_and_last
from bot.policy.working import Result, Value, Working

LAW = ("poverty_line", "reference_level")
GROUP = ("group", "groups", "months_supported_before", "state_rate", "local_rate")


def monthly(case: Case, **more: object) -> Result:
    """What each group pays, for the income of the case (the lowest one when it names none)."""
    inputs = case.take(*LAW, *GROUP) | {"income": case.income()}
    if "pay_month" in case.inputs or "period" in case.inputs:
        inputs["pay_month"] = case.pay_day()
    return case.run("contribution", inputs | more)


def bounds(case: Case) -> Result:
    """The lowest and the highest income, what 22% of the highest is, and what others pay at both."""
    work = Working(case.policy, case.as_of)
    on = case.pay_day()
    found = income_bounds(work, case.inputs, on)
    if found.highest is None:
        raise FigureNotInForce("reference_level", on)
    at = {edge: monthly(case, income=income) for edge, income in (("max", found.highest), ("min", found.lowest))}
    values: dict[str, Value] = {}
    for edge, result in at.items():
        values[f"gross_at_{edge}"] = result.values["gross"]
        for group in GROUPS:
            values[f"{group}_pays_at_{edge}"] = result.values[group]
    return renamed(at["max"], values)


def check_income(case: Case) -> Result:
    """Whether the income may be chosen."""
    work = Working(case.policy, case.as_of)
    found = income_bounds(work, case.inputs, case.pay_day())
    income = case.inputs.money("income")
    problem = found.problem(income)
    work.step("valid", not problem, "flag", found.lowest_source, formula=plain(income))
    values: dict[str, Value] = {
        "valid": not problem,
        "reason": problem,
        "min_income": whole(found.lowest),
        "max_income": None if found.highest is None else whole(found.highest),
    }
    return work.result("check_income", values)


def with_group(case: Case) -> Result:
    """A payment of one group, with the rates the case gives."""
    more = {} if case.inputs.groups() else {"group": "other"}
    return monthly(case, **more)


def of_province(case: Case, province: str = "") -> Result:
    """What each group pays in a province: by the total rates of the case, else by the table of provinces."""
    name = case.given.get("province", province)
    on = _day_of_province(case, str(name))
    if "total_rates" not in case.inputs:
        return monthly(case, province=name, pay_month=on)
    told = _by_total_rates(case, on)
    try:
        # Groups of which the case tells no rate pay by the table.
        others = monthly(case, province=name, pay_month=on)
    except PolicyError:
        return told
    return replace(told, values={**others.values, **told.values})


def _day_of_province(case: Case, name: str) -> date:
    """The first month of the period in which both the State's and the province's rates are on record."""
    ends = first_and_last(case.given.get("period")) if "period" in case.inputs else None
    if "pay_month" in case.inputs or ends is None:
        return case.pay_day()
    found = case.policy.topups.province(name)
    for month in _months(*ends):
        try:
            case.policy.figure("support_months_cap", month)
        except FigureNotInForce:
            continue
        if found is None or any(case.policy.topups.rate(found.slug, group, month) for group in GROUPS):
            return month
    return ends[0]


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = shift(first, 1)


def _by_total_rates(case: Case, on: date) -> Result:
    work = Working(case.policy, case.as_of)
    line = income_bounds(work, case.inputs, on).lowest
    share = work.figure("contribution_rate", on)
    gross = dong(share.number() * Inputs({"income": case.income()}).money("income"))
    rates = case.inputs.require("total_rates")
    if not isinstance(rates, dict):
        raise InputRefused("total_rates", rates, {"form": "{group: rate}"})
    values: dict[str, Value] = {"gross": gross}
    for name in rates:
        group = ALIASES.get(name, name)
        if group not in GROUPS:
            raise InputRefused("total_rates", name, {"one_of": list(GROUPS)})
        rate = Inputs(rates).number(name, 0, 1)
        values[name] = gross - dong(share.number() * line * rate)
        work.step(
            f"pays_{name}",
            values[name],
            "VND/month",
            share.legal_basis,
            formula=f"{gross} − {plain(rate)} × {plain(share.number() * line)}",
        )
    return work.result("contribution", values)


def old_support(case: Case) -> Result:
    """Support and payment of each group in an earlier period."""
    result = monthly(case)
    gross = result.values["gross"]
    values: dict[str, Value] = {}
    for group in (*GROUPS, "poor_or_island"):
        pays = result.values.get(group)
        if isinstance(pays, int) and isinstance(gross, int):
            values[f"pays_{group}"], values[f"support_{group}"] = pays, gross - pays
    return renamed(result, values)


def paid_before_change(case: Case) -> Result:
    """A period paid before 01/7/2025: no support is added, the new rates come with the next payment."""
    ends = first_and_last(case.given.get("paid"))
    if ends is None:
        raise InputRefused("paid", case.given.get("paid"), {"form": "YYYY-MM"})
    first, last = ends
    spread = (last.year - first.year) * 12 + last.month - first.month + 1
    months = spread if last > first else months_of(case.given.get("method")) or 1
    result = case.run("paid_period", {"pay_month": first, "months": months})
    values: dict[str, Value] = {
        "extra_support_from_2025_07": result.values["extra_support"],
        "new_rates_apply": "next_payment",
    }
    return renamed(result, values)


def several_periods(case: Case) -> Result:
    """The payment of periods of 3, 6 and 12 months."""
    raw = case.given.get("months", [3, 6, 12])
    values: dict[str, Value] = {}
    result = None
    for months in raw if isinstance(raw, list) else [raw]:
        group = {} if case.inputs.groups() else {"group": "other"}
        result = monthly(case, months=months, **group)
        values[str(months)] = result.values["payable"]
    if result is None:
        raise InputRefused("months", raw, {"one_of": [3, 6, 12]})
    return renamed(result, values)


def end_of_support(case: Case) -> Result:
    """A period in which the 120 months end."""
    group = {} if case.inputs.groups() else {"group": "other"}
    return monthly(case, **case.take("months"), **group)


def paid_across_new_line(case: Case) -> Result:
    """A period paid before the poverty line rises: nothing to top up."""
    months = months_of(case.given.get("method_months", case.given.get("method"))) or 12
    ends = first_and_last(case.given.get("paid"))
    start = ends[0] if ends else case.pay_day()
    period = case.run("paid_period", {"pay_month": start, "months": months})
    values: dict[str, Value] = dict(period.values)
    for figure in case.policy.periods("rural_poverty_line"):
        values[f"top_up_when_line_becomes_{figure.value}"] = period.values["top_up"]
    if months > 12:
        return renamed(period, values)
    group = {} if case.inputs.groups() else {"group": "other"}
    paid = monthly(case, months=months, pay_month=text(start), **group)
    return replace(renamed(paid, values), notes=(*paid.notes, *period.notes))
