"""Reads the inputs of a case; whatever no rule covers is refused with what is allowed."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from bot.policy.errors import InputRefused
from bot.policy.groups import ALIASES, GROUPS
from bot.policy.months import YEAR, first_day
from bot.policy.text import words

#: No amount of money in this field of law comes near it (đồng).
MOST_MONEY = 10**13
#: More than anyone can pay in a life.
MOST_YEARS = 100
MOST_MONTHS = MOST_YEARS * YEAR
#: Digits of a number before or behind the comma.
MOST_DIGITS = 40
#: Calendar years outside these are slips of the pen.
FIRST_YEAR, LAST_YEAR = 1900, 2200
_MONTH = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")
_MONTH_VI = re.compile(r"^(\d{1,2})/(\d{4})$")
_GENDERS = {"f": "F", "nu": "F", "female": "F", "m": "M", "nam": "M", "male": "M"}


class Inputs:
    """The inputs of one case by name. Every reader refuses with ``InputRefused(field, given, allowed)``."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self.given = given

    def __contains__(self, field: str) -> bool:
        return self.given.get(field) is not None

    def raw(self, field: str) -> object:
        """As given; ``None`` when absent."""
        return self.given.get(field)

    def require(self, field: str) -> object:
        """As given; refused when absent."""
        if field not in self:
            raise InputRefused(field, None, {"required": True})
        return self.given[field]

    def number(self, field: str, low: Decimal | int = 0, high: Decimal | int | None = None) -> Decimal:
        """An exact number within bounds."""
        return _within(field, _decimal(field, self.require(field)), low, high)

    def number_or_none(self, field: str, low: Decimal | int = 0, high: Decimal | int | None = None) -> Decimal | None:
        """The same, or ``None`` when absent."""
        return self.number(field, low, high) if field in self else None

    def money(self, field: str) -> Decimal:
        """An amount in đồng, from 0."""
        return self.number(field, 0, MOST_MONEY)

    def money_or_none(self, field: str) -> Decimal | None:
        """An amount in đồng, or ``None`` when absent."""
        return self.money(field) if field in self else None

    def whole(self, field: str, low: int = 0, high: int | None = None) -> int:
        """A whole number within bounds."""
        number = self.number(field, low, high)
        if number != number.to_integral_value():
            raise InputRefused(field, self.given[field], {"form": "whole number", **_bounds(low, high)})
        return int(number)

    def whole_or(self, field: str, default: int, low: int = 0, high: int | None = None) -> int:
        """The same, or the default when absent."""
        return self.whole(field, low, high) if field in self else default

    def years(self, field: str, default: int | None = None) -> Decimal:
        """A number of years paid, halves allowed; the default when absent, refused where there is none."""
        if field not in self and default is not None:
            return Decimal(default)
        return self.number(field, 0, MOST_YEARS)

    def months(self, field: str, default: int | None = None) -> int:
        """A number of months; the default when absent, refused where there is none."""
        if field not in self and default is not None:
            return default
        return self.whole(field, 0, MOST_MONTHS)

    def year(self, field: str, default: int) -> int:
        """A calendar year, or the default when absent."""
        return self.whole_or(field, default, FIRST_YEAR, LAST_YEAR)

    def flag(self, field: str, default: bool = False) -> bool:
        """Yes or no."""
        value = self.given.get(field)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise InputRefused(field, value, {"one_of": [True, False]})
        return value

    def choice(self, field: str, allowed: Iterable[str]) -> str:
        """One word of a closed list."""
        value, known = self.require(field), list(allowed)
        if value not in known:
            raise InputRefused(field, value, {"one_of": known})
        return str(value)

    def month(self, field: str, default: date) -> date:
        """A month as its first day, from ``YYYY-MM``, ``YYYY-MM-DD``, ``MM/YYYY`` or a date."""
        value = self.given.get(field)
        return first_day(default) if value is None else read_month(field, value)

    def day(self, field: str, as_of: date) -> date:
        """The first day of the month given, else the day asked itself."""
        return self.month(field, as_of) if field in self else as_of

    def gender(self) -> str:
        """``F`` (nữ) or ``M`` (nam)."""
        value = self.require("gender")
        found = _GENDERS.get(words(str(value)))
        if found is None:
            raise InputRefused("gender", value, {"one_of": ["F", "M"]})
        return found

    def groups(self) -> list[str]:
        """The support groups given in ``group`` or ``groups``; empty when neither is."""
        raw = self.given.get("groups", self.given.get("group"))
        names = [] if raw is None else [raw] if isinstance(raw, str) else raw
        if not isinstance(names, list | tuple) or ("groups" in self and not names):
            raise InputRefused("groups", raw, {"one_of": list(GROUPS)})
        found = [ALIASES.get(str(name), str(name)) for name in names]
        for name in found:
            if name not in GROUPS:
                raise InputRefused("groups" if "groups" in self else "group", name, {"one_of": list(GROUPS)})
        return found

    def only(self, fields: Iterable[str]) -> None:
        """Refuses a field the calculator does not know, so that a slip of the pen is not ignored."""
        allowed = list(fields)
        for field in self.given:
            if field not in allowed:
                raise InputRefused(field, self.given[field], {"fields": allowed})


def read_month(field: str, value: object) -> date:
    """A month as its first day; refused when it is none."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return first_day(value)
    iso, local = _MONTH.match(str(value)), _MONTH_VI.match(str(value))
    try:
        if iso:
            date(int(iso[1]), int(iso[2]), int(iso[3] or 1))
            return date(int(iso[1]), int(iso[2]), 1)
        if local:
            return date(int(local[2]), int(local[1]), 1)
    except ValueError:
        pass
    raise InputRefused(field, value, {"form": "YYYY-MM"})


def _decimal(field: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise InputRefused(field, value, {"form": "number"})
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InputRefused(field, value, {"form": "number"}) from None
    # A power of ten of many digits would take minutes to write out.
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise InputRefused(field, value, {"form": "number"})
    return number


def _within(field: str, number: Decimal, low: Decimal | int, high: Decimal | int | None) -> Decimal:
    if number < low or (high is not None and number > high):
        raise InputRefused(field, number, _bounds(low, high))
    return number


def _bounds(low: Decimal | int, high: Decimal | int | None) -> dict[str, object]:
    return {"min": low} if high is None else {"min": low, "max": high}
