"""The closed list of units, and what kind of value each one holds."""

from datetime import date, datetime
from decimal import Decimal

#: What a figure may hold. Money and durations are whole numbers, shares and factors exact decimals.
type FigureValue = int | Decimal | date | str

MONEY = frozenset({"VND", "VND/month", "VND/year"})
WHOLE = MONEY | {"months", "years", "age_years", "age_months", "days", "working_days", "count"}
EXACT = frozenset({"share", "factor"})
TEXT = frozenset({"phone", "text"})
UNITS = WHOLE | EXACT | TEXT | {"date"}


def settle(unit: str, raw: object) -> FigureValue | None:
    """A value read from TOML in the type its unit promises; ``None`` when it does not fit.

    Nothing is negative, no text empty, a date has no time, yes and no are no numbers.
    """
    if isinstance(raw, bool):
        return None
    if unit in WHOLE:
        return raw if isinstance(raw, int) and raw >= 0 else None
    if unit in EXACT:
        return Decimal(raw) if isinstance(raw, int | Decimal) and raw >= 0 else None
    if unit in TEXT:
        return raw if isinstance(raw, str) and raw.strip() else None
    return raw if isinstance(raw, date) and not isinstance(raw, datetime) else None
