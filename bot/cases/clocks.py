"""Time limits and other limits of cases and requests, from `data/offices/cases.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from bot.cases.calendar import Due, Unit, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit. `told`: whether its figure is settled enough to be told to a citizen."""

    days: int
    unit: Unit
    source: str
    confidence: str
    told: bool
    with_third_party: int | None = None


class Clocks:
    """The time limits by name, reckoned on one calendar, and the other limits by name."""

    def __init__(self, clocks: dict[str, Clock], limits: dict[str, int], calendar: WorkingCalendar):
        self._clocks, self._limits, self.calendar = clocks, limits, calendar

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read `cases.toml` and `holidays.toml`. Raises CalendarError, OSError, TypeError, tomllib.TOMLDecodeError."""
        table = tomllib.loads((folder / "cases.toml").read_text("utf-8"))
        clocks = {name: Clock(**row) for name, row in table["clocks"].items()}
        return cls(clocks, table["limits"], WorkingCalendar.load(folder / "holidays.toml"))

    def __getitem__(self, name: str) -> Clock:
        return self._clocks[name]

    def names(self) -> tuple[str, ...]:
        """Every clock there is."""
        return tuple(self._clocks)

    def limit(self, name: str) -> int:
        """A limit that is no time limit of the law."""
        return self._limits[name]

    def due(self, name: str, start: date, *, third_party: bool = False) -> Due:
        """When the time limit `name` that begins on `start` ends."""
        clock = self._clocks[name]
        days = clock.with_third_party if third_party and clock.with_third_party else clock.days
        return self.calendar.due(start, days, clock.unit)
