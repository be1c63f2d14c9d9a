"""The words of a report (`data/report/words.toml`), with their gaps filled."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from bot.clock import VIETNAM
from bot.statistics.period import Period
from bot.statistics.report.kinds import Kind

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Words:
    """Sentences by name."""

    def __init__(self, table: Mapping[str, str]):
        self._table = table

    @classmethod
    def load(cls, file: Path) -> "Words":
        """The words of a file. Raises OSError, tomllib.TOMLDecodeError."""
        return cls(tomllib.loads(file.read_text("utf-8")))

    def __call__(self, name: str, **gaps: object) -> str:
        """A sentence with its gaps filled. Raises KeyError."""
        return self._table[name].format(**gaps)

    def period(self, period: Period, kind: Kind) -> str:
        """A period as a sentence goes on with it: "quý III năm 2026"."""
        first = period.first
        quarter = _ROMAN[(first.month + 2) // 3]
        return self(f"period_{kind}", month=first.month, quarter=quarter, year=first.year, last=period.last.year)

    def place_day(self, place: str, day: date) -> str:
        """Place and day; January and February are written with two digits, as the decree wants it."""
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        return self("place_day", place=place, day=day.day, month=month, year=day.year)


def numeral(number: int) -> str:
    """1 to 10 as sections are numbered."""
    return _ROMAN[number]


def day(value: date) -> str:
    """09/05/2026; of a moment the day in Vietnam."""
    local = value.astimezone(VIETNAM) if isinstance(value, datetime) else value
    return f"{local:%d/%m/%Y}"
