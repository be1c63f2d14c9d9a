"""Who is reached: distinct citizens of a group with an answer, whatever else they said; on both databases."""

import random
from datetime import date, timedelta

import pytest

from bot.statistics.block import Chart
from bot.statistics.blocks import targets as block
from bot.statistics.people import REACHED
from bot.statistics.period import Period
from bot.statistics.progress import progress
from bot.statistics.reaching import Reaching
from bot.statistics.scope import Scope
from bot.statistics.targets import Base, Plan, Step, Target
from tests.statistics.talks import at

FARMERS = Target(
    key="farmers",
    label="Nông dân",
    audience=("farm_household", "trader"),
    topics=(),
    basis="Mục II",
    unmeasured="",
    steps=(Step(2026, 2026, 0.5),),
    bases=(Base(2025, 8, "Niên giám", date(2025, 12, 31)),),
)
YEAR = Scope(Period.read("2026"))


def plan(**changes) -> Plan:
    values = {name: getattr(FARMERS, name) for name in Target.__dataclass_fields__}
    return Plan("Kế hoạch", "Quyết định", "Nguồn", (Target(**{**values, **changes}),))


def seen(room, scope=YEAR, today=date(2026, 11, 22), **changes):
    [one] = progress(room.database, scope, [plan(**changes)], today)
    return one


def test_a_citizen_counts_once_and_only_with_an_answer(talk, fold, room):
    farmer, trader = talk.conversation(audience="farm_household"), talk.conversation("web", "trader")
    for day in ("2026-01-03", "2026-01-04", "2026-01-05"):
        talk.turn(farmer, at(day))
    talk.turn(trader, at("2026-01-03"))
    talk.turn(talk.conversation(audience="farm_household"), at("2026-01-04"), outcome="unanswered_not_understood")
    talk.turn(talk.conversation(audience="farm_household"), at("2025-12-31"))
    talk.turn(talk.conversation(audience="student"), at("2026-01-04"))
    talk.turn(talk.conversation(), at("2026-01-04"))
    fold()
    one = seen(room)
    assert (one.reached, one.share, one.is_met) == (2, 0.25, False)
    assert seen(room, steps=(Step(2026, 2026, 0.25),)).is_met
    assert seen(room, YEAR.at("channel", "web")).reached == 1


def test_who_tells_another_group_moves(talk, fold, room):
    one = talk.conversation(audience="student")
    talk.turn(one, at("2026-03-01"))
    fold()
    assert seen(room).reached == 0
    talk.group(one, "trader")
    fold()
    assert seen(room).reached == 1


def test_only_answers_on_its_topics(talk, fold, room):
    one = talk.conversation(audience="trader")
    talk.turn(one, at("2026-03-01"), topic="unemployment")
    fold()
    assert (seen(room).reached, seen(room, topics=("pension_amount",)).reached) == (1, 0)
    talk.turn(one, at("2026-03-02"), topic="pension_amount")
    fold()
    assert seen(room, topics=("pension_amount", "maternity")).reached == 1


def test_the_groups_and_topics_of_the_page_are_not_heeded(talk, fold, room):
    talk.turn(talk.conversation(audience="trader"), at("2026-03-01"))
    fold()
    assert seen(room, YEAR.at("audience", "student").at("topic", "maternity")).reached == 1


def test_it_is_counted_from_the_beginning_of_the_year_or_stage_to_the_end_of_the_period(talk, fold, room):
    for day in ("2026-11-28", "2026-12-03", "2027-01-02"):
        talk.turn(talk.conversation(audience="trader"), at(day))
    fold()
    later = date(2027, 2, 1)
    assert seen(room, Scope(Period.read("2026-11"))).reached == 1
    assert seen(room, Scope(Period.read("2026-12")), later).reached == 2
    stage = (Step(2026, 2030, 1.0),)
    assert seen(room, Scope(Period.read("2027-01")), later, steps=stage).reached == 3
    assert progress(room.database, Scope(Period.read("2027")), [plan()], later) == []


def test_a_year_that_has_not_begun_is_not_shown(room):
    years = (Step(2026, 2026, 0.5), Step(2027, 2027, 0.6))
    assert seen(room, Scope(Period.read("2026-2030")), steps=years).step.year == 2026


def test_without_a_base_there_is_no_share(talk, fold, room):
    talk.turn(talk.conversation(audience="trader"), at("2026-03-01"))
    fold()
    one = seen(room, bases=())
    assert (one.reached, one.base, one.share, one.is_met) == (1, None, None, None)
    assert seen(room, bases=(Base(2027, 8, "s", date(2027, 1, 1)),)).share is None
    assert seen(room, unmeasured="Đếm người dự lớp").share is None


