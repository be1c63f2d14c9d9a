"""No small count is told, nor follows from what is told, whatever was counted."""

from collections import defaultdict
from itertools import product
from random import Random

import pytest

from bot.statistics import places
from bot.statistics.hiding import LEAST
from bot.statistics.open_data.rows import rows, told
from bot.statistics.open_data.tables import TABLES, TOGETHER
from bot.statistics.period import Period


def published(counts: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    return dict(told(counts, 1))


@pytest.mark.parametrize("seed", range(300))
def test_random_counts_never_show_a_small_one_and_add_up(seed):
    rng = Random(seed)
    counts = {(f"c{at}",): rng.choice([0, 1, 2, 3, 4, 5, 6, rng.randrange(200)]) for at in range(rng.randrange(1, 12))}
    shown = published(counts)
    total = sum(counts.values())
    assert all(turns >= LEAST for turns in shown.values()), (counts, shown)
    assert sum(shown.values()) == (0 if 0 < total < LEAST else total)
    for codes, turns in shown.items():
        assert codes == (TOGETHER,) or counts[codes] == turns


@pytest.mark.parametrize(("cells", "most"), [(2, 14), (3, 9), (4, 6)])
def test_a_reader_who_knows_the_rule_works_no_small_count_out(cells, most):
    """Every way that counts can be, sorted by what is published of them: no cell is 1 to 4 in all of one kind."""
    alike = defaultdict(list)
    for numbers in product(range(most + 1), repeat=cells):
        shown = published({(str(at),): number for at, number in enumerate(numbers)})
        # Where counts just past the edge would look the same, the reader could not tell: leave the edge out.
        if max(numbers) < most:
            alike[frozenset(shown.items())].append(numbers)
    for shown, possible in alike.items():
        for at in range(cells):
            values = {numbers[at] for numbers in possible}
            assert len(values) > 1 or not 0 < min(values) < LEAST, (dict(shown), at, values)


def test_what_is_put_together_names_nobody():
    shown = published({("a",): 100, ("b",): 2, ("c",): 4, ("d",): 0})
    assert shown == {("a",): 100, (TOGETHER,): 6}


def test_one_small_count_takes_the_next_smallest_with_it():
    assert published({("a",): 100, ("b",): 7, ("c",): 3}) == {("a",): 100, (TOGETHER,): 10}


def test_of_a_month_with_few_turns_nothing_is_told():
    assert published({("a",): 1, ("b",): 3}) == {}
    assert published({}) == {}


class Provinces:
    """Books of one month that know provinces, and how many turns name none."""

    def __init__(self, numbers, unnamed):
        self.places = {(f"{at}", ""): {"turns": number} for at, number in enumerate(numbers) if number}
        self.unnamed = unnamed

    def by_place(self, _scope):
        return self.places

    def totals(self, _scope):
        return {"turns": sum(numbers["turns"] for numbers in self.places.values()) + self.unnamed}


@pytest.mark.parametrize("unnamed", [0, 2, 4, 5, 7, 300])
def test_no_province_is_told_that_pages_put_together(unnamed):
    """Else what a file tells of those that a page has as one leaves the others."""
    month, (of_provinces,) = Period.read("2026-05"), [one for one in TABLES if one.key == "tinh"]
    for numbers in product((0, 1, 3, 4, 5, 6, 9), repeat=4):
        books = Provinces(numbers, unnamed)
        on_pages = places.told(books, month).provinces
        given = {row.codes[0]: row.turns for row in rows(of_provinces, books, [month])}
        whole = sum(numbers) + unnamed
        assert sum(given.values()) == (whole if whole >= LEAST else 0)
        assert all(turns >= LEAST for turns in given.values())
        assert given.keys() - {TOGETHER, ""} <= on_pages.keys(), (numbers, given, on_pages)
