"""Spans of days that figures are asked for: a month, a quarter, a year, a stage of a plan, any days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-[Qq]([1-4])")
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
#: Years that figures are asked for.
FIRST_YEAR, LAST_YEAR = 2020, 2099


class PeriodRefused(ValueError):
    """What was written names no span of days."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` to `last`, both included, in Vietnam. Raises PeriodRefused."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise PeriodRefused(f"{self.first} comes after {self.last}")
        if not FIRST_YEAR <= self.first.year <= self.last.year <= LAST_YEAR:
            raise PeriodRefused(f"years from {FIRST_YEAR} to {LAST_YEAR}")

    @classmethod
    def read(cls, text: str) -> "Period":
        """2026-05 · 2026-Q3 · 2026 · 2026-2030 · 2026-05-01..2026-05-31. Raises PeriodRefused."""
        text = text.strip()
        try:
            if found := _MONTH.fullmatch(text):
                return month(int(found[1]), int(found[2]))
            if found := _QUARTER.fullmatch(text):
                last = int(found[2]) * 3
                return cls(date(int(found[1]), last - 2, 1), month(int(found[1]), last).last)
            if _YEAR.fullmatch(text):
                return cls(date(int(text), 1, 1), date(int(text), 12, 31))
            if found := _YEARS.fullmatch(text):
                return cls(date(int(found[1]), 1, 1), date(int(found[2]), 12, 31))
            if found := _DAYS.fullmatch(text):
                return cls(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
        except PeriodRefused:
            raise
        except ValueError as error:
            raise PeriodRefused(f"{text!r}: {error}") from None
        raise PeriodRefused(f"{text!r}: 2026-05, 2026-Q3, 2026, 2026-2030 or 2026-05-01..2026-05-31")

    @property
    def code(self) -> str:
        """The shortest writing that `read` gives back as this period."""
        first, last = self.first, self.last
        if first.day == 1 and last == month(last.year, last.month).last:
            whole = (first.year, first.month), (last.year, last.month)
            if whole[0] == whole[1]:
                return f"{first:%Y-%m}"
            if first.month == 1 and last.month == 12:
                return f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"
            if first.year == last.year and first.month % 3 == 1 and last.month == first.month + 2:
                return f"{first.year}-Q{last.month // 3}"
        return f"{first}..{last}"

    @property
    def length(self) -> int:
        """Its number of days."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """What it is compared with: the month, quarter, year before, or as many days just before."""
        last = self.first - _DAY
        if re.search(r"\.\.", self.code):
            return Period(last - (self.length - 1) * _DAY, last)
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        at = self.first.year * 12 + self.first.month - 1 - months
        return Period(date(at // 12, at % 12 + 1, 1), last)

    @property
    def year_before(self) -> "Period":
        """The same days a year earlier; 29 February becomes 28 February."""
        return Period(_year_earlier(self.first), _year_earlier(self.last))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Each of its days."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY

    def until(self, day: date) -> "Period | None":
        """What of it is over by the end of `day`; None where it has not begun."""
        return None if day < self.first else Period(self.first, min(self.last, day))

    def cover(self) -> tuple[list[date], list[date]]:
        """The first days of its whole months, and the days beside them: fewest buckets that hold it exactly."""
        months, days, day = [], [], self.first
        while day <= self.last:
            whole = month(day.year, day.month)
            if day == whole.first and whole.last <= self.last:
                months.append(day)
                day = whole.last + _DAY
            else:
                days.append(day)
                day += _DAY
        return months, days


def month(year: int, number: int) -> Period:
    """A calendar month. Raises ValueError, PeriodRefused."""
    following = date(year + number // 12, number % 12 + 1, 1) if 1 <= number <= 12 else None
    first = date(year, number, 1)
    assert following is not None  # noqa: S101  `date` refused the number before
    return Period(first, following - _DAY)


def _year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
