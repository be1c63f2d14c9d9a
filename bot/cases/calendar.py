"""Working days of the State's offices in Vietnam: weekends, public holidays, swapped days (hoán đổi)."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, Self

DAY = timedelta(days=1)
SATURDAY = 5
STATES = ("announced", "expected")

Unit = Literal["working_days", "days"]


class CalendarError(ValueError):
    """A holiday file that cannot be used: names the day and what is allowed."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day on which a time limit ends.

    `day` counts what is not announced yet as worked, so it can only be too early; `at_latest` counts it as closed.
    Where the two differ, or the calendar does not reach so far, the deadline is not `sure`.
    """

    day: date
    at_latest: date
    sure: bool


class WorkingCalendar:
    """Which days are worked. Outside `since` to `until` only weekends are known, and nothing is sure."""

    def __init__(
        self, closed: Iterable[date], expected: Iterable[date], worked: Iterable[date], since: date, until: date
    ):
        self.closed, self.expected, self.worked = frozenset(closed), frozenset(expected), frozenset(worked)
        self.since, self.until = since, until

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read `holidays.toml`. Raises CalendarError, OSError, tomllib.TOMLDecodeError."""
        table = tomllib.loads(path.read_text("utf-8"))
        since, until = table["from"], table["until"]
        closed: dict[str, set[date]] = {state: set() for state in STATES}
        for row in table["closed"]:
            for day in row["days"]:
                _check_closed(row, day, since, until, closed)
                closed[row["state"]].add(day)
        worked = {row["day"]: row["instead_of"] for row in table.get("worked", ())}
        for day, instead in worked.items():
            if day.weekday() < SATURDAY or instead not in closed["announced"]:
                raise CalendarError(f"{day}: a worked day is a weekend's and names the announced day it makes up for")
        return cls(closed["announced"], closed["expected"], worked, since, until)

    def is_working(self, day: date, *, expected_is_closed: bool = False) -> bool:
        """Whether offices are open on `day`."""
        if day in self.worked:
            return True
        if day.weekday() >= SATURDAY or day in self.closed:
            return False
        return not (expected_is_closed and day in self.expected)

    def after(self, start: date, count: int) -> Due:
        """The `count`-th working day after `start`, which itself does not count. `count` is 1 or more."""
        return self._due(start, lambda late: self._counted(start, count, late))

    def days_after(self, start: date, count: int) -> Due:
        """`count` calendar days after `start`; an end on a closed day moves to the next working day
        (Bộ luật Dân sự 2015, Điều 147 khoản 2, Điều 148 khoản 5)."""
        end = start + count * DAY
        return self._due(start, lambda late: end if self._open(end, late) else self._counted(end, 1, late))

    def due(self, start: date, count: int, unit: Unit) -> Due:
        """A time limit of `count` working or calendar days from `start`."""
        return self.after(start, count) if unit == "working_days" else self.days_after(start, count)

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative where `end` lies before `start`."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working(start + step * DAY) for step in range(1, (end - start).days + 1))

    def _due(self, start: date, reckoned: Callable[[bool], date]) -> Due:
        day, late = reckoned(False), reckoned(True)
        return Due(day, late, day == late and self.since <= start and late <= self.until)

    def _open(self, day: date, late: bool) -> bool:
        return self.is_working(day, expected_is_closed=late)

    def _counted(self, start: date, count: int, late: bool) -> date:
        if count < 1:
            raise ValueError(f"a time limit has at least one day, not {count}")
        day = start
        while count:
            day += DAY
            count -= self._open(day, late)
        return day


def _check_closed(row: dict[str, Any], day: date, since: date, until: date, known: dict[str, set[date]]) -> None:
    if row["state"] not in STATES:
        raise CalendarError(f"{row['name']}: state {row['state']!r}; allowed are {', '.join(STATES)}")
    if not since <= day <= until or day.weekday() >= SATURDAY:
        raise CalendarError(f"{day}: a closed day is a weekday from {since} to {until}")
    if any(day in days for days in known.values()):
        raise CalendarError(f"{day} is closed twice")
