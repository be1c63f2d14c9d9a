"""The books for one page: what was read once is not read again while the page is put together."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from bot.statistics.books import Books, Counts
from bot.statistics.people import ANY, People
from bot.statistics.period import Period, month
from bot.statistics.scope import DIMENSIONS, Scope
from bot.storage.database import Database

_Key = tuple[Period, tuple[tuple[str, ...], ...]]


class Remembered(Books):
    """Reads as Books does; holds what it has read, so it is made anew for each page. Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        super().__init__(database)
        self.people: People = _People(database)
        self._totals: dict[_Key, Counts] = {}
        self._read: dict[tuple[_Key, str], Any] = {}

    def totals(self, scope: Scope) -> Counts:
        """All counts of a filter."""
        key = _key(scope)
        if key not in self._totals:
            self._totals[key] = super().totals(scope)
        return self._totals[key]

    def by(self, scope: Scope, dimension: str) -> dict[str, Counts]:
        """All counts along one dimension."""
        return self._once(scope, dimension, lambda: super(Remembered, self).by(scope, dimension))

    def by_day(self, scope: Scope) -> dict[date, Counts]:
        """All counts of each day that has any."""
        return self._once(scope, "day", lambda: super(Remembered, self).by_day(scope))

    def by_month(self, scope: Scope) -> dict[date, Counts]:
        """All counts of each month."""
        return self._once(scope, "month", lambda: super(Remembered, self).by_month(scope))

    def by_place(self, scope: Scope) -> dict[tuple[str, str], Counts]:
        """Turns by province and commune."""
        return self._once(scope, "place", lambda: super(Remembered, self).by_place(scope))

    def _once[T](self, scope: Scope, what: str, read: Callable[[], T]) -> T:
        key = (_key(scope), what)
        if key not in self._read:
            self._read[key] = read()
        found: T = self._read[key]
        return found

    def foresee(self, scope: Scope, parts: Iterable[Period]) -> None:
        """Read the days, or the months, that a filter's period falls into, at once."""
        listed = list(parts)
        is_daily = all(part.length == 1 for part in listed)
        found = self.by_day(scope) if is_daily else self.by_month(scope)
        for part in listed:
            first = part.first if is_daily else part.first.replace(day=1)
            self._totals[_key(scope.within(part))] = found.get(first, Counts())
        if isinstance(self.people, _People):
            self.people.foresee(scope, listed)


class _People(People):
    def __init__(self, database: Database):
        super().__init__(database)
        self._counted: dict[tuple[_Key, str], int] = {}

    def foresee(self, scope: Scope, parts: list[Period]) -> None:
        """Count the citizens of every part at once."""
        for (part, kind), number in self.each(scope, parts).items():
            self._counted[_key(scope.within(part)), kind] = number

    def count(self, scope: Scope, kind: str = ANY) -> int:
        key = (_key(scope), kind)
        if key not in self._counted:
            self._counted[key] = super().count(scope, kind)
        return self._counted[key]


def _key(scope: Scope) -> _Key:
    return scope.period, tuple(scope.of(name) for name in DIMENSIONS)


def parts(period: Period) -> list[Period]:
    """Its days where they are few, else its months; an edge that is no whole month stays what it is."""
    if period.length <= 45:
        return [Period(day, day) for day in period.days()]
    found, at = [], date(period.first.year, period.first.month, 1)
    while at <= period.last:
        whole = month(at.year, at.month)
        found.append(Period(max(whole.first, period.first), min(whole.last, period.last)))
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return found
