"""Reports that are written by themselves once a period is over, and told to staff."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.chores import Chore
from bot.clock import today
from bot.settings import SettingsRefused, refusal
from bot.statistics.facts import day_begins
from bot.statistics.period import Period
from bot.statistics.report import files
from bot.statistics.report.building import build
from bot.statistics.report.content import name_of
from bot.statistics.report.kinds import Kind, finished, of
from bot.statistics.room import StatisticsRoom

PREFIX = "ANSINH_REPORT_"
#: Where the files lie, in the home folder.
FOLDER = "reports"
#: Seconds from one look to the next.
LOOKED_EVERY = 3600.0
_DONE = ".done"
log = logging.getLogger(__name__)


class ReportSettings(BaseSettings):
    """Which reports are written by themselves, and how long after their period."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    schedule: Annotated[tuple[Kind, ...], NoDecode] = Field(
        (), description="month, quarter, year, stage, may with commas between; left out: none"
    )
    after_days: int = Field(
        1, ge=1, le=60, description="days that pass after a period: what citizens do a day later still counts in it"
    )

    @field_validator("schedule", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        names = [name.strip() for name in given.split(",") if name.strip()]
        if unknown := [name for name in names if name not in list(Kind)]:
            raise ValueError(f"no report {', '.join(unknown)}; there are {', '.join(Kind)}")
        return tuple(dict.fromkeys(Kind(name) for name in names))


def read() -> ReportSettings:
    """The settings of this process. Raises SettingsRefused."""
    try:
        return ReportSettings()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from None


def chore(room: StatisticsRoom, home: Path, tell: Callable[[str], object]) -> Chore | None:
    """The chore that the settings ask for; None where no report is scheduled. Raises SettingsRefused."""
    settings = read()
    if not settings.schedule:
        return None
    return Chore("reports", LOOKED_EVERY, Schedule(room, home, settings, tell).look)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Writes what is due into `<home>/reports`, each report once, and calls `tell` with its name.

    A report is done when its mark (`.<name>.done`) lies there; whatever is killed before is done again from where it
    was. `tell` may be called twice for one report, where the process dies between telling and marking.
    """

    room: StatisticsRoom
    home: Path
    settings: ReportSettings
    tell: Callable[[str], object]

    def look(self, day: date | None = None) -> list[str]:
        """Write and tell what is due on a day (today); gives the names. Raises what `build` raises, OSError."""
        day = day or today()
        return [name for kind in self.settings.schedule if (name := self._done(kind, day))]

    def _done(self, kind: Kind, day: date) -> str | None:
        # So many days must lie between the period's last day and this one.
        period = finished(kind, day - timedelta(days=self.settings.after_days))
        asked = of(period, kind, day)
        name, folder = name_of(asked), self.home / FOLDER
        mark = folder / f".{name}{_DONE}"
        if mark.exists() or not self._has_data(period) or not self._is_counted(period):
            return None
        if not all((folder / f"{name}{ending}").exists() for ending in files.ENDINGS):
            files.save(build(self.room, period, kind, day), folder)
            log.info("report %s is written", name)
        self.tell(name)
        files.put(mark, b"")
        return name

    def _is_counted(self, period: Period) -> bool:
        """Whether counts were made when it was due, and lack nothing since: a report is written once, for good."""
        due = day_begins(period.last + timedelta(days=1 + self.settings.after_days))
        return self.room.folding.is_counted(period.last, due)

    def _has_data(self, period: Period) -> bool:
        """Whether anything was counted by its end: a system that is new owes no reports of the time before."""
        span = self.room.books.span()
        return span is not None and span.first <= period.last
