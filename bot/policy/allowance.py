"""Allowances of old age without a pension: the monthly one of Điều 23 and the social pension."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import MOST_MONTHS, Inputs
from bot.policy.months import half_years
from bot.policy.rounding import CEILING, HALF_UP_CENT, cents, dong, plain, up, whole
from bot.policy.working import Result, Value, Working


def article23(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Monthly allowance for those of retirement age without the years (trợ cấp hằng tháng).

    Inputs: ``avg`` (Mbq, đồng) with ``N`` (years, halves) or ``months_paid``, or ``Ttt`` (months) itself;
    ``Tdt`` (months from the request to the age of the social pension); ``TChtxh`` (đồng, else the social
    pension of the day).

    Values: ``Ttt_months``, ``raw`` (not rounded), ``monthly`` (đồng); with ``Tdt`` also ``STmlct`` (what
    may be paid in to reach that age) or ``TCtt`` (the higher monthly amount, 2 decimals).
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("avg", "N", "months_paid", "TChtxh", "Ttt", "Tdt"))
    level, source = work.given_or("TChtxh", inputs.money_or_none("TChtxh"), "social_pension_amount")
    if level == 0:
        raise InputRefused("TChtxh", 0, {"min": 1})
    values: dict[str, Value] = {"level": whole(level)}
    if "Ttt" in inputs:
        months = inputs.whole("Ttt", 0, 10**6)
    else:
        multiple = work.figure("article23_multiple")
        mean, years = inputs.money("avg"), _years(work, inputs)
        raw = mean * multiple.number() * years / level
        months = up(raw)
        values["raw"] = whole(raw)
        work.step(
            "Ttt_months",
            months,
            "months",
            multiple.legal_basis,
            rounding=CEILING if months != raw else "",
            formula=f"{plain(mean)} × {plain(multiple.number())} × {plain(years)} ÷ {plain(level)}",
        )
    values |= {"Ttt_months": months, "monthly": whole(level)}
    work.step("monthly", whole(level), "VND/month", source)
    if "Tdt" in inputs:
        values |= _against_age(work, months, inputs.whole("Tdt", 1, MOST_MONTHS), level)
    return work.result("article23", values)


def _years(work: Working, inputs: Inputs) -> Decimal:
    if "months_paid" not in inputs:
        return inputs.years("N")
    return half_years(inputs.whole("months_paid", 1, MOST_MONTHS), work.whole("article23_half_year_max_months"))


def _against_age(work: Working, months: int, to_age: int, level: Decimal) -> dict[str, Value]:
    basis = work.figure("article23_multiple").legal_basis
    if months < to_age:
        pay_in = dong((to_age - months) * level)
        work.step("STmlct", pay_in, "VND", basis, formula=f"({to_age} − {months}) × {plain(level)}")
        return {"STmlct": pay_in, "TCtt": None}
    exact = level + (months - to_age) * level / to_age
    higher = cents(exact)
    work.step(
        "TCtt",
        higher,
        "VND/month",
        basis,
        rounding=HALF_UP_CENT if higher != exact else "",
        formula=f"{plain(level)} + ({months} − {to_age}) × {plain(level)} ÷ {to_age}",
    )
    return {"STmlct": 0, "TCtt": whole(higher), "monthly": whole(higher)}


def social_pension(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Social pension (trợ cấp hưu trí xã hội).

    Inputs: ``age`` (years), ``pension`` (đồng a month already received, 0 if none), ``poor_household``
    (poor or near poor), ``month``. Values: ``eligible``, ``amount`` (đồng a month, 0 when not),
    ``age_needed``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("age", "pension", "poor_household", "month"))
    on = inputs.day("month", as_of)
    level = work.figure("social_pension_amount", on)
    poor = inputs.flag("poor_household")
    need = work.figure("social_pension_from_poor" if poor else "social_pension_from", on)
    age = inputs.number("age", 0, 150)
    pension = inputs.money_or_none("pension") or Decimal(0)
    eligible = age >= need.whole() and pension < level.number()
    work.step("age_needed", need.whole(), "years", need.legal_basis, formula=f"{plain(age)} ≥ {need.whole()}")
    if eligible and pension:
        work.note("silent:social_pension_beside_lower_pension")
    amount = level.whole() if eligible else 0
    work.step(
        "amount",
        amount,
        "VND/month",
        level.legal_basis,
        counts=1,
        formula=f"{plain(pension)} < {level.whole()}",
    )
    values: dict[str, Value] = {"eligible": eligible, "amount": amount, "age_needed": need.whole()}
    return work.result("social_pension", values, "amount")
