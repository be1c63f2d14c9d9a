"""The days that a table's "before" is of: the period before, cut to as many days as are over of the one looked at."""

from datetime import date, timedelta

from bot.statistics.period import Period, PeriodRefused
from bot.statistics.scope import Scope


def earlier(scope: Scope, today: date) -> Scope | None:
    """The same filter for the days before; None where the period has not begun or nothing is that old."""
    over = scope.period.until(today)
    if over is None:
        return None
    try:
        before = scope.period.before
    except PeriodRefused:
        return None
    if over == scope.period:
        return scope.within(before)
    return scope.within(Period(before.first, min(before.last, before.first + timedelta(days=over.length - 1))))
