"""What a period is compared with: as many days as are over of it, not days that nobody has lived yet."""

from datetime import date, timedelta
from enum import StrEnum

from bot.statistics.period import Period, PeriodRefused


class Compare(StrEnum):
    """In the address, and in the order in which they are offered."""

    BEFORE = "before"
    YEAR = "year"
    NONE = "none"


def compared(period: Period, today: date, how: Compare) -> Period | None:
    """The days that the figures are held against; None where nothing was asked for, or nothing is that old."""
    over = period.until(today)
    if how is Compare.NONE or over is None:
        return None
    try:
        if how is Compare.YEAR:
            return over.year_before
        earlier = period.before
    except PeriodRefused:
        return None
    if over == period:
        return earlier
    return Period(earlier.first, min(earlier.last, earlier.first + timedelta(days=over.length - 1)))
