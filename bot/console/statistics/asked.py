"""The filter of the room, as it stands in the address of each of its pages."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from litestar.exceptions import ValidationException

from bot.console.statistics.compared import Compare, compared
from bot.console.statistics.names import Names
from bot.statistics.earlier import whole_days
from bot.statistics.period import FIRST_YEAR, LAST_YEAR, Period, PeriodRefused
from bot.statistics.scope import DIMENSIONS, NONE, Scope

#: What stands in an address for "nothing said": no code has such a sign.
NOTHING = "~"
#: In place of a period: the days of the fields beside it.
DAYS = "days"
_WRITINGS = "2026-05, 2026-Q2, 2026, 2026-2030, 2026-05-01..2026-05-31"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST = 20
#: Days of the longest period: two stages of a plan.
LONGEST = 3653
Given = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the figures of a page are asked for, on the day `today`."""

    scope: Scope
    compare: Compare
    today: date
    #: The first day that anything is counted of; days before it are no nought.
    since: date | None = None

    @property
    def period(self) -> Period:
        """The days asked for."""
        return self.scope.period

    @property
    def over(self) -> Period | None:
        """Those of them that are over or running; None where they all lie ahead."""
        return self.period.until(self.today)

    @property
    def whole(self) -> Period | None:
        """Those of them that are over, whole: what is compared; None where there is none yet."""
        return whole_days(self.period, self.today)

    @property
    def earlier(self) -> Scope | None:
        """The same filter for the days that it is compared with; None where nothing was counted yet on some of them."""
        found = compared(self.period, self.today, self.compare)
        return self.scope.within(found) if found and self.since and found.first >= self.since else None

    @property
    def lengths(self) -> tuple[int, int] | None:
        """How many days are compared with how many, where these are not as many."""
        whole, earlier = self.whole, self.earlier
        if whole is None or earlier is None or whole.length == earlier.period.length:
            return None
        return whole.length, earlier.period.length

    @property
    def is_too_early(self) -> bool:
        """Whether a comparison was asked for that goes back behind the first day counted."""
        return self.compare is not Compare.NONE and self.whole is not None and self.earlier is None

    def query(self, scope: Scope | None = None, **more: str) -> str:
        """This filter as it stands behind the question mark, for another scope where one is given."""
        wanted = scope or self.scope
        fields = {"period": wanted.period.code}
        if self.compare is not Compare.BEFORE:
            fields["compare"] = self.compare
        for name in DIMENSIONS:
            if values := wanted.of(name):
                fields[name] = ",".join(value or NOTHING for value in values)
        return urlencode({**fields, **more}, safe=",~")

    def at(self, period: Period | None = None, compare: Compare | None = None) -> "Asked":
        """The same for other days, or compared otherwise."""
        scope = self.scope.within(period) if period else self.scope
        return replace(self, scope=scope, compare=compare or self.compare)


def read(given: Given, names: Names, today: date) -> Asked:
    """The filter of an address; `given` gives all values of a name.

    Raises ValidationException naming the field and what it may be.
    """
    period = _bounded(_period(given, today))
    compare = _last(given, "compare") or Compare.BEFORE
    if compare not in set(Compare):
        raise _refused("compare", Compare)
    scope = Scope(period, {name: _values(given, name, names) for name in DIMENSIONS})
    return Asked(scope, Compare(compare), today)


def _period(given: Given, today: date) -> Period:
    typed = _last(given, "period")
    first, last = _last(given, "from"), _last(given, "to")
    if typed == DAYS or (not typed and (first or last)):
        return _days(first, last)
    try:
        return Period.read(typed or f"{today:%Y-%m}")
    except ValueError:
        raise ValidationException(f"period: {_WRITINGS}; {FIRST_YEAR}–{LAST_YEAR}") from None


def _days(first: str, last: str) -> Period:
    for name, typed in (("from", first), ("to", last)):
        if not _DAY.fullmatch(typed):
            raise ValidationException(f"{name}: 2026-05-01")
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    except PeriodRefused as error:
        raise ValidationException(f"to: {error}") from None
    except ValueError:
        raise ValidationException("from, to: 2026-05-01") from None


def _bounded(period: Period) -> Period:
    """Each day of it is read: nobody holds up the others with a century."""
    if period.length > LONGEST:
        raise ValidationException(f"period: at most {LONGEST} days (ten years)")
    return period


def _values(given: Given, name: str, names: Names) -> tuple[str, ...]:
    typed = (part.strip() for one in given(name) for part in one.split(","))
    values = tuple(dict.fromkeys(one for one in typed if one))
    if len(values) > _MOST:
        raise ValidationException(f"{name}: at most {_MOST}")
    allowed = names.of(name)
    for value in values:
        if value != NOTHING and value not in allowed and not names.is_counted(name, value):
            raise _refused(name, [*allowed, NOTHING])
    return tuple(NONE if value == NOTHING else value for value in values)


def _last(given: Given, name: str) -> str:
    return (given(name) or [""])[-1].strip()


def _refused(name: str, allowed: Collection[str]) -> ValidationException:
    return ValidationException(f"{name}: unknown; allowed are {', '.join(allowed)}")
