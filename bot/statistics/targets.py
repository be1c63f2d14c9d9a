"""Targets of plans for telling people (`data/targets/*.toml`): which part of which group, by when, on which grounds."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.records.audience import Audiences
from bot.statistics.period import Period, PeriodRefused

_PLAN = {"plan", "basis", "source", "used", "demonstration", "target"}
_TARGET = {"key", "label", "audience", "topics", "basis", "unmeasured", "step", "base"}
_STEP, _BASE = {"since", "year", "share"}, {"year", "people", "source", "as_of"}


class TargetsRefused(ValueError):
    """A file of targets that does not hold together; the message names file, target and fault."""


@dataclass(frozen=True, slots=True)
class Step:
    """`share` (over 0, to 1) of a group until the end of `year`, counted from the beginning of the year `since`."""

    since: int
    year: int
    share: float

    @property
    def days(self) -> Period:
        """From when to when is counted."""
        return Period(date(self.since, 1, 1), date(self.year, 12, 31))


@dataclass(frozen=True, slots=True)
class Base:
    """How many people a group has, from a year on, as `source` said on a day."""

    year: int
    people: int
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Target:
    """What a plan wants of one group. `audience`, `topics`: codes, no topic for all; `unmeasured`: why no share of it
    can be told from answers, "" where it can."""

    key: str
    label: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    basis: str
    unmeasured: str
    steps: tuple[Step, ...]
    bases: tuple[Base, ...]

    def base(self, year: int) -> Base | None:
        """The newest number of people known for a year, None where there is none."""
        return max((one for one in self.bases if one.year <= year), key=lambda one: one.year, default=None)


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan. `is_demonstration`: invented, for invented talk only."""

    name: str
    basis: str
    source: str
    targets: tuple[Target, ...]
    is_demonstration: bool = False


def load(folder: Path, audiences: Audiences) -> tuple[Plan, ...]:
    """The plans of a folder by the names of their files; none where there is no folder. Raises TargetsRefused."""
    plans = []
    for file in sorted(folder.glob("*.toml")):
        try:
            table = tomllib.loads(file.read_text("utf-8"))
            if table.get("used", True):
                plans.append(_plan(table, audiences))
        except KeyError as error:
            raise TargetsRefused(f"{file.name}: {error} is missing") from None
        except (ValueError, TypeError, OSError) as error:
            raise TargetsRefused(f"{file.name}: {error}") from None
    return tuple(plans)


def _plan(table: Mapping[str, Any], audiences: Audiences) -> Plan:
    _known(table, _PLAN, "the plan")
    targets = tuple(_target(row, audiences) for row in table["target"])
    keys = [one.key for one in targets]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise TargetsRefused(f"target {', '.join(twice)} stands twice")
    return Plan(table["plan"], table["basis"], table["source"], targets, table.get("demonstration", False) is True)


def _target(row: Mapping[str, Any], audiences: Audiences) -> Target:
    where = f"target {row['key']}"
    _known(row, _TARGET, where)
    if not row["audience"]:
        raise TargetsRefused(f"{where}: 'audience' names no group")
    if unknown := [code for code in row["audience"] if code not in audiences]:
        raise TargetsRefused(f"{where}: no group {', '.join(unknown)} in data/offices/audience.toml")
    return Target(
        key=row["key"],
        label=row["label"],
        audience=tuple(row["audience"]),
        topics=tuple(row.get("topics", ())),
        basis=row["basis"],
        unmeasured=row.get("unmeasured", ""),
        steps=tuple(_step(one, where) for one in row["step"]),
        bases=tuple(_base(one, where) for one in row.get("base", ())),
    )


def _step(row: Mapping[str, Any], where: str) -> Step:
    _known(row, _STEP, where)
    step = Step(row.get("since", row["year"]), row["year"], float(row["share"]))
    if not 0 < step.share <= 1:
        raise TargetsRefused(f"{where}, {step.year}: 'share' is over 0 and at most 1 (0.45 for 45 %), not {step.share}")
    try:
        step.days  # noqa: B018  raises where the years are none
    except PeriodRefused as error:
        raise TargetsRefused(f"{where}, {step.year}: {error}") from None
    return step


def _base(row: Mapping[str, Any], where: str) -> Base:
    _known(row, _BASE, where)
    base = Base(row["year"], row["people"], row["source"], row["as_of"])
    if not isinstance(base.people, int) or base.people <= 0:
        raise TargetsRefused(f"{where}, {base.year}: 'people' is a whole number over 0")
    if not str(base.source).strip() or not isinstance(base.as_of, date):
        raise TargetsRefused(f"{where}, {base.year}: a number of people needs its 'source' and the day 'as_of'")
    return base


def _known(row: Mapping[str, Any], names: Iterable[str], where: str) -> None:
    if unknown := sorted(set(row) - set(names)):
        raise TargetsRefused(f"{where}: {', '.join(unknown)} is not known here")
