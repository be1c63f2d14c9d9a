"""How far targets are met: distinct citizens of a group who got an answer, of how many people the group has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.statistics.books import Books
from bot.statistics.forecast import FEWEST, MOST, Forecast, forecast
from bot.statistics.period import Period
from bot.statistics.reaching import Reaching
from bot.statistics.scope import Scope
from bot.statistics.targets import Base, Plan, Step, Target
from bot.storage.database import Database

_WEEK = 7
#: What of a page's filter a target heeds: the group and the topics are its own.
HEEDED = ("channel", "campaign")


@dataclass(frozen=True, slots=True)
class Progress:
    """One target of one year; `scope` is the filter whose citizens were `reached`, up to its last day.

    `forecast` is None once the year is over, and where too little is known.
    """

    plan: Plan
    target: Target
    step: Step
    base: Base | None
    scope: Scope
    reached: int
    forecast: Forecast | None

    @property
    def share(self) -> float | None:
        """Reached of the group; None where that cannot be told."""
        return None if self.base is None or self.target.unmeasured else self.reached / self.base.people

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached; None where that cannot be told."""
        return None if self.share is None else self.share >= self.step.share


def progress(database: Database, scope: Scope, plans: Iterable[Plan], today: date) -> list[Progress]:
    """Every target whose years meet the filter's period, counted from their beginning to the period's end.

    Raises DatabaseUnavailable.
    """
    span = Books(database).span()
    heeded = Scope(scope.period, {name: scope.of(name) for name in HEEDED if scope.of(name)})
    weeks = _Weeks(Reaching(database), span.first if span else today, today)
    return [
        _progress(weeks, heeded.within(days), plan, (target, step))
        for plan in plans
        for target in plan.targets
        for step in target.steps
        if (days := _counted(step, scope.period)) and days.first <= today
    ]


def _counted(step: Step, period: Period) -> Period | None:
    whole = step.days
    return whole.until(period.last) if whole.last >= period.first else None


def _progress(weeks: "_Weeks", scope: Scope, plan: Plan, wanted: tuple[Target, Step]) -> Progress:
    target, step = wanted
    scope = scope.at("audience", *target.audience).at("topic", *target.topics)
    reached, seen = weeks.seen(scope, step)
    return Progress(plan, target, step, target.base(step.year), scope, reached, seen)


@dataclass(frozen=True, slots=True)
class _Weeks:
    """Reads how many were new week by week; nothing is known before `begun`, and the day `today` is not over."""

    reaching: Reaching
    begun: date
    today: date

    def seen(self, scope: Scope, step: Step) -> tuple[int, Forecast | None]:
        """How many are reached, and the forecast from the whole weeks up to the last day of the filter that is over."""
        days_left = (step.days.last - min(scope.period.last, self.today)).days
        last = min(scope.period.last, self.today - timedelta(days=1))
        first = max(scope.period.first, self.begun)
        weeks = min(MOST, ((last - first).days + 1) // _WEEK)
        if days_left <= 0 or weeks < FEWEST:
            return self.reaching.counts(scope, [scope.period.last])[0], None
        edges = [last - timedelta(days=_WEEK * back) for back in range(weeks, -1, -1)]
        *by_then, reached = self.reaching.counts(scope, [*edges, scope.period.last])
        return reached, forecast(reached, [after - before for before, after in pairwise(by_then)], days_left / _WEEK)
