"""What a list of cases is asked for: the filter as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.cases.states import State
from bot.cases.urgency import Urgency

OPEN, ALL, NOBODY = "open", "all", "nobody"
KINDS = ("fraud", "misinformation")
_DIGITS = 9


class Taken(StrEnum):
    """What became of the first clock of a case: a person took it in within it, too late or not at all, or may still."""

    IN_TIME = "in_time"
    LATE = "late"
    WAITING = "waiting"


class AskedWrong(ValueError):
    """A filter that is not understood: the message names it and what is allowed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter. `states` are those asked for, `after` the place of the last case that was shown."""

    state: str = OPEN
    kind: str = ""
    urgency: Urgency | None = None
    taken: Taken | None = None
    mine: bool = False
    triage: bool = False
    assignee: str = ""
    cluster: int | None = None
    number: int | None = None
    opened_from: date | None = None
    opened_until: date | None = None
    after: tuple[date, date, int] | None = None

    @property
    def states(self) -> frozenset[State]:
        """The states that are asked for."""
        if self.state == OPEN:
            return frozenset(State) - {State.CLOSED}
        return frozenset(State) if self.state == ALL else frozenset({State(self.state)})


def asked(given: Mapping[str, str]) -> Asked:
    """The filter of an address. Raises AskedWrong."""
    number, cluster = _number(given, "number"), _number(given, "cluster")
    # Whoever names a case or a group wants it, whatever became of it.
    usual = ALL if number or cluster else OPEN
    return Asked(
        state=_one_of(given, "state", (OPEN, ALL, *State)) or usual,
        kind=_one_of(given, "kind", KINDS),
        urgency=_member(given, "urgency", Urgency),
        taken=_member(given, "taken", Taken),
        mine=_one_of(given, "mine", ("1",)) == "1",
        triage=_one_of(given, "triage", ("1",)) == "1",
        assignee=given.get("assignee", "").strip()[:64],
        number=number,
        cluster=cluster,
        opened_from=_day(given, "opened_from"),
        opened_until=_day(given, "opened_until"),
        after=_after(given.get("after", "")),
    )


def _one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = given.get(name, "").strip()
    if value and value not in allowed:
        raise AskedWrong(f"{name}: allowed are {', '.join(allowed)}")
    return value


def _member[E: StrEnum](given: Mapping[str, str], name: str, kind: type[E]) -> E | None:
    value = _one_of(given, name, tuple(kind))
    return kind(value) if value else None


def _number(given: Mapping[str, str], name: str) -> int | None:
    value = given.get(name, "").strip().removeprefix("#")
    if value and not (value.isascii() and value.isdecimal() and len(value) <= _DIGITS):
        raise AskedWrong(f"{name}: a case has a number of six digits")
    return int(value) if value else None


def _day(given: Mapping[str, str], name: str) -> date | None:
    value = given.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise AskedWrong(f"{name}: a day is written like 2026-11-05") from None


def _after(value: str) -> tuple[date, date, int] | None:
    if not value:
        return None
    try:
        due, opened, number = value.split(".")
        return date.fromisoformat(due), date.fromisoformat(opened), int(number[:_DIGITS])
    except ValueError:
        raise AskedWrong("after: take it from the link to the next page") from None