def weekly(talk, numbers, last=date(2026, 6, 30)):
    """`numbers` new citizens a week, the last week ending on `last`."""
    for back, number in enumerate(reversed(numbers)):
        day = last - timedelta(days=7 * back)
        for _ in range(number):
            talk.turn(talk.conversation(audience="trader"), at(day.isoformat()))


def test_the_forecast_goes_on_from_the_weeks(talk, fold, room):
    weekly(talk, [3, 3, 3, 3, 3])
    fold()
    one = seen(room, today=date(2026, 7, 1))
    # 183 days after 1 July to the end of the year: 26 weeks and a day.
    assert (one.reached, one.forecast.expected) == (15, round(15 + 3 * 183 / 7))
    assert one.reached <= one.forecast.low < one.forecast.expected < one.forecast.high


def test_people_who_come_again_are_not_new(talk, fold, room):
    one = talk.conversation(audience="trader")
    for back in range(6):
        talk.turn(one, at((date(2026, 6, 30) - timedelta(days=7 * back)).isoformat()))
    weekly(talk, [0, 2, 2, 2, 2])
    fold()
    assert seen(room, today=date(2026, 7, 1)).forecast.expected == round(9 + (0 + 2 + 2 + 2 + 2) / 5 * 183 / 7)


def test_no_forecast_before_four_weeks_of_data_nor_after_the_end(talk, fold, room):
    weekly(talk, [2, 2, 2, 2])
    fold()
    # Counted from the first turn, 2026-06-09, to yesterday.
    assert seen(room, today=date(2026, 7, 6)).forecast is None
    assert seen(room, today=date(2026, 7, 7)).forecast is not None
    assert seen(room, today=date(2027, 1, 1)).forecast is None
    assert seen(room, Scope(Period.read("2026-06")), today=date(2027, 1, 1)).forecast is None


def test_its_counts_are_those_of_citizens_counted_elsewhere(talk, fold, room):
    """For filters drawn by chance: the same as the number that pages show."""
    chance = random.Random(8)
    citizens = [
        talk.conversation(chance.choice(("zalo", "web")), chance.choice(("trader", "worker", None))) for _ in range(12)
    ]
    topics = ("pension_amount", "maternity", "unemployment")
    for _ in range(60):
        day = date(2026, 8, 20) + timedelta(days=chance.randrange(50))
        outcome = chance.choice(("answered", "answered", "unanswered_not_understood"))
        talk.turn(chance.choice(citizens), at(day.isoformat()), chance.choice(topics), outcome)
    fold()
    for _ in range(40):
        first = date(2026, 8, 1) + timedelta(days=chance.randrange(60))
        lasts = sorted(first + timedelta(days=chance.randrange(-3, 70)) for _ in range(4))
        scope = Scope(Period(first, date(2026, 12, 31)))
        for name, values in (("channel", ("web", "zalo")), ("audience", ("trader", "worker", "")), ("topic", topics)):
            scope = scope.at(name, *chance.sample(values, chance.randrange(len(values))))
        counted = [
            room.books.people.count(scope.within(Period(first, last)), REACHED) if last >= first else 0
            for last in lasts
        ]
        assert Reaching(room.database).counts(scope, lasts) == counted


@pytest.fixture
def on(monkeypatch):
    """The table as it stands on a day."""

    def make(room, day=date(2026, 7, 1), scope=YEAR):
        monkeypatch.setattr(block, "today", lambda: day)
        return block.TABLE.make(room, scope)

    return make


def test_the_table_shows_why_there_is_no_share(talk, fold, room, on):
    talk.turn(talk.conversation(audience="official"), at("2026-03-01"))
    fold()
    made = on(room)
    assert made.chart is Chart.PROGRESS
    assert "một phần" in made.note
    assert "hai kênh" in made.note
    [officials, workers] = made.lines
    assert [officials.cells[name] for name in ("group", "target", "reached", "share", "state")] == [
        "Cán bộ, đảng viên", 1.0, 1, None, "Không tính được",
    ]  # fmt: skip
    assert "không nêu số người" in officials.why
    assert workers.cells["reached"] == 0
    assert all(set(line.cells) == {column.key for column in made.columns} for line in made.lines)


def test_invented_targets_stand_beside_invented_talk_alone(room, on, monkeypatch):
    assert on(room).lines
    assert not any("mẫu" in line.cells["plan"] for line in on(room).lines)
    monkeypatch.setattr(block, "is_demonstration", lambda _database: True)
    shown = [line for line in on(room).lines if "mẫu" in line.cells["plan"]]
    assert len(shown) == 3
    assert {line.cells["state"] for line in shown} == {"Chưa đạt"}


def test_old_years_show_the_rows_of_their_plan(room, on):
    lines = on(room, scope=Scope(Period.read("2021-2025"))).lines
    assert len(lines) == 20
    [why] = {line.why for line in lines if line.cells["group"].startswith("Cộng tác viên")}
    assert "tập huấn" in why
