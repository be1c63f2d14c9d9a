"""The numbers of the invented year (`data/demo/year.toml`), read and put into words of code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.cases.calendar import WorkingCalendar
from bot.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class Wave:
    """What makes more people ask on the days `first` to `last`: `more` times as many at the `peak`, of which `share`
    ask for one of `aspects` ("topic/aspect" or "topic/*", with weights). Without a peak every day is one."""

    first: date
    last: date
    peak: date | None
    more: float
    share: float
    aspects: Mapping[str, float]
    rumour: str | None = None
    verdict_on: date | None = None

    def height(self, day: date) -> float:
        """0 outside its days, 1 at the peak."""
        if not self.first <= day <= self.last:
            return 0.0
        if self.peak is None:
            return 1.0
        edge = self.first if day <= self.peak else self.last
        width = abs((self.peak - edge).days) + 1
        return 1 - abs((self.peak - day).days) / width


@dataclass(frozen=True, slots=True)
class Model:
    """A version of the model: how large the share of questions was that it was `unsure` of, or `lost` at."""

    name: str
    first: date
    unsure: float
    lost: float


@dataclass(frozen=True, slots=True)
class Outage:
    """Seconds since 1970 between which turns fail (a share `error` of them), and of the rush afterwards."""

    begins: int
    ends: int
    error: float
    rush_until: int
    rush: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a campaign by which a `share` of the talks of some days came."""

    link: str
    first: date
    last: date
    share: float


@dataclass(frozen=True, slots=True)
class Story:
    """The whole of it; `talk`, `reasons`, `registers`, `delivery`, `cases` are shares by name."""

    table: Mapping[str, Any]
    waves: tuple[Wave, ...]
    models: tuple[Model, ...]
    outages: tuple[Outage, ...]
    links: tuple[Link, ...]
    calendar: WorkingCalendar
    #: Weights of days that were asked for, as each has many slots.
    known: dict[date, float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, data: Path) -> "Story":
        """Read it from the data folder. Raises OSError, KeyError, ValueError and tomllib.TOMLDecodeError."""
        table = tomllib.loads((data / "demo" / "year.toml").read_text("utf-8"))
        return cls(
            table,
            tuple(_wave(row) for row in (*table["rumours"], *table["events"])),
            tuple(Model(row["name"], row["from"], row["unsure"], row["lost"]) for row in table["models"]),
            tuple(_outage(row) for row in table["outages"]),
            tuple(Link(row["link"], row["from"], row["to"], row["share"]) for row in table["links"]),
            WorkingCalendar.load(data / "offices" / "holidays.toml"),
        )

    def model(self, day: date) -> Model:
        """The version that answers on a day: the last one whose month and day have come."""
        past = [one for one in self.models if one.first <= day]
        return past[-1] if past else self.models[0]

    def outage(self, second: int) -> Outage | None:
        """The outage that lasts at that moment."""
        return next((one for one in self.outages if one.begins <= second < one.ends), None)

    def weight(self, day: date, hour: int, start: int, gone: float) -> float:
        """How many ask in an hour, on any scale; `start` is its first second since 1970, `gone` the share of the
        period that is behind."""
        weight: float = self.of_day(day) * self.table["hours"][hour] * (1 + (self.table["growth"] - 1) * gone)
        for one in self.outages:
            if one.ends <= start < one.rush_until:
                weight *= one.rush
        return weight

    def of_day(self, day: date) -> float:
        """How many ask on a day, as against others."""
        if (known := self.known.get(day)) is not None:
            return known
        weight: float = self.table["weekdays"][day.weekday()]
        if day in self.calendar.closed:
            weight *= self.table["holiday"]
        for wave in self.waves:
            weight *= 1 + (wave.more - 1) * wave.height(day)
        self.known[day] = weight
        return weight


def _wave(row: Mapping[str, Any]) -> Wave:
    rumour = row.get("rumour")
    aspects = {f"misinformation/{rumour}": 1.0} if rumour else row["aspects"]
    peak = None if row.get("shape") == "flat" else row["peak"]
    return Wave(row["from"], row["to"], peak, row["more"], row["share"], aspects, rumour, row.get("verdict_on"))


def _outage(row: Mapping[str, Any]) -> Outage:
    begins, ends = (_second(row[edge]) for edge in ("from", "to"))
    return Outage(begins, ends, row["error"], ends + row["catch_up_hours"] * 3600, row["catch_up"])


def _second(local: datetime) -> int:
    return int(local.replace(tzinfo=VIETNAM).timestamp())
