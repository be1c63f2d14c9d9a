"""The calendar behind the dates people name: months by name, years of two digits, the next such month."""

from datetime import date
from typing import Literal

from bot.language import numerals
from bot.language.view import phrase_spellings, spellings

Exact = Literal["day", "month", "year"]

#: Year, month, day (None: the month), exactness; None where the words name no date.
Read = tuple[int, int, int | None, Exact] | None

_THIS_YEAR = phrase_spellings("năm nay")
_LAST_YEAR = phrase_spellings("năm ngoái") | phrase_spellings("năm trước")


def month_number(name: str) -> int | None:
    """1-12 for a month's number or name ("giêng", "mười hai"), None for anything else."""
    if name in spellings("giêng"):
        return 1
    if name in spellings("chạp"):
        return 12
    number = 4 if name in spellings("tư") else numerals.value(name)
    return number if number and 1 <= number <= 12 else None


def full_year(digits: str, latest: int) -> int:
    """A year of two or four digits; two digits give the last such year up to `latest`."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return latest - (latest - year) % 100


def day_of(year: int, month: int, day: int) -> Read:
    """A day, None where the calendar has none such."""
    try:
        date(year, month, day)
    except ValueError:
        return None
    return year, month, day, "day"


def month_of(year: int, month: int | None) -> Read:
    """A month, None where there is none such."""
    return (year, month, None, "month") if month and 1 <= month <= 12 else None


def next_month(month: int, today: date) -> Read:
    """The next month of that number, the present one included."""
    return month_of(today.year + (month < today.month), month)


def of_year(year: int, today: date) -> tuple[int, int, None, Exact]:
    """A year, standing for its month nearest to today."""
    return year, today.month if year == today.year else 1 if year > today.year else 12, None, "year"


def shifted(today: date, months: int) -> Read:
    """The month so many months from now."""
    ahead = today.year * 12 + today.month - 1 + months
    return month_of(ahead // 12, ahead % 12 + 1)


def relative_year(words: str, today: date) -> int:
    """The year that "năm nay", "năm ngoái", "sang năm" mean."""
    if words in _THIS_YEAR:
        return today.year
    return today.year - 1 if words in _LAST_YEAR else today.year + 1


def nearest_day(month: int, day: int, today: date) -> Read:
    """The next such day, today included."""
    this = day_of(today.year, month, day)
    return this if this and date(today.year, month, day) >= today else day_of(today.year + 1, month, day)


def part_of_year(part: str) -> int:
    """The month that "đầu", "giữa", "cuối năm" stand for."""
    return 1 if part in spellings("đầu") else 6 if part in spellings("giữa") else 12
