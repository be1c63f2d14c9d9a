"""The only clock: days are those of Vietnam, wherever the machine stands."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """The calendar day in Vietnam."""
    return datetime.now(VIETNAM).date()


def now() -> datetime:
    """The moment, in UTC as everything that is stored."""
    return datetime.now(UTC)
