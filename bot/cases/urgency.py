"""How urgent a case or request is, for its colour in a list."""

from datetime import date
from enum import StrEnum

from bot.cases.calendar import WorkingCalendar


class Urgency(StrEnum):
    """From nothing to do to too late; the console gives each its colour and its word."""

    DONE = "done"
    CALM = "calm"
    SOON = "soon"
    TODAY = "today"
    LATE = "late"


def urgency(calendar: WorkingCalendar, start: date, due: date | None, today: date, *, soon_from: int) -> Urgency:
    """`soon_from`: hundredths of the working days between `start` and `due` after which it is SOON (50: half)."""
    if due is None:
        return Urgency.DONE
    if today > due:
        return Urgency.LATE
    if calendar.between(today, due) == 0:
        return Urgency.TODAY
    whole = max(calendar.between(start, due), 1)
    return Urgency.SOON if calendar.between(start, today) * 100 >= whole * soon_from else Urgency.CALM
