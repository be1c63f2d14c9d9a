"""A change taken apart adds up, whatever the turns; what stands out is named, what grew with the whole is not."""

from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import VIETNAM
from bot.statistics.calendar import Event, Kind
from bot.statistics.changes import Change, changes, like_for_like
from bot.statistics.counted import Counted
from bot.statistics.period import Period
from bot.statistics.reasons import REST, WAYS, Part, parts, reasons, telling
from bot.statistics.scope import Scope
from tests.statistics.overview.turns import Turn, days

NOON = datetime(2026, 7, 1, 12, tzinfo=VIETNAM)
MAY = Scope(Period.read("2026-05"))
PAIR = like_for_like(MAY, MAY.period.before, NOON)
ASPECTS, CHANNELS, GROUPS, CAMPAIGNS = "ab", ("zalo", "web"), ("", "trader"), ("ordinary", "may_month")


class Listed:
    """Counted over plain lists of turns: (aspect, channel, audience, campaign, whether it counts)."""

    def __init__(self, before, after):
        self._turns = {PAIR.before.period: before, PAIR.after.period: after}

    def by(self, scope, topics, dimension):
        at = WAYS.index(dimension)
        return {topic: Counter(turn[at] for turn in self._turns[scope.period] if turn[4]) for topic in topics}

    def by_aspect(self, scope, topics):
        return {topic: Counter(turn[0] for turn in self._turns[scope.period]) for topic in topics}


TURNS = st.lists(
    st.tuples(
        st.sampled_from(ASPECTS),
        st.sampled_from(CHANNELS),
        st.sampled_from(GROUPS),
        st.sampled_from(CAMPAIGNS),
        st.booleans(),
    ),
    max_size=40,
)


def change_of(before: int, after: int, topic: str = "t") -> Change:
    return Change(topic, before, after, None, None, 9.0, 1.0)


@given(TURNS, TURNS)
def test_the_parts_of_each_way_add_up_to_the_change(before, after) -> None:
    whole = change_of(*(sum(turn[4] for turn in some) for some in (before, after)))
    for found in parts(Listed(before, after), PAIR, [whole])["t"].values():
        assert sum(one.delta for one in found) == whole.delta
        assert sum(one.before for one in found) == whole.before
        if whole.delta:
            assert sum(one.share for one in found) == pytest.approx(1)
        else:
            assert all(one.share is None for one in found)


def test_on_both_databases_they_add_up_and_failed_turns_stand_apart(written, fold, room, thresholds) -> None:
    written([Turn(day) for day in days("2026-04-01", 30)])
    for aspect, channel, group, campaign in [
        ("how_calculated", "zalo", None, "may_month"),
        ("increase_2026", "web", "trader", "may_month"),
        ("increase_2026", "web", None, "ordinary"),
    ]:
        written([Turn(day, "pension_amount", aspect, channel, group, campaign) for day in days("2026-05-01", 31)])
    written([Turn(day, outcome="error") for day in days("2026-05-01", 7)])
    fold()
    (rise,) = changes(Counted(room.database), PAIR, thresholds.change).rises
    found = parts(Counted(room.database), PAIR, [rise])["pension_amount"]
    assert rise.delta == 93 - 30
    assert {way: sum(one.delta for one in some) for way, some in found.items()} == dict.fromkeys(WAYS, 63)
    (rest,) = [one for one in found["aspect"] if one.value == REST]
    assert rest.delta == -7
    assert found["aspect"][0] == Part("aspect", "increase_2026", 0, 62, 62 / 63, 0.0)


def part(way: str, value: str, share: float | None, before: float | None) -> Part:
    return Part(way, value, 0, 0, share, before)


def test_what_weighs_no_more_than_before_explains_nothing(thresholds) -> None:
    grown = {"aspect": [part("aspect", "a", 0.6, 0.58)], "channel": [part("channel", "web", 0.7, 0.3)]}
    assert [one.value for one in telling(grown, thresholds.part)] == ["web"]


@pytest.mark.parametrize(("way", "value"), [("aspect", REST), ("audience", "")])
def test_what_nobody_said_and_what_failed_is_never_named(thresholds, way, value) -> None:
    assert telling({way: [part(way, value, 0.9, 0.0)]}, thresholds.part) == []


def test_a_figure_is_named_where_the_change_lies_in_texts_that_say_it(thresholds) -> None:
    before, after = [("a", "web", "", "ordinary", True)] * 10, [("b", "web", "", "ordinary", True)] * 40
    july = date(2026, 5, 1)
    dated = [
        Event(Kind.FIGURE, july, july, "của b", aspects=frozenset({"t/b"})),
        Event(Kind.FIGURE, july, july, "của a", aspects=frozenset({"t/a"})),
        Event(Kind.FIGURE, july, july, "của chủ đề khác", aspects=frozenset({"u/b"})),
        Event(Kind.CAMPAIGN, july, july, "đợt", code="ordinary"),
        Event(Kind.OUTAGE, july, july, ""),
        Event(Kind.VERDICT, july, july, "tin"),
    ]
    (found,) = reasons(Listed(before, after), PAIR, [change_of(10, 40)], dated, thresholds)
    assert [one.about for one in found.events] == ["của b", "đợt"]


def test_verdicts_belong_to_rumours(thresholds) -> None:
    verdict = Event(Kind.VERDICT, date(2026, 5, 1), date(2026, 5, 1), "tin")
    counted = Listed([], [("b", "web", "", "ordinary", True)] * 40)
    (found,) = reasons(counted, PAIR, [change_of(0, 40, "misinformation")], [verdict], thresholds)
    assert found.events == [verdict]
