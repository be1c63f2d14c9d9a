"""What is held against each other: the days of a period that are over, whole, and as many of the period before."""

from datetime import date, timedelta

from bot.statistics.period import Period, PeriodRefused
from bot.statistics.scope import Scope


def whole_days(period: Period, today: date) -> Period | None:
    """The days of it that are over: today is none of them, since nobody knows what it will bring; None before that."""
    return period.until(today - timedelta(days=1))


def earlier(scope: Scope, today: date) -> Scope | None:
    """The same filter for the days before; None where no day of the period is over or nothing is that old."""
    over = whole_days(scope.period, today)
    if over is None:
        return None
    try:
        before = scope.period.before
    except PeriodRefused:
        return None
    return scope.within(before if over == scope.period else as_many(before, over))


def as_many(of: Period, over: Period) -> Period:
    """The first days of a period, as many as are over of another; all of it where it has no more."""
    return Period(of.first, min(of.last, of.first + timedelta(days=over.length - 1)))
