"""Every figure and table stands in `docs/measures.md` under its label, nothing else does, and each says what it is."""

import re
from collections import Counter

import pytest

from bot.settings import PROJECT
from bot.statistics.measure import Unit
from bot.statistics.opened import ALL_CONDITIONS
from bot.statistics.period import Period
from bot.statistics.registry import measures, tables
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import DIMENSIONS, Scope
from bot.statistics.steps import SPEEDS
from bot.statistics.themes import THEMES

PAGE = (PROJECT / "docs" / "measures.md").read_text("utf-8")
_HEAD = re.compile(r"^\| (key|table) \|")
_ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \|(.*)\|$")
#: Letters of the column that says over what parts add up.
LETTERS = {"channel": "c", "audience": "a", "campaign": "k", "topic": "t", "day": "d"}


@pytest.fixture
def empty(house):
    """The statistics of a database without a turn: titles are the same, and no table fails on nothing."""
    return StatisticsRoom.build(house.database, house.adviser, PROJECT / "data")


def documented(kind: str) -> dict[str, tuple[str, list[str]]]:
    """By key, the label and what else its row says; `kind` is how the first column is called."""
    found, listed, here = {}, [], ""
    for line in PAGE.splitlines():
        if head := _HEAD.match(line):
            here = head[1]
        elif (row := _ROW.match(line)) and here == kind:
            listed.append(row[1])
            found[row[1]] = row[2], [cell.strip() for cell in row[3].split("|")]
        elif not line.startswith("|"):
            here = ""
    assert [key for key, times in Counter(listed).items() if times > 1] == []
    return found


def test_every_measure_is_documented_and_none_that_is_gone():
    assert {key: row[0] for key, row in documented("key").items()} == {
        key: measure.label for key, measure in measures().items()
    }


def test_every_table_is_documented_and_none_that_is_gone(empty):
    scope = Scope(Period.read("2026-05"))
    titles = {key: table.make(empty, scope).title for key, table in tables().items()}
    assert {key: row[0] for key, row in documented("table").items()} == titles


@pytest.mark.parametrize("measure", measures().values(), ids=lambda one: one.key)
def test_a_measure_says_what_it_is(measure):
    _, (counts, of, _, adds_up) = documented("key")[measure.key]
    assert counts
    assert adds_up.split() == [LETTERS[dimension] for dimension in LETTERS if dimension in measure.splits]
    assert measure.definition.endswith(".")
    assert measure.numerator.endswith(".")
    assert "Lượt thử" in measure.exclusions, "what is left out is always said"
    assert (measure.unit is Unit.SHARE) == bool(measure.denominator)
    if measure.unit is Unit.SHARE:
        assert of, "the page names the denominator too"
    assert measure.theme in THEMES
    assert measure.rows is None or measure.rows in ALL_CONDITIONS


@pytest.mark.parametrize("table", tables().values(), ids=lambda one: one.key)
def test_a_table_says_what_it_is(table, empty):
    block = table.make(empty, Scope(Period.read("2026-05")))
    assert block.key == table.key
    assert block.definition == table.definition
    assert table.theme in THEMES
    assert set(block.answers_to) <= {"period", *DIMENSIONS}
    assert all(column.rows is None or column.rows in ALL_CONDITIONS for column in block.columns)
    keys = [column.key for column in block.columns]
    assert len(keys) == len(set(keys))
    assert all(set(line.cells) <= set(keys) for line in block.lines)


def test_each_module_is_called_as_its_key():
    """A figure is found by the name of its file."""
    for folder, keys in (("measures", measures()), ("blocks", tables())):
        files = {file.stem for file in (PROJECT / "bot" / "statistics" / folder).glob("*.py")} - {"__init__"}
        assert files == set(keys)


def test_the_steps_are_those_of_the_page():
    assert f"{', '.join(f'{end:g}' for end in SPEEDS)} seconds" in PAGE


@pytest.mark.parametrize("theme", THEMES.values())
def test_each_theme_has_its_chapter(theme):
    assert re.search(rf"^## .+ \({re.escape(theme)}\)$", PAGE, re.MULTILINE)
