"""What a change is made up of: its parts by aspect, channel, group and campaign. Arithmetic, not causes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.statistics.calendar import RUMOURS, Event, Kind
from bot.statistics.changes import Change, Pair
from bot.statistics.counted import Counted
from bot.statistics.rules import Part as Rule
from bot.statistics.rules import Rules
from bot.statistics.scope import NONE, Scope

ASPECT = "aspect"
#: The ways in which a change is taken apart, in the order in which they are told.
WAYS = (ASPECT, "channel", "audience", "campaign")
#: In place of an aspect: what separates turns of aspects from interactions that count (errors).
REST = "~"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a change: of `way` the `value`; `share` of the change, None where that is nothing.

    `share_before` is its share of what there was; None of nothing.
    """

    way: str
    value: str
    before: int
    after: int
    share: float | None
    share_before: float | None

    @property
    def delta(self) -> int:
        """How many more; negative: fewer."""
        return self.after - self.before

    @property
    def lift(self) -> float:
        """By how much more it weighs in the change than it did before."""
        return (self.share or 0.0) - (self.share_before or 0.0)


Parts = Mapping[str, Sequence[Part]]


def parts(counted: Counted, pair: Pair, changed: Sequence[Change]) -> dict[str, Parts]:
    """By topic its change in each of WAYS, the largest part first; each way adds up to it.

    Raises DatabaseUnavailable.
    """
    before, after = _counts(counted, pair.before, changed), _counts(counted, pair.after, changed)
    found: dict[str, Parts] = {}
    for one in changed:
        then, now = (_rest(some[one.topic], whole) for some, whole in ((before, one.before), (after, one.after)))
        found[one.topic] = {way: _parts(way, then[way], now[way], one) for way in WAYS}
    return found


def telling(found: Parts, rule: Rule) -> list[Part]:
    """The parts that stand out: a large share of the change, larger than they had before; of each way one, at most."""
    ours = [next((one for one in of_way if _stands_out(one, rule)), None) for of_way in found.values()]
    return [one for one in ours if one][: rule.shown]


def share_of(found: Parts, keys: frozenset[str]) -> float:
    """The share of a change that lies in some aspects, from 0 to 1 (aspects that went the other way left out)."""
    return min(1.0, sum(max(one.share or 0.0, 0.0) for one in found[ASPECT] if one.value in keys))


def _stands_out(part: Part, rule: Rule) -> bool:
    is_named = part.value not in {REST, NONE}
    return is_named and (part.share or 0.0) >= rule.share and part.lift >= rule.lift


def _counts(counted: Counted, scope: Scope, changed: Sequence[Change]) -> dict[str, dict[str, dict[str, int]]]:
    """By topic and way the numbers of each value."""
    topics = [one.topic for one in changed]
    ways = {way: counted.by_aspect(scope, topics) if way == ASPECT else counted.by(scope, topics, way) for way in WAYS}
    return {topic: {way: ways[way][topic] for way in WAYS} for topic in topics}


def _rest(ways: dict[str, dict[str, int]], whole: int) -> dict[str, dict[str, int]]:
    """Aspects count failed turns too: what they have more than there are interactions, taken off again."""
    rest = whole - sum(ways[ASPECT].values())
    return {**ways, ASPECT: {**ways[ASPECT], REST: rest}} if rest else ways


def _parts(way: str, before: Mapping[str, int], after: Mapping[str, int], change: Change) -> list[Part]:
    found = [
        Part(
            way,
            value,
            before.get(value, 0),
            after.get(value, 0),
            (after.get(value, 0) - before.get(value, 0)) / change.delta if change.delta else None,
            before.get(value, 0) / change.before if change.before else None,
        )
        for value in before.keys() | after.keys()
    ]
    return sorted(found, key=lambda one: (-(one.share or 0.0), one.value))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as far as numbers tell: the change, all its parts, those that stand out, and what it coincides with."""

    change: Change
    parts: Parts
    telling: Sequence[Part]
    events: Sequence[Event]


def reasons(
    counted: Counted, pair: Pair, changed: Sequence[Change], dated: Sequence[Event], rules: Rules
) -> list[Reason]:
    """Of each change; `dated` are all events of the time. Raises DatabaseUnavailable."""
    by_topic = parts(counted, pair, changed)
    return [reason(one, by_topic[one.topic], dated, rules) for one in changed]


def reason(change: Change, found: Parts, dated: Sequence[Event], rules: Rules) -> Reason:
    """Of one change and its parts."""
    named = sorted(((_weight(one, change, found, rules), one) for one in dated), key=lambda pair: -pair[0])
    kept = [one for weight, one in named if weight > 0]
    return Reason(change, found, telling(found, rules.part), kept[: rules.calendar.shown])


def _weight(event: Event, change: Change, found: Parts, rules: Rules) -> float:
    """How much of a change an event could be about; 0 where it belongs to something else, or to every topic alike."""
    if event.kind is Kind.FIGURE:
        ours = frozenset(key.split("/", 1)[1] for key in event.aspects if key.startswith(f"{change.topic}/"))
        weight = share_of(found, ours)
        return weight if weight >= rules.calendar.relevance else 0.0
    if event.kind is Kind.CAMPAIGN:
        campaign = event.code
        return max((one.share or 0.0 for one in found["campaign"] if one.value == campaign), default=0.0)
    return 1.0 if event.kind is Kind.VERDICT and change.topic == RUMOURS else 0.0
