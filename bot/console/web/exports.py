"""Lists as files: CSV and XLSX, streamed row by row, harmless in a spreadsheet, marked with who took them along."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from bot.clock import VIETNAM
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, Listing, plain
from bot.spreadsheets import LONGEST_CELL, LONGEST_NAME, MOST_LINES, OPTIONS, harmless

#: So that Excel reads UTF-8.
_MARK = "\ufeff"
_AT_ONCE = 500
#: The heading of the column that says whose copy this is.
WATERMARK = said("Lần xuất")
#: Behind the heading of a column of moments.
ZONE = said("giờ Việt Nam")


@dataclass(frozen=True, slots=True)
class Sheet[R]:
    """A list as people read it: its headings and codes are words of `say`, its moments those of Vietnam."""

    listing: Listing[R]
    columns: list[Column[R]]
    say: Callable[[str], str]

    @property
    def headings(self) -> list[str]:
        """Over the columns; moments name their zone."""
        return [*(self._heading(column) for column in self.columns), self.say(WATERMARK)]

    def cells(self, row: R) -> list[Any]:
        """Of one row; moments of Vietnam without their zone, which no spreadsheet reads."""
        return [self._cell(column, row) for column in self.columns]

    def _heading(self, column: Column[R]) -> str:
        shown = [value for row in self.listing.rows if (value := column.value(row)) is not None]
        is_of_moments = bool(shown) and all(isinstance(value, datetime) for value in shown)
        return f"{self.say(column.label)} ({self.say(ZONE)})" if is_of_moments else self.say(column.label)

    def _cell(self, column: Column[R], row: R) -> Any:
        if word := self.listing.words.get(column.key):
            found = word(row)
            return self.say(found) if found else None
        value = column.value(row)
        if isinstance(value, datetime):
            return value.astimezone(VIETNAM).replace(microsecond=0, tzinfo=None)
        return value if isinstance(value, date) else plain(value)


def csv_lines[R](sheet: Sheet[R], mark: str) -> Iterator[str]:
    """The file in pieces; every row ends in `mark`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(sheet.headings)
    yield _MARK + _taken(buffer)
    for number, row in enumerate(sheet.listing.every(), 1):
        # Year first, as every spreadsheet takes for a day whatever its language: 2026-11-23 03:37:00.
        writer.writerow([*(harmless(_written(cell)) for cell in sheet.cells(row)), mark])
        if number % _AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def xlsx_file[R](sheet: Sheet[R], mark: str) -> Path:
    """A workbook in a temporary file, which whoever sends it deletes; text stays text.

    What one page of a workbook cannot hold goes on on the next, under the same headings.
    """
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as handle:
        path = Path(handle.name)
    rows = iter(sheet.listing.every())
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        writing = _Writing(book, sheet, mark)
        writing.page(1, rows)
        for number in count(2):
            if (row := next(rows, None)) is None:
                break
            writing.page(number, chain([row], rows))
    return path


class _Writing[R]:
    """Writes the pages of one workbook."""

    def __init__(self, book: Any, sheet: Sheet[R], mark: str):
        self._book, self._sheet, self._mark = book, sheet, mark
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})

    def page(self, number: int, rows: Iterator[R]) -> None:
        """The headings, and of the rows as many as one page holds."""
        end = "" if number == 1 else f" {number}"
        page = self._book.add_worksheet(self._sheet.listing.name[: LONGEST_NAME - len(end)] + end)
        for at, heading in enumerate(self._sheet.headings):
            page.write_string(0, at, heading, self._bold)
        for line, row in enumerate(islice(rows, MOST_LINES - 1), 1):
            for at, cell in enumerate(self._sheet.cells(row)):
                self._cell(page, line, at, cell)
            page.write_string(line, len(self._sheet.columns), self._mark)
        page.freeze_panes(1, 0)

    def _cell(self, page: Any, line: int, at: int, cell: Any) -> None:
        if isinstance(cell, date):
            page.write_datetime(line, at, cell, self._moment if isinstance(cell, datetime) else self._day)
        else:
            _write(page, line, at, cell)


def _written(cell: Any) -> Any:
    return str(cell) if isinstance(cell, date) else cell


def _write(page: Any, line: int, at: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(line, at, value)
    elif isinstance(value, int | float):
        page.write_number(line, at, value)
    else:
        page.write_string(line, at, harmless(str(value))[:LONGEST_CELL])


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
