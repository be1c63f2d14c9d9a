"""The figures of a page: value, change, course, and where its rows are."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.console.statistics.change import Change, change
from bot.console.statistics.frame import Frame
from bot.console.statistics.remembered import Remembered, parts
from bot.console.statistics.trend import Trend, trend
from bot.console.statistics.written import Written, written
from bot.statistics.measure import Measure, Value
from bot.statistics.period import Period
from bot.statistics.scope import Scope


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is shown; `earlier` and `change` are None where nothing is compared.

    `held` is what is compared, of the whole days that are over; None where that is the value itself.
    """

    measure: Measure
    value: Value
    held: Value | None
    earlier: Value | None
    change: Change | None
    trend: Trend | None
    href: str | None

    @property
    def amount(self) -> Written:
        """The value in words."""
        return written(self.value.amount, self.measure.unit)

    @property
    def before(self) -> Written | None:
        """What it is compared with, in words."""
        return written(self.earlier.amount, self.measure.unit) if self.earlier else None

    def of(self, value: Value) -> Written:
        """Another value of the same unit in words."""
        return written(value.amount, self.measure.unit)

    def edge(self, amount: float) -> Written:
        """An end of its interval in words."""
        return written(amount, self.measure.unit)


def figures(frame: Frame, measures: Iterable[Measure], *, with_trend: bool = True) -> list[Figure]:
    """Those of a page; the cells of all days or months are read at once. Raises DatabaseUnavailable."""
    over = frame.asked.over
    listed = parts(over) if over and with_trend else []
    if over and listed and isinstance(frame.books, Remembered):
        frame.books.foresee(frame.asked.scope.within(over), listed)
    return [figure(frame, measure, listed) for measure in measures]


def figure(frame: Frame, measure: Measure, listed: list[Period] | None = None) -> Figure:
    """One figure; its course along `listed`. Raises DatabaseUnavailable."""
    asked = frame.asked
    value = measure.value(frame.books, asked.scope)
    earlier = measure.value(frame.books, asked.earlier) if asked.earlier else None
    is_held = earlier is not None and asked.whole is not None and asked.whole != asked.period
    held = measure.value(frame.books, asked.scope.within(asked.whole)) if is_held and asked.whole else None
    return Figure(
        measure,
        value,
        held,
        earlier,
        change(held or value, earlier, measure, asked.lengths) if earlier else None,
        trend(frame.room, measure, asked.scope, listed or []),
        frame.rows(_narrowed(asked.scope, measure), measure.rows, value.numerator) or frame.open_to(measure.link),
    )


def _narrowed(scope: Scope, measure: Measure) -> Scope:
    for dimension, value in measure.within.items():
        scope = scope.at(dimension, value)
    return scope
