"""Small counts are neither shown nor to be worked out."""

from collections import defaultdict
from itertools import product

from hypothesis import given
from hypothesis import strategies as some

from bot.statistics.hiding import LEAST, hidden, small

COUNTS = some.dictionaries(some.text("abcdefgh", min_size=1, max_size=3), some.integers(0, 40), max_size=9)


@given(COUNTS, some.integers(2, 7), some.booleans())
def test_no_small_count_is_shown_and_what_is_shown_is_true(counts, k, total_shown):
    shown = hidden(counts, k, total_shown)
    assert list(shown) == list(counts)
    for key, number in shown.items():
        assert number is None or (number == counts[key] and not small(number, k))


@given(COUNTS)
def test_what_is_hidden_is_not_small_together(counts):
    shown = hidden(counts)
    away = [counts[key] for key, number in shown.items() if number is None]
    if away and not small(sum(counts.values())):
        assert sum(away) >= LEAST
        assert len(away) > 1


@given(COUNTS)
def test_nothing_is_hidden_for_nothing(counts):
    if not any(small(number) for number in counts.values()):
        assert hidden(counts) == counts


@given(COUNTS)
def test_without_a_sum_only_the_small_are_hidden(counts):
    shown = hidden(counts, total_shown=False)
    assert {key for key, number in shown.items() if number is None} == {key for key in counts if small(counts[key])}


@given(COUNTS, some.randoms())
def test_the_order_of_rows_tells_nothing(counts, chance):
    order = list(counts)
    chance.shuffle(order)
    assert hidden({key: counts[key] for key in order}) == hidden(counts)


def test_no_reader_works_a_small_count_out():
    """Of all tables of a size, those that look alike differ in every small count: knowing the rule tells none."""
    for k, rows, most in ((2, 3, 9), (3, 3, 14), (3, 4, 10), (5, 2, 24), (5, 3, 20)):
        alike = defaultdict(list)
        for numbers in product(range(most + 1), repeat=rows):
            if sum(numbers) <= most:
                look = tuple(hidden(dict(enumerate(numbers)), k).values())
                alike[look, sum(numbers)].append(numbers)
        assert any(None in look for look, _ in alike)
        for (look, total), tables in alike.items():
            for at, number in enumerate(look):
                could_be = {numbers[at] for numbers in tables}
                if number is None and not small(total, k):
                    assert len(could_be) > 1 or not small(*could_be, k), (k, look, total, tables)


def test_one_small_count_takes_another_with_it():
    assert hidden({"a": 3, "b": 9, "c": 20}) == {"a": None, "b": None, "c": 20}
    # Equals together: else their order would tell which was hidden for the other's sake.
    assert hidden({"x": 5, "y": 5, "a": 3}) == {"x": None, "y": None, "a": None}
    assert hidden({"a": 3, "b": 9}, total_shown=False) == {"a": None, "b": 9}
    assert hidden({}) == {}
    assert hidden({"a": 0, "b": 5}) == {"a": 0, "b": 5}
