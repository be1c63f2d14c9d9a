"""Which reports there are, and which span of days each is of."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.statistics.period import FIRST_YEAR, Period, PeriodRefused, month

_SHAPES = (
    (re.compile(r"\d{4}-\d{2}"), "month"),
    (re.compile(r"\d{4}-Q[1-4]"), "quarter"),
    (re.compile(r"\d{4}"), "year"),
    (re.compile(r"\d{4}-\d{4}"), "stage"),
)
_MAY = 5


class Kind(StrEnum):
    """The templates."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    STAGE = "stage"
    MAY = "may"


_EXAMPLES = {
    Kind.MONTH: "a month such as 2026-10",
    Kind.QUARTER: "a quarter such as 2026-Q3",
    Kind.YEAR: "a year such as 2026",
    Kind.STAGE: "the years of a stage such as 2026-2030",
    Kind.MAY: "a May such as 2026-05",
}


class ReportRefused(ValueError):
    """A report that cannot be made; the message says why and what can be asked for instead."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A report's kind, its whole period, and what of it is over."""

    kind: Kind
    period: Period
    over: Period

    @property
    def is_running(self) -> bool:
        """Whether days of it are still to come."""
        return self.over != self.period


def asked(written: str, template: str | None, today: date) -> Asked:
    """What `--period` and `--template` ask for; without a template that of the period. Raises ReportRefused."""
    try:
        period = Period.read(written)
    except PeriodRefused as error:
        raise ReportRefused(f"no such period: {error}") from None
    return of(period, template, today)


def of(period: Period, template: str | None, today: date) -> Asked:
    """The same for a period. Raises ReportRefused."""
    length = _length(period)
    if template is not None and template not in list(Kind):
        raise ReportRefused(f"no template {template!r}; there are {', '.join(Kind)}")
    kind = Kind(template) if template else length
    if kind is None:
        raise ReportRefused(f"{period.code}: a report is of {', '.join(list(_EXAMPLES.values())[:4])}")
    if length != (Kind.MONTH if kind is Kind.MAY else kind) or (kind is Kind.MAY and period.first.month != _MAY):
        raise ReportRefused(f"{period.code}: the template {kind} is of {_EXAMPLES[kind]}")
    over = period.until(today - timedelta(days=1))
    if over is None:
        raise ReportRefused(
            f"{period.code}: no day of it is over yet (it begins on {period.first}); the newest that there can be is"
            f" {finished(kind, today).code}"
        )
    return Asked(kind, period, over)


def finished(kind: Kind, today: date) -> Period:
    """The newest period of a kind that is over before `today`."""
    if kind is Kind.MAY:
        year = today.year if today.month > _MAY else today.year - 1
        return month(year, _MAY)
    if kind is Kind.STAGE:
        # Stages of five years, as the plans have them: 2021-2025, 2026-2030.
        last = (today.year - 1) // 5 * 5
        return Period(date(max(last - 4, FIRST_YEAR), 1, 1), date(last, 12, 31))
    running = {
        Kind.MONTH: f"{today:%Y-%m}",
        Kind.QUARTER: f"{today.year}-Q{(today.month + 2) // 3}",
        Kind.YEAR: f"{today.year}",
    }
    return Period.read(running[kind]).before


def _length(period: Period) -> Kind | None:
    return next((Kind(kind) for shape, kind in _SHAPES if shape.fullmatch(period.code)), None)
