"""Line numbers of tables and fields."""

import pytest

from bot.policy.lines import LineMap

TEXT = """\
top = 1
# a comment with [brackets]
[line]
label = "x"

[[line.values]]
from = 2022-01-01
value = 1

[[line.values]]
from = 2027-01-01
value = 2
[ other ]  # a comment
unit = "VND"
"""


@pytest.fixture
def lines() -> LineMap:
    return LineMap(TEXT)


@pytest.mark.parametrize(
    ("table", "nth", "field", "line"),
    [
        ("line", 0, None, 3),
        ("line", 0, "label", 4),
        ("line.values", 0, None, 6),
        ("line.values", 0, "from", 7),
        ("line.values", 0, "value", 8),
        ("line.values", 1, None, 10),
        ("line.values", 1, "from", 11),
        ("line.values", 1, "value", 12),
        ("other", 0, "unit", 14),
    ],
)
def test_a_table_and_its_fields_are_found(lines, table, nth, field, line):
    assert lines.table(table, nth, field) == line


def test_a_field_that_is_not_there_is_the_line_of_its_table(lines):
    assert lines.table("line.values", 1, "confidence") == 10


def test_a_table_that_is_not_there_is_the_first_line(lines):
    assert lines.table("nothing") == 1
    assert lines.table("line.values", 7) == 1


def test_a_field_before_every_table_is_found_by_its_name(lines):
    assert lines.top("top") == 1
    assert LineMap("\n\nearly = 3\n[a]\n").top("early") == 3
    assert LineMap("\n\nearly = 3\n[a]\n").table("early") == 3


def test_what_stands_in_a_long_string_is_no_table():
    text = 'a = """\n[line]\nlabel = 1\n"""\n[line]\nlabel = 2\n'
    assert LineMap(text).table("line") == 5
    assert LineMap(text).table("line", 0, "label") == 6


def test_a_long_string_of_one_line_hides_nothing_after_it():
    assert LineMap('a = """x"""\n[line]\n').table("line") == 2


def test_long_strings_with_single_quotes_count_as_well():
    assert LineMap("a = '''\n[line]\n'''\n\n[line]\n").table("line") == 5


def test_an_empty_file_has_no_lines_to_name():
    assert LineMap("").table("line", 0, "from") == 1
