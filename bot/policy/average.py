"""Average income (mức bình quân thu nhập) with the price coefficients (hệ số điều chỉnh, trượt giá)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.policy.errors import InputRefused
from bot.policy.figures import Policy
from bot.policy.inputs import FIRST_YEAR, LAST_YEAR, MOST_MONEY, MOST_MONTHS, Inputs, read_month
from bot.policy.months import span
from bot.policy.prices import coefficient
from bot.policy.rounding import HALF_UP_CENT, cents, plain, whole
from bot.policy.working import Result, Value, Working


@dataclass(frozen=True, slots=True)
class Period:
    """Months of one income: ``year`` paid for, ``income`` đồng a month, ``coef`` where the case gives it.

    ``before_2014`` is set where the case names the era instead of the year; ``start`` where it names the
    month.
    """

    months: int
    income: Decimal
    year: int | None = None
    coef: Decimal | None = None
    backpaid: bool = False
    before_2014: bool | None = None
    start: date | None = None

    def days(self) -> list[date]:
        """The first day of each month; a year alone is counted from January."""
        if self.start is None and self.year is None:
            return []
        return span(self.start or date(self.year or 1, 1, 1), self.months)


def read_periods(inputs: Inputs, field: str = "periods") -> list[Period]:
    """The periods of a case: a list of ``{year, months, income}`` with ``coef``, ``from``, ``paid_under``,
    ``era``.
    """
    raw = inputs.require(field)
    if not isinstance(raw, list) or not raw:
        raise InputRefused(field, raw, {"form": "list of {year, months, income}"})
    return [_period(f"{field}[{nth}]", item) for nth, item in enumerate(raw)]


def _period(field: str, item: object) -> Period:
    if not isinstance(item, Mapping):
        raise InputRefused(field, item, {"form": "{year, months, income}"})
    one = Inputs({str(name): value for name, value in item.items()})
    start = read_month("from", one.raw("from")) if "from" in one else None
    before = one.raw("before_2014")
    return Period(
        months=one.whole("months", 1, MOST_MONTHS),
        income=one.number("income", 0, MOST_MONEY),
        year=one.whole("year", FIRST_YEAR, LAST_YEAR) if "year" in one else (start.year if start else None),
        coef=one.number_or_none("coef", 0, 1000),
        backpaid=one.flag("backpaid"),
        before_2014=before if isinstance(before, bool) else None,
        start=start,
    )


def adjusted(work: Working, periods: list[Period], settled: int, counts: int = 1) -> tuple[Decimal, int]:
    """Sum of ``months × income × coefficient`` and the number of months; one step a period and calendar year."""
    total = Decimal(0)
    for period in periods:
        for year, months, coef, source in _parts(work, period, settled):
            part = months * period.income * coef
            name = f"adjusted_{year}" if year else "adjusted"
            formula = f"{months} × {plain(period.income)} × {plain(coef)}"
            work.step(name, whole(part), "VND", source, counts=counts, formula=formula)
            total += part
    return total, sum(period.months for period in periods)


def _parts(work: Working, period: Period, settled: int) -> list[tuple[int, int, Decimal, str]]:
    """Year, months, coefficient and its source; a period longer than its year runs on into the next ones."""
    if period.coef is not None:
        work.note("given:coef")
        return [(period.year or 0, period.months, period.coef, "")]
    if period.backpaid:
        figure = coefficient(work, settled, settled, backpaid=True)
        return [(period.year or 0, period.months, figure.number(), figure.legal_basis)]
    if period.year is None:
        raise InputRefused("periods.year", None, {"required": True})
    parts = []
    for year, months in sorted(Counter(day.year for day in period.days()).items()):
        figure = coefficient(work, year, settled)
        parts.append((year, months, figure.number(), figure.legal_basis))
    return parts


def average(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Average of the incomes paid on, adjusted for prices.

    Inputs: ``periods``, ``settlement_year`` (else the year asked).

    Values: ``sum`` (= ``sum_adjusted``, đồng), ``months``, ``average`` (2 decimals, đồng a month).
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(("periods", "settlement_year"))
    settled = inputs.year("settlement_year", as_of.year)
    total, months = adjusted(work, read_periods(inputs), settled)
    mean = mean_step(work, total, months)
    values: dict[str, Value] = {
        "sum": whole(total),
        "sum_adjusted": whole(total),
        "months": months,
        "average": mean,
    }
    return work.result("average", values, "sum")


def mean_step(work: Working, total: Decimal, months: int) -> Decimal:
    """The average of the months, two decimals."""
    mean = cents(total / months)
    rounding = HALF_UP_CENT if mean * months != total else ""
    work.step("average", mean, "VND/month", formula=f"{plain(total)} ÷ {months}", rounding=rounding)
    return mean


def mixed_average(policy: Policy, given: Mapping[str, object], as_of: date) -> Result:
    """Compulsory and voluntary time together.

    Inputs: ``mandatory_avg`` (đồng), ``mandatory_months``, ``voluntary_adjusted_sum`` (đồng) or
    ``periods``, and ``voluntary_months``. Values: ``average``, ``months``, ``sum``.
    """
    inputs, work = Inputs(given), Working(policy, as_of)
    inputs.only(
        (
            "mandatory_avg",
            "mandatory_months",
            "voluntary_adjusted_sum",
            "voluntary_months",
            "periods",
            "settlement_year",
        )
    )
    compulsory = inputs.money("mandatory_avg")
    months = inputs.months("mandatory_months")
    work.step(
        "mandatory_sum",
        whole(compulsory * months),
        "VND",
        counts=1,
        formula=f"{plain(compulsory)} × {months}",
    )
    if "periods" in inputs:
        settled = inputs.year("settlement_year", as_of.year)
        voluntary, more = adjusted(work, read_periods(inputs), settled)
    else:
        voluntary = inputs.money("voluntary_adjusted_sum")
        more = inputs.months("voluntary_months")
        work.step("voluntary_adjusted_sum", whole(voluntary), "VND", counts=1)
    if months + more == 0:
        raise InputRefused("mandatory_months", 0, {"min": 1})
    total = compulsory * months + voluntary
    mean = mean_step(work, total, months + more)
    values: dict[str, Value] = {"average": mean, "months": months + more, "sum": whole(total)}
    return work.result("mixed_average", values, "sum")
