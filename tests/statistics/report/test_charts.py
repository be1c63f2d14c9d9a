"""Pictures: every kind is drawn; nothing is drawn that is not there."""

import struct
from datetime import date

import pytest

from bot.settings import PROJECT
from bot.statistics.block import Block, Chart, Column, Line
from bot.statistics.measure import Unit
from bot.statistics.report import charts
from bot.statistics.report.charts import WIDEST, draw
from bot.statistics.report.content import Shown
from bot.statistics.report.words import Words

WORDS = Words.load(PROJECT / "data" / "report" / "words.toml")
NAME, YEAR = Column("group", "Nhóm"), Column("year", "Năm")
ONE, TWO = Column("one", "Kỳ này", Unit.COUNT), Column("two", "Kỳ trước", Unit.COUNT)
TARGET, SHARE = Column("target", "Chỉ tiêu", Unit.SHARE), Column("share", "Tỷ lệ", Unit.SHARE)


def shown(chart, *lines, columns=(NAME, ONE, TWO), drawn=(ONE, TWO)) -> Shown:
    block = Block("b", "Bảng", "", columns, [Line(cells) for cells in lines], chart)
    return Shown(block, columns, block.lines, True, drawn)


def rows(picture: Shown):
    """What is drawn of a table: name, column, amount."""
    lines = charts._drawable(picture)
    made = charts._rows(picture.block.columns[:2], picture.drawn, lines, WORDS)
    return [(row["of"], row["key"], row["amount"]) for row in made]


LINES = ({"group": "Kênh Zalo", "one": 5, "two": 3}, {"group": "Trang web", "one": None, "two": 0})


@pytest.mark.parametrize("chart", [Chart.BARS, Chart.STACKED, Chart.LINES, Chart.HEAT])
def test_each_kind_is_a_picture_no_wider_than_the_page(chart):
    png = draw(shown(chart, *LINES), WORDS)
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack_from(">LL", png, 16)
    assert 400 < width <= WIDEST + 60
    assert height > 60


def test_hidden_numbers_are_not_drawn():
    assert rows(shown(Chart.BARS, *LINES)) == [
        ("Kênh Zalo", "one", 5),
        ("Kênh Zalo", "two", 3),
        ("Trang web", "two", 0),
    ]


@pytest.mark.parametrize(
    "lines", [(), ({"group": "a", "one": None, "two": None},), ({"group": "a", "one": 0, "two": 0},)]
)
def test_nothing_is_no_picture(lines):
    assert draw(shown(Chart.BARS, *lines), WORDS) is None


def test_names_that_come_twice_are_told_apart_and_days_are_short():
    twice = [{"group": "Nông dân", "year": year, "one": 1, "two": 1} for year in ("2025", "2026")]
    assert [of for of, *_ in rows(shown(Chart.BARS, *twice, columns=(NAME, YEAR, ONE, TWO)))][::2] == [
        "Nông dân (2025)", "Nông dân (2026)",
    ]  # fmt: skip
    assert rows(shown(Chart.LINES, {"group": date(2026, 5, 9), "one": 1, "two": 2}))[0][0] == "09/05"


def targets(*shares):
    lines = [{"group": f"Nhóm {at}", "target": 0.45, "share": share} for at, share in enumerate(shares)]
    return shown(Chart.PROGRESS, *lines, columns=(NAME, TARGET, SHARE), drawn=(TARGET, SHARE))


def test_a_target_without_a_share_is_not_drawn_as_if_it_were_reached():
    assert draw(targets(None, None), WORDS) is None
    assert {of for of, *_ in rows(targets(None, 0.2))} == {"Nhóm 1"}
    assert draw(targets(0.2, 1.2, None), WORDS).startswith(b"\x89PNG")
