"""The lump sum (BHXH một lần): what is due, and the State's support taken off (M)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.policy.average import Period, adjusted, mean_step, read_periods
from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import MOST_MONTHS, Inputs
from bot.policy.lump_cases import SEVERE, read_case
from bot.policy.lump_support import support_received
from bot.policy.months import YEAR, half_years
from bot.policy.rounding import HALF_UP_DONG, dong, plain, whole
from bot.policy.working import Result, Value, Working

FIELDS = (
    "periods",
    "settlement_year",
    "average",
    "income",
    "months",
    "months_before_2014",
    "months_from_2014",
    "total_paid",
    "M",
    "group",
    "groups",
    "support_rate",
    "case",
    "kind",
)


@dataclass(frozen=True, slots=True)
class _Paid:
    """What was paid: the periods if known, the average, and the months before and since 2014."""

    periods: list[Period]
    mean: Decimal
    before: int
    since: int

    @property
    def months(self) -> int:
        return self.before + self.since

    def days(self) -> list[date]:
        return [day for period in self.periods for day in period.days()]


def lump_sum(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """The lump sum and the support taken off it.

    Inputs: ``periods`` with ``settlement_year``, or ``average`` with ``months_before_2014`` and
    ``months_from_2014``, or one ``income`` with ``months``; ``case`` (see ``lump_cases``, ``stopped`` when
    absent); the support as ``M`` (đồng), or as ``group`` or ``support_rate`` with periods; ``total_paid`` for
    less than a year; ``kind`` voluntary or compulsory.

    Values: ``TC`` (before deduction), ``M``, ``MH`` = ``amount`` (what is received), ``average``,
    ``years_before_2014``, ``years_from_2014``, ``benefit_years``, ``moved_months``, ``cap`` where less than
    a year was paid.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(FIELDS)
    case = read_case(policy, inputs, "case", as_of) if "case" in inputs else "stopped"
    paid = _paid(work, inputs)
    values: dict[str, Value] = {"average": whole(paid.mean), "months": paid.months}
    due = _short(work, inputs, paid, values) if paid.months < YEAR else _full(work, paid, values)
    deducted = work.figure("lump_sum_support_deducted_severe" if case in SEVERE else "lump_sum_support_deducted")
    if paid.months < YEAR and deducted.number():
        work.note("reading:money_paid_includes_support")
    taken = _support(work, inputs, paid) if deducted.number() else 0
    if taken > due:
        work.note("support_exceeds_due")
        taken = due
    work.step("M", taken, "VND", deducted.legal_basis, counts=-1, formula="" if deducted.number() else case)
    work.step("MH", due - taken, "VND", deducted.legal_basis, formula=f"{due} − {taken}")
    values |= {"TC": due, "M": taken, "M_deducted": taken, "MH": due - taken, "amount": due - taken}
    return work.result("lump_sum", values, "MH")


def _paid(work: Working, inputs: Inputs) -> _Paid:
    if "periods" in inputs:
        periods = read_periods(inputs)
        compulsory = inputs.raw("kind") == "compulsory"
        if compulsory and any(period.coef is None for period in periods):
            # The coefficients on record are those of voluntary insurance.
            work.note("reading:voluntary_price_coefficients")
        settled = inputs.year("settlement_year", work.as_of.year)
        total, months = adjusted(work, periods, settled, counts=0)
        before = _before_2014(work, periods)
        return _Paid(periods, mean_step(work, total, months), before, months - before)
    mean = inputs.money("average" if "average" in inputs else "income")
    work.step("average", whole(mean), "VND/month")
    if "months" in inputs:
        return _Paid([], mean, 0, inputs.whole("months", 1, MOST_MONTHS))
    before, since = (inputs.months(f"months_{era}_2014", 0) for era in ("before", "from"))
    if before + since == 0:
        raise InputRefused("months_from_2014", 0, {"min": 1})
    return _Paid([], mean, before, since)


def _before_2014(work: Working, periods: list[Period]) -> int:
    border = work.figure("lump_sum_split_date").day()
    before = 0
    for period in periods:
        if period.before_2014 is not None:
            before += period.months if period.before_2014 else 0
        elif not period.days():
            raise InputRefused("periods.year", None, {"required": True})
        else:
            before += sum(day < border for day in period.days())
    return before


def _full(work: Working, paid: _Paid, values: dict[str, Value]) -> int:
    early, late = work.figure("lump_sum_multiple_before_2014"), work.figure("lump_sum_multiple_from_2014")
    before, moved = divmod(paid.before, YEAR)
    since = half_years(paid.since + moved, work.whole("odd_months_half_year_max"))
    if moved:
        formula = f"{paid.before} − {before} × {YEAR}"
        work.step("moved_months", moved, "months", late.legal_basis, formula=formula)
    total = Decimal(0)
    for name, years, multiple in (("before_2014", Decimal(before), early), ("from_2014", since, late)):
        exact = paid.mean * multiple.number() * years
        part = dong(total + exact) - dong(total)
        total += exact
        formula = f"{plain(paid.mean)} × {plain(multiple.number())} × {plain(years)}"
        rounding = HALF_UP_DONG if part != exact else ""
        work.step(name, part, "VND", multiple.legal_basis, counts=1, formula=formula, rounding=rounding)
    values |= {
        "years_before_2014": before,
        "years_before": before,
        "years_from_2014": whole(since),
        "years_from": whole(since),
        "benefit_years": whole(before + since),
        "moved_months": moved,
    }
    return dong(total)


def _short(work: Working, inputs: Inputs, paid: _Paid, values: dict[str, Value]) -> int:
    # Less than a year: the money paid, not more than twice the average. Whether "money paid" holds the State's
    # part is not written; the reading takes it in and then deducts the support.
    multiple = work.figure("lump_sum_short_cap_multiple")
    cap = dong(paid.mean * multiple.number())
    formula = f"{plain(paid.mean)} × {plain(multiple.number())}"
    money = _money_paid(work, inputs, paid)
    due = min(money, cap)
    work.step("total_paid", money, "VND")
    work.step("cap", cap, "VND", multiple.legal_basis, formula=formula)
    work.step("TC", due, "VND", multiple.legal_basis, counts=1, formula=f"min({money}, {cap})")
    values |= {"cap": cap, "total_paid": money, "benefit_years": 0}
    return due


def _money_paid(work: Working, inputs: Inputs, paid: _Paid) -> int:
    if "total_paid" in inputs:
        return dong(inputs.money("total_paid"))
    if not paid.periods:
        return dong(paid.mean * work.number("contribution_rate")) * paid.months
    return sum(
        dong(period.income * work.number("contribution_rate", day)) for period in paid.periods for day in period.days()
    )


def _support(work: Working, inputs: Inputs, paid: _Paid) -> int:
    if inputs.raw("kind") == "compulsory":
        return 0
    if "M" in inputs:
        return dong(inputs.money("M"))
    share, groups = inputs.number_or_none("support_rate", 0, 1), inputs.groups()
    if share is None and not groups:
        work.note("unknown:support_received")
        return 0
    if not paid.days():
        raise InputRefused("M", None, {"required": True})
    return support_received(work, paid.days(), groups, share)
