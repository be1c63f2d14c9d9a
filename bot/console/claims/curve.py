"""How often a claim was met per day, as bars that a page draws without any style of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

#: Size of the drawing, in its own units; so many bars at most, each of some days where there are more.
WIDTH, HEIGHT, MOST = 720, 120, 90
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days and how often the claim was met in it; `x`, `y`, `width`, `height` in units of the drawing."""

    first: date
    last: date
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The bars from the first day to the last, the days without a message too; `step` is days a bar."""

    bars: tuple[Bar, ...]
    step: int
    most: int


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    step: int
    most: int
    width: float


def curve(by_day: Mapping[date, int]) -> Curve | None:
    """The bars of what was counted; None where nothing was."""
    if not by_day:
        return None
    first, last = min(by_day), max(by_day)
    days = (last - first).days + 1
    step = -(-days // MOST)
    counts = [0] * -(-days // step)
    for day, count in by_day.items():
        counts[(day - first).days // step] += count
    scale = _Scale(first, step, max(counts), WIDTH / len(counts))
    return Curve(tuple(_bar(at, count, scale) for at, count in enumerate(counts)), step, scale.most)


def _bar(at: int, count: int, scale: _Scale) -> Bar:
    begins = scale.first + at * scale.step * _DAY
    height = round(HEIGHT * count / scale.most, 1)
    return Bar(
        first=begins,
        last=begins + (scale.step - 1) * _DAY,
        count=count,
        x=round(at * scale.width, 1),
        y=round(HEIGHT - height, 1),
        # A gap between the bars, but never so much that one is not seen.
        width=round(max(min(scale.width * 0.8, 40), 1), 1),
        height=height,
    )
