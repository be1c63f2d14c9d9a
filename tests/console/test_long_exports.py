"""Workbooks with more rows than one sheet holds: nothing is left out."""

from collections.abc import Iterator

import openpyxl
import pytest

from bot.console.web import exports
from bot.console.web.listing import Column, Listing

_LINES = 5


@pytest.fixture(autouse=True)
def short_sheets(monkeypatch):
    """Headings and four rows a sheet."""
    monkeypatch.setattr(exports, "MOST_LINES", _LINES)


def sheets(count: int) -> list[list[list[object]]]:
    """The lines of each sheet of a list of the numbers up to `count`."""

    def every() -> Iterator[int]:
        yield from range(count)

    columns = [Column("number", "Số", lambda number: number)]
    path = exports.xlsx_file(exports.Sheet(Listing("numbers", columns, [], every), columns, str), "mark")
    try:
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == ["numbers", *(f"numbers {at}" for at in range(2, len(book.sheetnames) + 1))]
        return [[list(line) for line in book[name].iter_rows(values_only=True)] for name in book.sheetnames]
    finally:
        path.unlink()


@pytest.mark.parametrize(
    ("count", "rows"),
    [(0, [0]), (3, [3]), (4, [4]), (5, [4, 1]), (8, [4, 4]), (9, [4, 4, 1])],
)
def test_rows_go_on_on_the_next_sheet(count: int, rows: list[int]):
    found = sheets(count)
    assert [len(sheet) - 1 for sheet in found] == rows
    assert [line[0] for sheet in found for line in sheet[1:]] == list(range(count))


def test_every_sheet_has_its_headings_and_every_row_the_mark():
    found = sheets(9)
    assert {tuple(sheet[0]) for sheet in found} == {("Số", "Lần xuất")}
    assert {line[1] for sheet in found for line in sheet[1:]} == {"mark"}
