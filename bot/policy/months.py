"""Calendar months: arithmetic on first days, and years with half years (lẻ 0,5)."""

from datetime import date, timedelta
from decimal import Decimal

YEAR = 12
_HALF = Decimal("0.5")


def first_day(day: date) -> date:
    """The first day of the month of ``day``."""
    return day.replace(day=1)


def shift(month: date, by: int) -> date:
    """The first day of the month ``by`` months later (or earlier)."""
    count = month.year * YEAR + month.month - 1 + by
    return date(count // YEAR, count % YEAR + 1, 1)


def last_day(month: date) -> date:
    """The last day of the month of ``month``."""
    return shift(month, 1) - timedelta(days=1)


def span(month: date, months: int) -> list[date]:
    """The first days of ``months`` months from ``month`` on."""
    return [shift(month, by) for by in range(months)]


def text(month: date) -> str:
    """``2026-05``."""
    return f"{month.year:04d}-{month.month:02d}"


def half_years(months: int, half_max: int) -> Decimal:
    """Years of benefit: odd months up to ``half_max`` are half a year, more are a whole one."""
    years, odd = divmod(months, YEAR)
    if odd == 0:
        return Decimal(years)
    return years + (_HALF if odd <= half_max else Decimal(1))
