"""Which months may be told of where few people can be few turns: those that are over for a day."""

from datetime import date, datetime, timedelta

from bot.clock import now
from bot.statistics.facts import day_begins
from bot.statistics.period import Period, month

#: So long after its end a month is not told: what came late is in, and nobody reads a day by subtracting yesterday.
DELAY = timedelta(hours=24)


def opens(first: date) -> datetime:
    """From when on the month that begins on a day is told; the views of SQL reckon the same."""
    return day_begins(month(first.year, first.month).last + timedelta(days=1)) + DELAY


def over(period: Period, at: datetime | None = None) -> list[Period]:
    """The whole months of a period that are over for a day, oldest first."""
    at = at or now()
    return [month(first.year, first.month) for first in period.cover()[0] if opens(first) <= at]
