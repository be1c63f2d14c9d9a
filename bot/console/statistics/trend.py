"""A figure day by day or month by month: the small line beside it, and the same as a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.statistics.measure import Measure, Value
from bot.statistics.period import Period
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

#: The picture's own units.
WIDTH, HEIGHT, EDGE = 160, 36, 3


@dataclass(frozen=True, slots=True)
class Point:
    """One day or month; `x` and `y` in the picture, None where there is no value."""

    period: Period
    value: Value
    x: float
    y: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """The points, the oldest first; the line begins at nought, so that a small change looks small."""

    points: Sequence[Point]
    is_daily: bool

    @property
    def lines(self) -> list[str]:
        """The line as SVG has it, broken where a value is missing; a value alone is a dot."""
        found: list[list[Point]] = [[]]
        for point in self.points:
            if point.y is None:
                found.append([])
            else:
                found[-1].append(point)
        return [" ".join(f"{one.x:g},{one.y:g}" for one in (some if some[1:] else some * 2)) for some in found if some]

    @property
    def last(self) -> Point | None:
        """The newest that has a value."""
        return next((point for point in reversed(self.points) if point.y is not None), None)


def trend(room: StatisticsRoom, measure: Measure, scope: Scope, parts: Sequence[Period]) -> Trend | None:
    """None where there is nothing to see a course in, or parts of it are hidden. Raises DatabaseUnavailable."""
    if len(parts) < 2:
        return None
    values = [measure.value(room.books, scope.within(part)) for part in parts]
    # Beside the whole, the parts that are told would tell those that are not.
    is_hidden = any(value.amount is None and value.why for value in values)
    if is_hidden or sum(value.amount is not None for value in values) < 2:
        return None
    return Trend(list(_placed(parts, values)), is_daily=parts[-1].length == 1)


def _placed(parts: Sequence[Period], values: Sequence[Value]) -> Iterable[Point]:
    most = max(value.amount or 0.0 for value in values) or 1.0
    step = (WIDTH - 2 * EDGE) / (len(parts) - 1)
    for at, (part, value) in enumerate(zip(parts, values, strict=True)):
        height = None if value.amount is None else round(HEIGHT - EDGE - value.amount / most * (HEIGHT - 2 * EDGE), 1)
        yield Point(part, value, round(EDGE + at * step, 1), height)
