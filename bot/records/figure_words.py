"""A figure as evidence keeps it (JSON: shares and factors are floats, days are texts), in words again."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

from bot.advice import wording


def amount(value: int | float | str | None, unit: str | None) -> str:
    """`0.22, "share"` → `22%`; `"2027-01-01", "date"` → `01/01/2027`; nothing for a legal text alone."""
    if value is None or unit is None:
        return ""
    if unit == "date" and isinstance(value, str):
        with suppress(ValueError):
            return wording.day(date.fromisoformat(value))
    # The shortest decimal of a float is the one that was written in the data.
    return wording.figure(Decimal(str(value)) if isinstance(value, float) else value, unit)
