"""Every figure equals a naive recount, for a hundred filters, on both databases; its rows are exactly those counted."""

from datetime import date, timedelta
from itertools import cycle, product
from random import Random

import pytest

from bot.statistics.books import Books, Counts
from bot.statistics.period import Period
from bot.statistics.registry import measures
from bot.statistics.scope import Scope
from tests.statistics import naive, random_talks

FILTERS = 100
#: Figures of turns: those of cases, claims, reviews and targets are counted elsewhere.
OURS = {*naive.SHARES, *naive.COUNTS, "satisfaction", "comparisons", "reports_received"} | {
    *("citizens", "citizens_new", "citizens_reached", "citizens_returning"),
    *("response_p50", "response_p95", "wait_median", "wait_p95"),
}


class Once(Books):
    """Books that read the cells of a filter once."""

    def __init__(self, database):
        super().__init__(database)
        self._read: dict[str, Counts] = {}

    def totals(self, scope: Scope) -> Counts:
        if repr(scope) not in self._read:
            self._read[repr(scope)] = super().totals(scope)
        return self._read[repr(scope)]


def random_scope(chance: Random) -> Scope:
    first = date(2026, 4, 20) + timedelta(days=chance.randrange(60))
    days = Period(first, first + timedelta(days=chance.randrange(60)))
    period = chance.choice([days, days, Period.read("2026-05"), Period.read("2026-Q2"), Period.read("2026")])
    scope = Scope(period)
    values = {
        "channel": random_talks.CHANNELS,
        "audience": [one or "" for one in random_talks.AUDIENCES],
        "campaign": ["ordinary", "may_month", "to-roi", ""],
        "topic": [one or "" for one in random_talks.TOPICS],
    }
    for dimension, listed in values.items():
        if chance.random() < 0.4:
            scope = scope.at(dimension, *chance.sample(listed, chance.randint(1, 2)))
    return scope


@pytest.fixture
def record(database, fold) -> naive.Record:
    random_talks.fill(database, seed=8)
    fold()
    return naive.Record(database)


def test_every_figure_and_its_rows(database, record, room):
    chance, books = Random(2026), Once(database)
    ours = [one for one in measures().values() if one.key in OURS]
    assert {one.key for one in ours} == OURS
    with_rows = cycle([one for one in ours if one.rows and not one.within])
    met: dict[str, set[float | None]] = {one.key: set() for one in ours}
    for _ in range(FILTERS):
        scope = random_scope(chance)
        expected = naive.figures(record, scope)
        for measure in ours:
            value = measure.value(books, scope)
            assert (value.amount, value.numerator, value.of) == pytest.approx(expected[measure.key]), (
                measure.key,
                scope,
            )
            met[measure.key].add(value.amount)
        measure = next(with_rows)
        rows = [row.interaction_id for row in room.rows.every(scope, measure.rows)]
        turns = naive.opened(record, scope, measure.rows)
        assert len(rows) == len(set(rows))
        assert set(rows) == {turn.id for turn in turns}, (measure.key, scope)
        if not measure.key.startswith("citizens"):
            assert len(rows) == expected[measure.key][1]
    # A figure that never moves would agree with anything.
    assert {key for key, amounts in met.items() if len(amounts - {None}) < 3} <= {"refused", "reports_received"}


def test_a_figure_of_one_topic_opens_to_its_rows(record, room):
    whole = Scope(Period.read("2026"))
    narrow = [one for one in measures().values() if one.within]
    assert narrow
    for measure in narrow:
        scope = whole
        for dimension, value in measure.within.items():
            scope = scope.at(dimension, value)
        assert measure.value(room.books, whole).amount == len(list(room.rows.every(scope, measure.rows))), measure.key


def test_a_number_of_citizens_is_that_of_the_talks_behind_it(record, room):
    by_turn = {turn.id: turn.citizen for turn in record.turns}
    keys = ("citizens", "citizens_reached", "citizens_new", "citizens_returning")
    for key, period in product(keys, ("2026", "2026-05")):
        measure, whole = measures()[key], Scope(Period.read(period))
        assert room.rows.count(whole, measure.rows) == len(list(room.rows.every(whole, measure.rows)))
        talks = {by_turn[row.interaction_id] for row in room.rows.every(whole, measure.rows)}
        assert measure.value(room.books, whole).amount == len(talks)
        assert talks or (key, period) == ("citizens_returning", "2026")
