"""When officers answer: hours of the office on working days (`data/offices/hours.toml`, `holidays.toml`)."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Self

from bot.cases.calendar import WorkingCalendar
from bot.clock import VIETNAM

#: The longest stretch of closed days that is looked through.
LOOKED_AHEAD = 30


class HoursError(ValueError):
    """Hours that cannot be used: names the session and what is allowed."""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """`sessions`: first and last minute of each stretch of a working day, in order."""

    calendar: WorkingCalendar
    sessions: tuple[tuple[time, time], ...]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read hours and holidays. Raises HoursError, CalendarError, OSError, KeyError, tomllib.TOMLDecodeError."""
        rows = tomllib.loads((folder / "hours.toml").read_text("utf-8"))["sessions"]
        sessions = tuple((time.fromisoformat(first), time.fromisoformat(last)) for first, last in rows)
        edges = [edge for session in sessions for edge in session]
        if not edges or any(later <= earlier for earlier, later in pairwise(edges)):
            raise HoursError(f"hours.toml: sessions {rows}; each ends after it begins, in the order of the day")
        return cls(WorkingCalendar.load(folder / "holidays.toml"), sessions)

    def is_open(self, moment: datetime) -> bool:
        """Whether officers are at work."""
        local = moment.astimezone(VIETNAM)
        worked = self.calendar.is_working(local.date(), expected_is_closed=True)
        return worked and any(first <= local.time() < last for first, last in self.sessions)

    def opens(self, moment: datetime) -> datetime:
        """When they are at work next, `moment` itself where they are; in Vietnam's time.

        A holiday that is only expected counts as closed: nobody is told a day that may not be kept.
        """
        local = moment.astimezone(VIETNAM)
        if self.is_open(moment):
            return local
        for ahead in range(LOOKED_AHEAD):
            day = local.date() + timedelta(days=ahead)
            if not self.calendar.is_working(day, expected_is_closed=True):
                continue
            for first, _ in self.sessions:
                begins = datetime.combine(day, first, VIETNAM)
                if begins > local:
                    return begins
        raise HoursError(f"no working day within {LOOKED_AHEAD} days of {local.date()}")
