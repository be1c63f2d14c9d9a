"""Places are told so that no small one is seen, whatever tables of whatever periods are laid side by side."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.statistics import over, places
from bot.statistics.hiding import LEAST
from bot.statistics.period import Period
from bot.statistics.registry import tables
from bot.statistics.scope import Scope
from tests.statistics.talks import at

PLACES = some.tuples(some.sampled_from("ABC"), some.sampled_from(["", "x", "y", "z"]))
MONTH = some.dictionaries(PLACES, some.integers(1, 12), max_size=9)
YEARS = some.lists(MONTH, min_size=3, max_size=3)


class Told:
    """Books that know places alone: by month of 2026, from January on."""

    def __init__(self, months):
        self._months = months

    def by_place(self, scope: Scope):
        assert scope == Scope(Period.read(f"2026-{scope.period.first.month:02}")), "whole months, without a filter"
        counts = self._months[scope.period.first.month - 1]
        return {place: Counter(turns=number) for place, number in counts.items()}


def told(months, period: str) -> places.Told:
    return places.told(Told(months), Period.read(period))


@given(YEARS)
def test_no_place_of_a_month_is_small(months):
    for month in ("2026-01", "2026-02", "2026-03"):
        found = told(months, month)
        assert all(number >= LEAST for number in (*found.provinces.values(), *found.communes.values()))


@given(YEARS)
def test_what_is_told_is_so(months):
    counts, found = months[0], told(months, "2026-01")
    provinces = Counter()
    for (province, _), number in counts.items():
        provinces[province] += number
    for province, number in found.provinces.items():
        assert province == places.OTHERS or number == provinces[province]
    for (province, commune), number in found.communes.items():
        assert places.OTHERS in {province, commune} or number == counts[province, commune]
    whole = sum(counts.values())
    expected = whole if whole >= LEAST else 0
    assert found.provinces.total() == found.communes.total() == expected
    for province, number in found.provinces.items():
        assert number == sum(part for (of, _), part in found.communes.items() if of == province)


@given(YEARS)
def test_a_longer_period_tells_nothing_that_its_months_do_not(months):
    quarter, parts = told(months, "2026-Q1"), [told(months, f"2026-0{number}") for number in (1, 2, 3)]
    for kind in ("provinces", "communes"):
        together = Counter()
        for one in parts:
            together.update(getattr(one, kind))
        assert getattr(quarter, kind) == together


@given(YEARS)
def test_days_beside_whole_months_are_left_out(months):
    assert told(months, "2026-01-15..2026-03-30") == told(months, "2026-02")
    assert told(months, "2026-01-02..2026-01-30") == places.Told()


def test_only_the_largest_communes_have_a_line():
    found = Counter(
        {("A", "x"): 9, ("A", "y"): 7, ("A", places.OTHERS): 5, ("B", ""): 8, (places.OTHERS, places.OTHERS): 6}
    )
    assert places.largest(found, 2) == {
        ("A", "x"): 9,
        ("A", places.OTHERS): 12,
        ("B", ""): 8,
        (places.OTHERS, places.OTHERS): 6,
    }
    assert places.largest(found, 9) == found


def test_both_tables(room, talk, fold):
    for place, number in {("Cà Mau", "Xã Đất Mũi"): 9, ("Cà Mau", "Xã Viên An"): 2, ("Lào Cai", "Xã Y Tý"): 6}.items():
        for _ in range(number):
            talk.turn(place=place)
    talk.turn()
    fold()
    scope = Scope(Period.read("2026-05"), {"channel": ("web",)})
    communes, provinces = (tables()[key].make(room, scope) for key in ("communes", "provinces"))
    assert [line.cells["turns"] for line in provinces.lines] == [11, 6]
    assert [(line.cells["commune"], line.cells["turns"]) for line in communes.lines] == [
        # What is left of the province would tell two: the larger one goes with it.
        ("Xã, phường khác", 11),
        ("Xã Y Tý", 6),
    ]
    for block in (communes, provinces):
        assert block.answers_to == ("period",), "a filter makes small places out of large ones"
        assert block.adds_up
        assert all(line.link is None and not line.scope for line in block.lines)
        assert not any(column.rows for column in block.columns)


def test_a_month_that_is_not_over_for_a_day_tells_no_place(room, talk, fold, monkeypatch):
    for _ in range(9):
        talk.turn(place=("Cà Mau", "Xã Đất Mũi"))
    fold()
    for moment, is_told in ((at("2026-06-01", "23:59"), False), (at("2026-06-02", "00:00"), True)):
        monkeypatch.setattr(over, "now", lambda moment=moment: moment)
        for key in ("provinces", "communes"):
            block = tables()[key].make(room, Scope(Period.read("2026-05")))
            assert bool(block.lines) is is_told
            assert block.note == ("" if is_told else places.NO_MONTH)
    assert bool(tables()["provinces"].make(room, Scope(Period.read("2026-Q2"))).lines), "of what is over of a quarter"


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 5, 30)])
def test_a_part_of_a_month_tells_no_place(room, talk, fold, day):
    for _ in range(9):
        talk.turn(place=("Cà Mau", None))
    fold()
    part = Scope(Period(day, date(2026, 5, 31)))
    assert bool(tables()["provinces"].make(room, part).lines) == (day.day == 1)
