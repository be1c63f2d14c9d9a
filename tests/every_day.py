"""The days on which something may change: around every date of the figures, and the first and last day of months.

Figures change on their own dates only, and what reads the calendar reads months; so every other day gives what the
last of these days gave.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.policy import Figure

FIRST, LAST = date(2025, 7, 1), date(2027, 12, 31)
ONE = timedelta(days=1)


def changes(figures: Iterable[Figure]) -> list[date]:
    """The days of the window, but the first, on which one of these figures begins or has just ended."""
    edges = {figure.effective_from for figure in figures}
    edges |= {figure.effective_to + ONE for figure in figures if figure.effective_to}
    return sorted(day for day in edges if FIRST < day <= LAST)


def days(figures: Iterable[Figure]) -> list[date]:
    """Every day worth asking for, in order; the first and the last of the window among them."""
    window = [FIRST + nth * ONE for nth in range((LAST - FIRST).days + 1)]
    near = {day + nth * ONE for day in changes(figures) for nth in (-1, 0, 1)}
    return [day for day in window if day.day == 1 or (day + ONE).day == 1 or day in near]
