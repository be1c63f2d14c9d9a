"""How numbers and changes are written, and whether a change is good."""

import json
from dataclasses import replace

import pytest

from bot.console.statistics.change import Course, Judged, change
from bot.console.statistics.panels import panels
from bot.console.statistics.tables import Field, Record, Shown
from bot.console.statistics.trend import HEIGHT, trend
from bot.console.statistics.written import Written, written
from bot.settings import PROJECT
from bot.statistics.block import Chart
from bot.statistics.measure import Direction, Measure, Unit, Value
from bot.statistics.period import Period
from bot.statistics.registry import measures
from bot.statistics.scope import Scope
from scripts import charts
from tests.console.statistics.looks import every_kind


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (1234567, Unit.COUNT, Written("1.234.567")),
        (1234.5, Unit.COUNT, Written("1.234,5")),
        (0.93456, Unit.SHARE, Written("93,5 %")),
        (0.7, Unit.SECONDS, Written("0,7", "giây")),
        (60.0, Unit.SECONDS, Written("1", "phút")),
        (90.0, Unit.SECONDS, Written("90", "giây")),
        (900.0, Unit.SECONDS, Written("15", "phút")),
        (5400.0, Unit.SECONDS, Written("90", "phút")),
        (14400.0, Unit.SECONDS, Written("4", "giờ")),
        (86400.0, Unit.SECONDS, Written("1", "ngày")),
        (None, Unit.SHARE, Written("–")),
    ],
)
def test_amounts_are_written_as_in_vietnam(amount, unit, expected):
    assert written(amount, unit) == expected


@pytest.mark.parametrize(
    ("now", "then", "unit", "direction", "expected"),
    [
        (120, 100, Unit.COUNT, Direction.UP, (Course.UP, Judged.BETTER, "+20,0 %", "")),
        (80, 100, Unit.COUNT, Direction.UP, (Course.DOWN, Judged.WORSE, "−20,0 %", "")),
        (80, 100, Unit.COUNT, Direction.DOWN, (Course.DOWN, Judged.BETTER, "−20,0 %", "")),
        (80, 100, Unit.COUNT, Direction.NEITHER, (Course.DOWN, Judged.NEITHER, "−20,0 %", "")),
        (5, 0, Unit.COUNT, Direction.UP, (Course.UP, Judged.BETTER, "+5", "")),
        (5, 5, Unit.COUNT, Direction.UP, (Course.SAME, Judged.NEITHER, "+0", "")),
        (0.5, 0.45, Unit.SHARE, Direction.UP, (Course.UP, Judged.BETTER, "+5,0", "điểm %%")),
        (0.5, 0.7, Unit.SECONDS, Direction.DOWN, (Course.DOWN, Judged.BETTER, "−0,2", "giây")),
    ],
)
def test_a_change_says_how_much_and_whether_it_is_good(now, then, unit, direction, expected):
    found = change(Value(now), Value(then), of(unit, direction))
    assert (found.course, found.judged, found.by, found.word) == expected


@pytest.mark.parametrize(("now", "then"), [(None, 1), (1, None)])
def test_there_is_no_change_from_or_to_nothing(now, then):
    assert change(Value(now), Value(then), of(Unit.COUNT, Direction.UP)) is None


@pytest.mark.parametrize(
    ("measure", "now", "then", "lengths", "daily"),
    [
        ("interactions", 2800, 3100, (28, 31), "+0,0 %"),
        ("interactions", 9200, 9000, (92, 91), "+1,1 %"),
        ("interactions", 2800, 3100, None, ""),
        ("interactions", 12, 15, (28, 31), ""),
        ("citizens", 2800, 3100, (28, 31), ""),
        ("two_way", 0.5, 0.4, (28, 31), ""),
    ],
)
def test_of_other_lengths_the_change_a_day_is_told(measure, now, then, lengths, daily):
    assert change(Value(now), Value(then), measures()[measure], lengths).daily == daily


def of(unit, direction):
    return Measure("m", "M", "", "", unit, direction, lambda books, scope: Value(None), "reach")


def course(*amounts, why=""):
    days = [Period.read(f"2026-05-{at:02}..2026-05-{at:02}") for at in range(1, len(amounts) + 1)]
    values = dict(zip(days, amounts, strict=True))
    told = lambda books, scope: Value(values[scope.period], why=why if values[scope.period] is None else "")  # noqa: E731
    measure = Measure("m", "M", "", "", Unit.COUNT, Direction.UP, told, "reach")

    class Room:
        books = None

    return trend(Room(), measure, Scope(days[0]), days)


def test_a_course_begins_at_nought_and_breaks_where_nothing_is_known():
    found = course(0, 10, None, 5)
    assert [point.y for point in found.points] == [HEIGHT - 3, 3, None, 18]
    assert found.lines == ["3,33 54.3,3", "157,18 157,18"]


@pytest.mark.parametrize("amounts", [(None,), (1,), (None, None, 3)])
def test_one_value_is_no_course(amounts):
    assert course(*amounts) is None


def test_a_course_with_a_hidden_part_is_not_shown_beside_the_whole():
    assert course(7, None, 6, why="dưới 5") is None


def test_the_pictures_are_compiled_from_their_sources():
    assert json.loads(charts.COMPILED.read_text("utf-8")) == charts.compiled()
    assert {*charts.compiled()} == {str(one) for one in Chart} - {"none"}


def test_every_licence_lies_beside_its_file():
    vendor = PROJECT / "bot" / "console" / "static" / "vendor"
    for name in ("vega.LICENSE", "vega.LICENSE-d3", "vega-interpreter.LICENSE"):
        assert "Copyright" in (vendor / name).read_text("utf-8")


def drawn(chart, **changed):
    """The panels of a test table, without links."""
    block = replace(every_kind()[chart].make(None, None), **changed)
    records = [
        Record(
            [
                Field(line.cells.get(one.key), written_of(line, one), one.unit is not None, None)
                for one in block.columns
            ],
            "",
        )
        for line in block.lines
    ]
    return panels(Shown(block, records, []))


def written_of(line, column):
    raw = line.cells.get(column.key)
    return Written("" if raw is None else str(raw))


def test_bars_leave_out_what_is_hidden():
    answered, missed = drawn("bars")
    assert [row["value"] for row in answered.rows] == [1234, 1017, 800, 583, 366]
    assert len(missed.rows) == 4


def test_parts_of_a_whole_have_one_unit():
    columns = every_kind()["stacked"].make(None, None).columns
    (found,) = drawn("stacked", columns=[*columns[:2], replace(columns[2], unit=Unit.SHARE)])
    assert {row["series"] for row in found.rows} == {"Đã trả lời"}


def test_progress_is_drawn_where_the_base_is_known():
    (found,) = drawn("progress")
    assert [(row["row"], row["value"], row["target"], row["low"]) for row in found.rows] == [
        ("Tiểu thương", 0.31, 0.5, 0.38),
        ("Nông dân", 0.46, 0.4, 0.5),
    ]


def test_rows_of_one_name_are_told_apart():
    block = every_kind()["progress"].make(None, None)
    twice = [block.lines[0], replace(block.lines[0], cells={**block.lines[0].cells, "year": "2027"})]
    (found,) = drawn("progress", lines=twice)
    assert [row["row"] for row in found.rows] == ["Tiểu thương · 2026", "Tiểu thương · 2027"]


def test_a_table_without_rows_draws_nothing():
    assert drawn("bars", lines=[]) == []
