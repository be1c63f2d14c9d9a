"""Which topics are asked about more or less than before: only what is beyond chance, by number and by share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import starmap

from bot.clock import VIETNAM
from bot.statistics.chance import rate_z, spread
from bot.statistics.counted import Counted
from bot.statistics.period import Period
from bot.statistics.rules import Change as Rule
from bot.statistics.scope import NONE, Scope

#: Not topics: nothing understood, and what the engine calls a message that it is sure of no topic of.
UNSURE = frozenset({NONE, "nlu_fallback"})
#: Longer periods are looked at month by month: their spread then holds the seasons too.
MOST_DAYS = 100
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Pair:
    """Two filters for as many days: what is looked at, and what it is held against.

    `days_after` counts today as the part of it that is over; `is_cut` says that the period still runs.
    """

    after: Scope
    before: Scope
    days_after: float
    days_before: float
    is_cut: bool


def like_for_like(scope: Scope, compared: Period, moment: datetime) -> Pair | None:
    """A period that still runs is held against as many first days of the other; None before it begins."""
    local = moment.astimezone(VIETNAM)
    over = scope.period.until(local.date())
    if over is None:
        return None
    is_cut = local.date() in scope.period
    begun = local.hour * 3600 + local.minute * 60 + local.second
    days = over.length - 1 + max(begun, 1) / _DAY_SECONDS if is_cut else float(over.length)
    other = _first_days(compared, over.length) if is_cut else compared
    return Pair(scope.within(over), scope.within(other), days, float(other.length), is_cut)


@dataclass(frozen=True, slots=True)
class Change:
    """A topic's interactions that count, `before` and `after`; shares are of all of them, None of nothing.

    `z` is how many standard deviations the daily rate has moved, the `spread` of its days included.
    """

    topic: str
    before: int
    after: int
    share_before: float | None
    share_after: float | None
    z: float
    spread: float

    @property
    def delta(self) -> int:
        """How many more; negative: fewer."""
        return self.after - self.before

    @property
    def ratio(self) -> float | None:
        """The same of what it was; None of nothing."""
        return self.delta / self.before if self.before else None

    @property
    def points(self) -> float | None:
        """By how much its share of all has moved, from -1 to 1; None where one cannot be told."""
        if self.share_before is None or self.share_after is None:
            return None
        return self.share_after - self.share_before


@dataclass(frozen=True, slots=True)
class Changes:
    """What rose and what fell, the largest first; `tested` topics were looked at.

    Where nothing rose (fell) beyond chance, `chance` holds what rose (fell) most all the same.
    """

    rises: Sequence[Change]
    falls: Sequence[Change]
    tested: int
    chance: Sequence[Change] = ()


def changes(counted: Counted, pair: Pair, rule: Rule) -> Changes:
    """Of a filter. Raises DatabaseUnavailable."""
    after, before = counted.by_topic(pair.after), counted.by_topic(pair.before)
    both = [(topic, before.get(topic, 0), after.get(topic, 0)) for topic in (after.keys() | before.keys()) - UNSURE]
    tested = [(topic, old, new) for topic, old, new in both if old + new >= rule.least]
    large = [(topic, old, new) for topic, old, new in tested if _may_be(old, new, pair, rule)]
    wide = _spreads(counted, pair, [topic for topic, *_ in large])
    all_before, all_after = sum(before.values()), sum(after.values())

    def change(topic: str, old: int, new: int) -> Change:
        width = wide.get(topic, 1.0)
        z = rate_z(old, new, pair.days_before, pair.days_after, width)
        return Change(topic, old, new, _of(old, all_before), _of(new, all_after), z, width)

    found = [one for one in starmap(change, large) if abs(one.z) >= rule.z]
    found.sort(key=lambda one: (-abs(one.delta), one.topic))
    rises, falls = ([one for one in found if (one.delta > 0) == up][: rule.shown] for up in (True, False))
    chance = [_most(list(starmap(change, tested)), up) for up, told in ((True, rises), (False, falls)) if not told]
    return Changes(rises, falls, len(tested), [one for one in chance if one])


def _most(among: Sequence[Change], is_rise: bool) -> Change | None:
    """What moved most that way, by number and by daily rate alike; None where nothing did."""
    moved = [one for one in among if one.delta and (one.delta > 0) == (one.z > 0) == is_rise]
    return max(moved, key=lambda one: (abs(one.delta), one.topic), default=None)


def _may_be(before: int, after: int, pair: Pair, rule: Rule) -> bool:
    """Whether it is large enough, and beyond the least chance there is; by number and by daily rate the same way."""
    then, now = before / pair.days_before, after / pair.days_after
    is_large = abs(now - then) >= rule.ratio * then
    z = rate_z(before, after, pair.days_before, pair.days_after)
    return is_large and abs(z) >= rule.z and (z > 0) == (after > before)


def _spreads(counted: Counted, pair: Pair, topics: Sequence[str]) -> dict[str, float]:
    before, after = _stretches(counted, pair.before, topics), _stretches(counted, pair.after, topics)
    return {topic: spread(before[topic], after[topic]) for topic in topics}


def _stretches(counted: Counted, scope: Scope, topics: Sequence[str]) -> dict[str, list[int]]:
    """Of each topic its days, those without any too; its months where there are many days."""
    days, by_day = list(scope.period.days()), counted.by_day(scope, topics)
    if len(days) <= MOST_DAYS:
        return {topic: [found.get(day, 0) for day in days] for topic, found in by_day.items()}
    return {topic: _by_month(found, days) for topic, found in by_day.items()}


def _by_month(by_day: dict[date, int], days: Sequence[date]) -> list[int]:
    months = dict.fromkeys((day.replace(day=1) for day in days), 0)
    for day, number in by_day.items():
        months[day.replace(day=1)] += number
    return list(months.values())


def _first_days(period: Period, length: int) -> Period:
    days = list(period.days())[:length]
    return Period(days[0], days[-1])


def _of(part: int, whole: int) -> float | None:
    return part / whole if whole else None
