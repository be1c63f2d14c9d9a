"""Every figure's parts add up to it along what it says they do; where they need not, it says why."""

import shutil
from datetime import date

import pytest

from bot.settings import PROJECT
from bot.statistics.folding import Folding
from bot.statistics.measure import Unit
from bot.statistics.period import Period
from bot.statistics.registry import measures
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import DIMENSIONS, Scope
from bot.storage.database import Database
from tests.statistics import random_talks
from tests.statistics.test_recount import OURS

EVERY = (*DIMENSIONS, "day")
SCOPES = (
    Scope(Period.read("2026")),
    Scope(Period.read("2026-05-03..2026-05-21")),
    Scope(Period.read("2026-05"), {"channel": ("web", "zalo"), "topic": ("pension_amount", "")}),
)


@pytest.fixture(scope="module")
def books(template, adviser, tmp_path_factory):
    file = shutil.copy(template, tmp_path_factory.mktemp("partitions") / "ansinh.db")
    database = Database(f"sqlite:///{file}")
    random_talks.fill(database, seed=5)
    Folding(database, random_talks.TESTS).fold()
    yield StatisticsRoom.build(database, adviser, PROJECT / "data").books
    database.close()


def parts(books, scope: Scope, dimension: str) -> list[Scope]:
    """The filter once for each value of a dimension, for each day."""
    if dimension == "day":
        days = [day for day in scope.period.days() if date(2026, 4, 20) <= day <= date(2026, 12, 31)]
        return [scope.within(Period(day, day)) for day in days]
    return [scope.at(dimension, value) for value in books.by(scope, dimension)]


@pytest.mark.parametrize("key", sorted(OURS))
def test_parts_add_up(books, key):
    measure = measures()[key]
    for scope in SCOPES:
        whole = measure.value(books, scope)
        for dimension in measure.splits:
            values = [measure.value(books, part) for part in parts(books, scope, dimension)]
            assert len(values) > 1
            assert sum(one.numerator for one in values) == whole.numerator
            if measure.unit is Unit.SHARE:
                assert sum(one.of for one in values) == whole.of


@pytest.mark.parametrize("measure", measures().values(), ids=lambda one: one.key)
def test_what_does_not_add_up_says_why(measure):
    said = measure.no_sum or {}
    assert set(measure.splits) <= set(EVERY)
    assert not set(measure.splits) & set(said), "it adds up or it does not"
    for dimension in set(EVERY) - set(measure.splits):
        assert said.get(dimension), f"{measure.key} does not say why its parts over {dimension} do not add up"


def test_citizens_do_not_add_up_over_topics(books):
    """What is said of them is so: otherwise nobody would need to be told."""
    scope, measure = SCOPES[0], measures()["citizens"]
    whole = measure.value(books, scope).amount
    for dimension in ("campaign", "topic", "day"):
        assert sum(measure.value(books, part).amount for part in parts(books, scope, dimension)) > whole
