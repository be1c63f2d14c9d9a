"""Moments as the databases keep them, made a million times: seconds since 1970 in, text out."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

#: Vietnam has had no other offset since 1975.
OFFSET = 7 * 3600
DAY = 86_400
_EPOCH = date(1970, 1, 1)


@lru_cache(4)
def _day(number: int) -> str:
    return (_EPOCH + timedelta(days=number)).isoformat()


def text(millis: int) -> str:
    """A moment in UTC: `2026-05-01 03:04:05.678000`, the form in which SQLite keeps it and PostgreSQL reads it."""
    second, milli = divmod(millis, 1000)
    number, rest = divmod(second, DAY)
    minute, second = divmod(rest, 60)
    hour, minute = divmod(minute, 60)
    return f"{_day(number)} {hour:02d}:{minute:02d}:{second:02d}.{milli:03d}000"


def moment(millis: int) -> datetime:
    """The same as Python has it."""
    return datetime.fromtimestamp(millis / 1000, UTC)


def local_day(second: int) -> date:
    """The calendar day in Vietnam."""
    return _EPOCH + timedelta(days=(second + OFFSET) // DAY)


def start_of(day: date) -> int:
    """The first second of a day in Vietnam."""
    return (day - _EPOCH).days * DAY - OFFSET
