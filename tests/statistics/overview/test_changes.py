"""Which topics are said to have changed, and which are not; on both databases."""

from datetime import UTC, date, datetime

import pytest

from bot.clock import VIETNAM
from bot.statistics.changes import changes, like_for_like
from bot.statistics.counted import Counted
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from tests.statistics.overview.turns import Turn, days

NOON = datetime(2026, 7, 1, 12, tzinfo=VIETNAM)
MAY = Scope(Period.read("2026-05"))


def pair():
    return like_for_like(MAY, MAY.period.before, NOON)


def a_day(first: str, many: int, each: int, topic: str = "pension_amount", **of) -> list[Turn]:
    return [Turn(day, topic, **of) for day in days(first, many) for _ in range(each)]


def test_a_rise_and_a_fall_beyond_chance_are_found_with_their_numbers(written, fold, room, thresholds) -> None:
    written([*a_day("2026-04-01", 30, 2), *a_day("2026-05-01", 31, 4)])
    written([*a_day("2026-04-01", 30, 3, "maternity"), *a_day("2026-05-01", 31, 1, "maternity")])
    fold()
    found = changes(Counted(room.database), pair(), thresholds.change)
    (rise,), (fall,) = found.rises, found.falls
    assert (rise.topic, rise.before, rise.after, rise.delta) == ("pension_amount", 60, 124, 64)
    assert (fall.topic, fall.before, fall.after) == ("maternity", 90, 31)
    assert rise.share_before == 60 / 150
    assert rise.share_after == 124 / 155
    assert rise.points == pytest.approx(0.4)
    assert rise.z > 3
    assert fall.z < -3
    assert found.tested == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(2, 2, id="the same"),
        # 60 and 62 days' talk: within a tenth.
        pytest.param(20, 21, id="large and nearly the same"),
    ],
)
def test_what_is_not_beyond_chance_or_too_little_is_not_said(written, fold, room, thresholds, before, after) -> None:
    written([*a_day("2026-04-01", 30, before), *a_day("2026-05-01", 31, after)])
    fold()
    found = changes(Counted(room.database), pair(), thresholds.change)
    assert not found.rises
    assert not found.falls
    assert found.tested == 1


def test_one_loud_day_is_no_change_of_a_month(written, fold, room, thresholds) -> None:
    written([*a_day("2026-04-01", 30, 2), *a_day("2026-05-01", 31, 2), *a_day("2026-05-12", 1, 60)])
    fold()
    assert not changes(Counted(room.database), pair(), thresholds.change).rises


def test_few_questions_say_nothing(written, fold, room, thresholds) -> None:
    written(a_day("2026-05-03", 29, 1))
    fold()
    found = changes(Counted(room.database), pair(), thresholds.change)
    assert (found.tested, found.rises) == (0, [])


def test_what_has_no_topic_errors_and_other_channels_are_left_out(written, fold, room, thresholds) -> None:
    written(a_day("2026-05-01", 31, 3, None, aspect=None))
    written(a_day("2026-05-01", 31, 3, outcome="error"))
    written(a_day("2026-05-01", 31, 3, channel="web"))
    fold()
    only = like_for_like(MAY.at("channel", "zalo"), MAY.period.before, NOON)
    assert not changes(Counted(room.database), only, thresholds.change).rises
    (rise,) = changes(Counted(room.database), pair(), thresholds.change).rises
    assert (rise.before, rise.after, rise.ratio, rise.share_before) == (0, 93, None, None)


def test_the_largest_come_first_and_not_more_than_the_rule_says(written, fold, room, thresholds) -> None:
    topics = ["maternity", "payment_method", "eligibility", "retirement_age", "contact_office"]
    for number, topic in enumerate(topics, 2):
        written(a_day("2026-05-01", 31, number, topic))
    fold()
    found = changes(Counted(room.database), pair(), thresholds.change)
    assert [one.topic for one in found.rises] == ["contact_office", "retirement_age", "eligibility"]
    assert found.tested == 5


def test_a_long_period_is_looked_at_by_month(written, fold, room, thresholds) -> None:
    for month in range(1, 5):
        written(a_day(f"2025-{month + 4:02}-05", 1, 10))
        written(a_day(f"2026-{month:02}-05", 1, 30))
    fold()
    spring = Scope(Period.read("2026-01-01..2026-04-30"))
    autumn = Period.read("2025-05-01..2025-08-31")
    (rise,) = changes(Counted(room.database), like_for_like(spring, autumn, NOON), thresholds.change).rises
    assert (rise.before, rise.after, rise.spread) == (40, 120, 1.0)


def test_a_period_that_runs_is_held_against_as_many_first_days() -> None:
    noon = datetime(2026, 5, 10, 5, tzinfo=UTC)
    found = like_for_like(MAY, MAY.period.before, noon)
    assert found.is_cut
    assert found.after.period == Period(date(2026, 5, 1), date(2026, 5, 10))
    assert found.before.period == Period(date(2026, 4, 1), date(2026, 4, 10))
    assert (found.days_after, found.days_before) == (9.5, 10.0)


def test_a_period_that_is_over_is_taken_whole_and_one_ahead_not_at_all() -> None:
    found = pair()
    assert (found.is_cut, found.days_after, found.days_before) == (False, 31.0, 30.0)
    assert like_for_like(Scope(Period.read("2026-08")), Period.read("2026-07"), NOON) is None


def test_where_nothing_is_beyond_chance_what_moved_most_is_named(written, fold, room, thresholds) -> None:
    written([*a_day("2026-04-01", 30, 2), *a_day("2026-05-01", 31, 2), *a_day("2026-05-12", 1, 9)])
    written([*a_day("2026-04-01", 30, 3, "maternity"), *a_day("2026-05-01", 28, 3, "maternity")])
    fold()
    found = changes(Counted(room.database), pair(), thresholds.change)
    assert not found.rises
    assert not found.falls
    assert [(one.topic, one.before, one.after) for one in found.chance] == [
        ("pension_amount", 60, 71),
        ("maternity", 90, 84),
    ]
    assert all(abs(one.z) < thresholds.change.z for one in found.chance)


def test_beside_a_rise_beyond_chance_no_other_rise_is_named(written, fold, room, thresholds) -> None:
    written([*a_day("2026-04-01", 30, 2), *a_day("2026-05-01", 31, 6)])
    written([*a_day("2026-04-01", 30, 3, "maternity"), *a_day("2026-05-01", 31, 3, "maternity")])
    written(a_day("2026-05-01", 5, 1, "maternity"))
    fold()
    found = changes(Counted(room.database), pair(), thresholds.change)
    assert [one.topic for one in found.rises] == ["pension_amount"]
    assert not found.chance


def test_more_in_a_longer_month_is_no_rise_of_the_daily_rate(written, fold, room, thresholds) -> None:
    written([*a_day("2026-04-01", 30, 3), *a_day("2026-05-01", 30, 3), *a_day("2026-05-31", 1, 1)])
    fold()
    assert not changes(Counted(room.database), pair(), thresholds.change).chance
