"""Pension (lương hưu): years counted, rate, monthly amount, floor, and the income a wished pension needs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.policy.average import adjusted, mean_step, read_periods
from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.months import YEAR, half_years
from bot.policy.rounding import HALF_UP_CENT, cents, plain, whole
from bot.policy.schema import Figure
from bot.policy.working import Result, Value, Working


def months_paid(inputs: Inputs) -> int:
    """The months of a case, from ``months`` or from ``years`` (which may be a half)."""
    if "months" in inputs:
        return inputs.months("months")
    months = inputs.years("years") * YEAR
    if months != months.to_integral_value():
        raise InputRefused("years", inputs.raw("years"), {"form": "years, a whole number of months"})
    return int(months)


def rate_for(work: Working, gender: str, years: Decimal) -> tuple[Decimal, Figure]:
    """The share of the average for ``years`` counted (from the least number of years on), and the figure it
    starts at.
    """
    least = work.whole("pension_min_years")
    top = work.number("pension_rate_max")
    step = work.number("pension_rate_step")
    if gender == "F":
        start = work.figure("pension_rate_start_female")
        return min(top, start.number() + step * (years - least)), start
    start = work.figure("pension_rate_start_male")
    turn = work.whole("pension_rate_early_years_male")
    if years <= turn:
        return start.number() + work.number("pension_rate_early_step_male") * (years - least), start
    return min(top, work.number("pension_rate_early_share_male") + step * (years - turn)), start


def counted_years(work: Working, months: int) -> Decimal:
    """Years for the amount: odd months make a half or a whole year."""
    half = work.figure("odd_months_half_year_max")
    years = half_years(months, half.whole())
    work.step("benefit_years", whole(years), "years", half.legal_basis, formula=f"{months} ÷ {YEAR}")
    return years


def is_enough(work: Working, months: int) -> bool:
    """Whether the months make the least number of full years: 179 months are not 15 years."""
    least = work.figure("pension_min_years")
    enough = months >= least.whole() * YEAR
    work.step("eligible", enough, "flag", least.legal_basis, formula=f"{months} ≥ {least.whole()} × {YEAR}")
    return enough


def pension_rate(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Years counted and the share of the average they give.

    Inputs: ``gender`` (F, M), ``months`` or ``years``.

    Values: ``eligible`` (years only, not age), ``benefit_years`` (half years), ``rate`` (share),
    ``rate_percent``; both rates are ``None`` when the years are short.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("gender", "months", "years"))
    gender, months = inputs.gender(), months_paid(inputs)
    eligible = is_enough(work, months)
    years = counted_years(work, months)
    rate = _rate_step(work, gender, years) if eligible else None
    values: dict[str, Value] = {
        "eligible": eligible,
        "months": months,
        "benefit_years": whole(years),
        "rate": rate,
        "rate_percent": None if rate is None else whole(rate * 100),
    }
    return work.result("pension_rate", values)


def _rate_step(work: Working, gender: str, years: Decimal) -> Decimal:
    rate, start = rate_for(work, gender, years)
    work.step("rate", rate, "share", start.legal_basis, formula=f"{gender}, {plain(years)}")
    return rate


def pension(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The monthly pension.

    Inputs: ``gender`` and ``periods`` with ``settlement_year``, or ``average`` (or one ``income`` for all
    months) with ``months`` or ``years``.

    Values: ``average``, ``months``, ``rate``, ``pension`` (đồng a month, 2 decimals), ``eligible``;
    ``pension`` is ``None`` when the years are short. A settlement year without a published table is an
    estimate (see notes).
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("gender", "periods", "settlement_year", "average", "income", "months", "years"))
    gender = inputs.gender()
    if "periods" in inputs:
        settled = inputs.year("settlement_year", as_of.year)
        total, months = adjusted(work, read_periods(inputs), settled, counts=0)
        mean = mean_step(work, total, months)
    else:
        months = months_paid(inputs)
        mean = cents(inputs.money("average" if "average" in inputs else "income"))
        if "average" not in inputs:
            work.note("assumed:average_is_income")
        work.step("average", whole(mean), "VND/month")
    eligible = is_enough(work, months)
    years = counted_years(work, months)
    values: dict[str, Value] = {
        "average": mean,
        "months": months,
        "benefit_years": whole(years),
        "eligible": eligible,
        "rate": None,
        "rate_percent": None,
        "pension": None,
    }
    if not eligible:
        return work.result("pension", values)
    rate = _rate_step(work, gender, years)
    amount = cents(mean * rate)
    work.step(
        "pension",
        amount,
        "VND/month",
        work.figure("pension_min_years").legal_basis,
        counts=1,
        formula=f"{plain(mean)} × {plain(rate)}",
        rounding=HALF_UP_CENT if amount != mean * rate else "",
    )
    values |= {"rate": rate, "rate_percent": whole(rate * 100), "pension": amount}
    return work.result("pension", values, "pension")


def pension_floor(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The lowest pension, which purely voluntary members do not have.

    Inputs: ``computed_pension`` (đồng), ``mandatory_years``, ``joined`` (month of joining) or
    ``joined_before`` (yes or no), ``pension_start`` (month; its reference level is the floor). Values:
    ``floor_applies``, ``floor``, ``pension``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("computed_pension", "mandatory_years", "joined", "joined_before", "pension_start"))
    need, before = work.figure("pension_floor_min_years"), work.figure("pension_floor_joined_before")
    years = inputs.years("mandatory_years", 0)
    early = inputs.flag("joined_before")
    if "joined" in inputs:
        early = inputs.month("joined", as_of) < before.day()
    computed = inputs.money("computed_pension")
    on = inputs.day("pension_start", as_of)
    level = work.figure("reference_level", on)
    covered = years >= need.whole() and early
    work.step("covered_by_floor", covered, "flag", need.legal_basis, formula=f"{plain(years)} ≥ {need.whole()}")
    applies = covered and computed < level.number()
    paid = level.number() if applies else computed
    work.step("pension", whole(paid), "VND/month", level.legal_basis if applies else "", counts=1)
    values: dict[str, Value] = {
        "floor_applies": applies,
        "covered": covered,
        "floor": level.whole() if covered else None,
        "pension": whole(paid),
    }
    return work.result("pension_floor", values, "pension")
