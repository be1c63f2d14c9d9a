"""When the overview speaks of a change or a decision (`data/console/decisions.toml`): thresholds with reasons."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec


class RulesRefused(ValueError):
    """The file is not whole: says what is wrong with it."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every threshold has a `…_why`."""


class Change(_Strict, frozen=True):
    """When a topic has changed; `ratio` of its daily rate, `shown` so many each way."""

    z: float
    z_why: str
    least: int
    least_why: str
    ratio: float
    ratio_why: str
    shown: int
    shown_why: str


class Part(_Strict, frozen=True):
    """Which parts of a change are named: their `share` of it, and by how much that is more than they had before."""

    share: float
    share_why: str
    lift: float
    lift_why: str
    shown: int
    shown_why: str


class Calendar(_Strict, frozen=True):
    """Which events are named beside a change; `errors` is a share of a day's turns."""

    before_days: int
    before_days_why: str
    relevance: float
    relevance_why: str
    errors: float
    errors_why: str
    errors_least: int
    errors_least_why: str
    shown: int
    shown_why: str


class Waiting(_Strict, frozen=True):
    """Talks that wait for a person longer than so many minutes, counted from when the office was open."""

    rank: int
    minutes: int
    minutes_why: str


class Due(_Strict, frozen=True):
    """What is due within so many days."""

    rank: int
    days: int
    days_why: str


class Cases(_Strict, frozen=True):
    """Cases due within `days`; their number from 1 to `hidden_below` - 1 is not told."""

    rank: int
    days: int
    days_why: str
    hidden_below: int
    hidden_below_why: str


class Rumours(_Strict, frozen=True):
    """Claims without a verdict that were met `times` as often as in as many days before."""

    rank: int
    days: int
    days_why: str
    least: int
    least_why: str
    times: float
    times_why: str
    shown: int
    shown_why: str


class Evidence(_Strict, frozen=True):
    """Answers without a dated source."""

    rank: int
    shown: int
    shown_why: str


class Delivery(_Strict, frozen=True):
    """Messages that did not arrive in the last `days`, or are late by so many minutes."""

    rank: int
    days: int
    days_why: str
    least: int
    least_why: str
    late_minutes: int
    late_minutes_why: str


class Reviews(_Strict, frozen=True):
    """Turns of a high score that have waited longer than `days`."""

    rank: int
    score: float
    score_why: str
    days: int
    days_why: str
    least: int
    least_why: str


class NotUnderstood(_Strict, frozen=True):
    """Topics of which more than a share was not understood."""

    rank: int
    share: float
    share_why: str
    least: int
    least_why: str
    shown: int
    shown_why: str


class Accuracy(_Strict, frozen=True):
    """A model whose share of right answers is, with its interval, below the one before or below `floor`."""

    rank: int
    days: int
    days_why: str
    floor: float
    floor_why: str
    least: int
    least_why: str


class Rules(_Strict, frozen=True):
    """All of them."""

    change: Change
    part: Part
    calendar: Calendar
    waiting: Waiting
    requests: Due
    cases: Cases
    rumours: Rumours
    evidence: Evidence
    figures: Due
    delivery: Delivery
    reviews: Reviews
    not_understood: NotUnderstood
    accuracy: Accuracy


@cache
def rules(data: Path) -> Rules:
    """Those of a folder of data. Raises RulesRefused."""
    path = data / "console" / "decisions.toml"
    try:
        read = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Rules)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RulesRefused(f"{path.name}: {error}") from error
    shares = {
        "part.share": read.part.share,
        "accuracy.floor": read.accuracy.floor,
        "calendar.errors": read.calendar.errors,
    }
    if wrong := [name for name, share in shares.items() if not 0 < share < 1]:
        raise RulesRefused(f"{path.name}: {', '.join(wrong)}: allowed is what lies between 0 and 1")
    return read
