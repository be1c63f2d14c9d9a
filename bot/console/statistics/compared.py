"""What a period is compared with: as many whole days as are over of it, not days that nobody has lived yet."""

from datetime import date
from enum import StrEnum

from bot.statistics.earlier import as_many, whole_days
from bot.statistics.period import Period, PeriodRefused


class Compare(StrEnum):
    """In the address, and in the order in which they are offered."""

    BEFORE = "before"
    YEAR = "year"
    NONE = "none"


def compared(period: Period, today: date, how: Compare) -> Period | None:
    """The days that the figures are held against; None where nothing was asked for, or nothing is that old."""
    over = whole_days(period, today)
    if how is Compare.NONE or over is None:
        return None
    try:
        if how is Compare.YEAR:
            return over.year_before
        earlier = period.before
    except PeriodRefused:
        return None
    return earlier if over == period else as_many(earlier, over)
