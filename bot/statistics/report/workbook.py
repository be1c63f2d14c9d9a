"""The report as a workbook: every figure, every table with all its rows, each with its definition."""

import re
import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from bot.clock import VIETNAM
from bot.spreadsheets import LONGEST_CELL, LONGEST_NAME, OPTIONS, harmless
from bot.statistics.block import Block, Cell
from bot.statistics.measure import Unit
from bot.statistics.report.content import Figure, Report
from bot.statistics.report.words import day
from bot.statistics.report.written import change

#: What a name of a sheet may not hold.
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_FORMATS = {Unit.COUNT: "#,##0", Unit.SHARE: "0.0%", Unit.SECONDS: "0.0"}
_FIGURE_COLUMNS = (
    *("figure", "now", "part", "whole", "low", "high", "before", "change", "unit"),
    *("why", "definition", "numerator_head", "denominator_head", "excluded", "key"),
)


def xlsx(report: Report) -> bytes:
    """The report as XLSX; text stays text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        with xlsxwriter.Workbook(path, OPTIONS) as book:
            book.set_properties({"title": report.title, "author": report.office.name})
            _Writing(book, report).all()
        return path.read_bytes()


class _Writing:
    """One workbook being written, from the top of each sheet down."""

    def __init__(self, book: Any, report: Report):
        self._book, self._report, self._words = book, report, report.words
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8ECEA"})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._red = book.add_format({"bold": True, "font_color": "#B00020"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._numbers = {unit: book.add_format({"num_format": shape}) for unit, shape in _FORMATS.items()}
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._names: list[str] = []

    def all(self) -> None:
        """Every sheet."""
        blocks = self._report.blocks.values()
        names = [self._name(self._words("sheet_figures")), *(self._name(block.title) for block in blocks)]
        self._about(names)
        self._figures(names[0])
        for name, block in zip(names[1:], blocks, strict=True):
            self._block(name, block)

    def _name(self, title: str) -> str:
        """A name that no other sheet has."""
        plain = _NOT_IN_NAME.sub(" ", title)[:LONGEST_NAME].strip()
        taken, number, name = {one.casefold() for one in self._names}, 2, plain
        while name.casefold() in taken or not name:
            end = f" {number}"
            name, number = plain[: LONGEST_NAME - len(end)] + end, number + 1
        self._names.append(name)
        return name

    def _sheet(self, name: str, title: str) -> tuple[Any, int]:
        """A sheet with its title, marked where its numbers are invented; and the first line below."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, title, self._title)
        if not self._report.is_demonstration:
            return sheet, 2
        mark = self._words("demonstration")
        sheet.set_header(f"&C&B{mark}")
        sheet.write_string(1, 0, mark, self._red)
        return sheet, 3

    def _about(self, names: Iterable[str]) -> None:
        report, words = self._report, self._words
        sheet, at = self._sheet(self._name(words("sheet_about")), report.title)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 110, self._wrapped)
        over = report.asked.over
        rows = [
            ("about_agency", report.office.name),
            ("about_period", report.asked.period.code),
            ("about_days", f"{day(over.first)} – {day(over.last)}"),
            ("about_made", day(report.made_on)),
            *(("about_notes", note) for note in self._notes()),
            *(("about_sheets", name) for name in names),
        ]
        for number, (label, text) in enumerate(rows, at):
            sheet.write_string(number, 0, words(label))
            _write(sheet, number, 1, text, None)

    def _notes(self) -> list[str]:
        mark = [self._words("demonstration_note")] if self._report.is_demonstration else []
        return [*mark, *self._report.notes]

    def _figures(self, name: str) -> None:
        sheet, at = self._sheet(name, self._words("sheet_figures"))
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, len(_FIGURE_COLUMNS), 16)
        for column, label in enumerate(_FIGURE_COLUMNS):
            sheet.write_string(at, column, self._words(label), self._bold)
        for number, figure in enumerate(self._report.figures.values(), at + 1):
            for column, (value, unit) in enumerate(self._figure(figure)):
                _write(sheet, number, column, value, self._numbers[unit] if unit else None)
        sheet.freeze_panes(at + 1, 1)

    def _figure(self, figure: Figure) -> list[tuple[Cell, Unit | None]]:
        """One row, in the order of _FIGURE_COLUMNS: values with the unit they are written in."""
        measure, value, before, words = figure.measure, figure.value, figure.before, self._words
        moved = change(figure, words)
        return [
            (measure.label, None),
            (value.amount, measure.unit),
            (value.numerator, Unit.COUNT),
            (value.of, Unit.COUNT),
            (value.low, measure.unit),
            (value.high, measure.unit),
            (before.amount if before else None, measure.unit),
            (moved, None),
            (words(f"unit_{measure.unit}"), None),
            (value.why, None),
            (measure.definition, None),
            (measure.numerator, None),
            (measure.denominator, None),
            (measure.exclusions, None),
            (measure.key, None),
        ]

    def _block(self, name: str, block: Block) -> None:
        words = self._words
        sheet, at = self._sheet(name, block.title)
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, len(block.columns), 18)
        for label, text in (("definition", block.definition), ("note", block.note), ("adds_up", block.adds_up)):
            if text:
                _write(sheet, at, 0, f"{words(label)}: {text}", None)
                at += 1
        at += 1
        with_why = any(line.why for line in block.lines)
        heads = [column.label for column in block.columns] + ([words("why")] if with_why else [])
        for column, label in enumerate(heads):
            sheet.write_string(at, column, label, self._bold)
        for number, line in enumerate(block.lines, at + 1):
            for place, one in enumerate(block.columns):
                value = line.cells.get(one.key)
                _write(sheet, number, place, value, self._numbers[one.unit] if one.unit else self._day)
            _write(sheet, number, len(block.columns), line.why, None)
        sheet.freeze_panes(at + 1, 1)


def _write(sheet: Any, line: int, column: int, value: Cell, shape: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, int | float):
        sheet.write_number(line, column, value, shape)
    elif isinstance(value, str):
        sheet.write_string(line, column, harmless(value)[:LONGEST_CELL])
    else:
        sheet.write_datetime(line, column, _local(value), shape)


def _local(value: date) -> date:
    """A moment as clocks in Vietnam show it; a day as it is."""
    return value.astimezone(VIETNAM).replace(tzinfo=None) if isinstance(value, datetime) else value
