"""How a figure moved against the days that it is compared with, and whether that is better."""

from dataclasses import dataclass
from enum import StrEnum

from bot.console.web.catalogue import said
from bot.console.web.filters import number
from bot.statistics.measure import Direction, Measure, Unit, Value

#: Below so many a percentage says more than there is to say: the difference itself is told.
_FEW = 20


class Course(StrEnum):
    """Which way it went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Judged(StrEnum):
    """Whether that is good; a figure without a better way is judged in neither."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Change:
    """`by` is written with its sign: in percent of a count, points of a share, seconds of a time (`word`).

    `daily` is the same of what there was a day, where as many days are not compared; else "".
    """

    course: Course
    judged: Judged
    by: str
    word: str = ""
    daily: str = ""


def change(now: Value, then: Value, measure: Measure, lengths: tuple[int, int] | None = None) -> Change | None:
    """None where one of both cannot be told; `lengths` are the days of both, where they differ."""
    if now.amount is None or then.amount is None:
        return None
    course = _course(now.amount - then.amount)
    by, word = _by(now.amount, then.amount, measure.unit)
    daily = ""
    if lengths and then.amount >= _FEW and measure.is_of_days:
        daily, _ = _by(now.amount / lengths[0], then.amount / lengths[1], measure.unit, few=0)
    return Change(course, _judged(course, measure.direction), by, word, daily)


def _course(difference: float) -> Course:
    if difference == 0:
        return Course.SAME
    return Course.UP if difference > 0 else Course.DOWN


def _judged(course: Course, direction: Direction) -> Judged:
    if course is Course.SAME or direction is Direction.NEITHER:
        return Judged.NEITHER
    return Judged.BETTER if course.value == direction.value else Judged.WORSE


def _by(now: float, then: float, unit: Unit, few: int = _FEW) -> tuple[str, str]:
    if unit is Unit.SHARE:
        return signed((now - then) * 100, 1), said("điểm %%")
    if unit is Unit.SECONDS:
        return signed(now - then, 1), said("giây")
    if then < few:
        return signed(now - then), ""
    return f"{signed((now - then) / then * 100, 1)} %", ""


def signed(value: float, digits: int = 0) -> str:
    """+1.234,5 or −0,3."""
    written = number(abs(value), digits)
    return f"{'−' if value < 0 else '+'}{written}"
