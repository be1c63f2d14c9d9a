"""Lists as files: CSV and XLSX, streamed row by row, harmless in a spreadsheet, marked with who took them along."""

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from bot.console.web.listing import Column, Listing, plain
from bot.spreadsheets import LONGEST_CELL, LONGEST_NAME, OPTIONS, harmless

#: So that Excel reads UTF-8.
_MARK = "\ufeff"
_AT_ONCE = 500
#: The name of the column that says whose copy this is.
WATERMARK = "export"


def csv_lines[R](listing: Listing[R], columns: list[Column[R]], mark: str) -> Iterator[str]:
    """The file in pieces; every row ends in `mark`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*(column.key for column in columns), WATERMARK])
    yield _MARK + _taken(buffer)
    for count, row in enumerate(listing.every(), 1):
        writer.writerow([*(harmless(plain(column.value(row))) for column in columns), mark])
        if count % _AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def xlsx_file[R](listing: Listing[R], columns: list[Column[R]], labels: list[str], mark: str) -> Path:
    """A workbook in a temporary file, which whoever sends it deletes; text stays text."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as handle:
        path = Path(handle.name)
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        sheet = book.add_worksheet(listing.name[:LONGEST_NAME])
        bold = book.add_format({"bold": True})
        for at, label in enumerate([*labels, WATERMARK]):
            sheet.write_string(0, at, label, bold)
        for line, row in enumerate(listing.every(), 1):
            for at, column in enumerate(columns):
                _write(sheet, line, at, plain(column.value(row)))
            sheet.write_string(line, len(columns), mark)
        sheet.freeze_panes(1, 0)
    return path


def _write(sheet: Any, line: int, at: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value)
    else:
        sheet.write_string(line, at, harmless(str(value))[:LONGEST_CELL])


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
