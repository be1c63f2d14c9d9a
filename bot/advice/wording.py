"""Figures as Vietnamese people write them: dots between thousands, comma for decimals."""

from datetime import date
from decimal import Decimal

MONTHS_IN_YEAR = 12

_SUFFIX = {
    "VND": " đồng",
    "VND/month": " đồng",
    "VND/year": " đồng",
    "months": " tháng",
    "years": " năm",
    "age_years": " tuổi",
    "days": " ngày",
    "working_days": " ngày làm việc",
    "factor": " lần",
    "percent": "%",
}


def number(value: int | Decimal) -> str:
    """`1500000` → `1.500.000`; `Decimal("0.310")` → `0,31`."""
    amount = Decimal(value)
    text = f"{amount:,f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


def dong(amount: int | Decimal) -> str:
    """Whole đồng: `264000` → `264.000 đồng`."""
    return f"{number(Decimal(amount).quantize(Decimal(1)))} đồng"


def day(value: date) -> str:
    """The official way of writing a day: `01/7/2025`, `05/02/2026`."""
    return f"{value.day:02d}/{_month(value.month)}/{value.year}"


def month(value: date) -> str:
    """A month: `01/2027`, `7/2026`."""
    return f"{_month(value.month)}/{value.year}"


def age(months: int) -> str:
    """An age in months: `738` → `61 tuổi 6 tháng`."""
    years, rest = divmod(months, MONTHS_IN_YEAR)
    return f"{years} tuổi {rest} tháng" if rest else f"{years} tuổi"


def term(months: int) -> str:
    """A term of payment: `149` → `12 năm 5 tháng`."""
    years, rest = divmod(months, MONTHS_IN_YEAR)
    parts = [f"{years} năm"] * bool(years) + [f"{rest} tháng"] * bool(rest or not years)
    return " ".join(parts)


def figure(value: object, unit: str) -> str:
    """A figure by its unit. Units are those of `data/policy/`."""
    if isinstance(value, bool):
        raise TypeError("a yes/no value has no wording of its own")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return value
    if not isinstance(value, int | Decimal):
        raise TypeError(f"{type(value).__name__} has no wording")
    if unit == "share":
        return f"{number(Decimal(value) * 100)}%"
    if unit == "age_months":
        return age(int(value))
    return number(value) + _SUFFIX.get(unit, "")


def _month(value: int) -> str:
    # Decree 30/2020: days below 10 and the months 1 and 2 carry a leading zero.
    return f"{value:02d}" if value < 3 else str(value)
