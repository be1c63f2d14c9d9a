"""Every number of the letter and the workbook is that of the measure or the table, written as on the pages."""

import io
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest

from bot.clock import VIETNAM
from bot.console.statistics.written import written
from bot.settings import PROJECT
from bot.statistics import registry
from bot.statistics.block import Block, Column, Line
from bot.statistics.measure import Unit
from bot.statistics.period import Period
from bot.statistics.report.building import build
from bot.statistics.report.kinds import Kind
from bot.statistics.report.plan import Plan
from bot.statistics.report.workbook import xlsx
from bot.statistics.scope import Scope
from tests.statistics.report.conftest import ON, SEPTEMBER

PLAN = Plan.load(PROJECT / "data" / "report" / "sections.toml")
SCOPE, BEFORE = Scope(SEPTEMBER), Scope(Period.read("2026-08"))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip()


def on_the_page(value, unit) -> str:
    one = written(value, unit)
    return plain(f"{one.number} {one.word}")


def rows(table):
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="module")
def tables(document):
    """Tables of the letter by the caption above them."""
    found, caption = {}, ""
    for element in document.element.body:
        if element.tag.endswith("}p"):
            caption = "".join(node.text or "" for node in element.iter() if node.tag.endswith("}t")) or caption
        elif element.tag.endswith("}tbl") and caption.startswith("Bảng "):
            found[caption.partition(". ")[2]] = rows(next(one for one in document.tables if one._tbl is element))
    return found


def test_every_figure_of_the_letter_is_its_measure(report, filled, tables):
    seen = 0
    for section in report.sections:
        by_label = {row[0]: row[1:] for row in tables.get(section.title, [])}
        for figure in section.figures:
            now, then = (figure.measure.value(filled.books, scope) for scope in (SCOPE, BEFORE))
            for cell, value in zip(by_label[figure.measure.label], (now, then), strict=False):
                amount = "không tính được" if value.amount is None else on_the_page(value.amount, figure.measure.unit)
                assert amount in cell
                if value.of and value.amount is not None and figure.measure.unit is Unit.SHARE:
                    assert f"({on_the_page(value.numerator, Unit.COUNT)}/{on_the_page(value.of, Unit.COUNT)})" in cell
                seen += 1
    assert seen >= 40


def test_every_table_of_the_letter_is_its_block(report, filled, tables):
    seen = 0
    for shown in [one for section in report.sections for one in section.tables if one.is_listed and one.lines]:
        block = registry.tables()[shown.block.key].make(filled, SCOPE)
        told = [one for one in block.lines if not (block.key in PLAN.of_questions and _is_no_question(one))]
        head, *lines = tables[block.title]
        assert head == [column.label for column in shown.columns]
        for cells, line in zip(lines, told, strict=False):
            for text, column in zip(cells, shown.columns, strict=True):
                value = line.cells.get(column.key)
                assert text == (on_the_page(value, column.unit) if column.unit else plain(_words(value)))
                seen += 1
    assert seen >= 100


def _is_no_question(line) -> bool:
    return line.scope["topic"] in PLAN.no_questions


def _words(value) -> str:
    return "" if value is None else f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def test_sentences_say_the_figures_too(document, filled):
    text = plain("\n".join(one.text for one in document.paragraphs))
    totals = filled.books.totals(SCOPE)
    assert f"{totals['turns']} lượt tương tác của {filled.books.people.count(SCOPE)} người dân" in text
    assert f"({totals['two_way']}/{totals['counted']})" in text


def test_the_workbook_holds_every_figure_exactly(workbook, filled):
    sheet = workbook["Chỉ số"]
    [head] = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Chỉ số" and row[1]]
    found = {row[head.index("Mã")]: row for row in sheet.iter_rows(values_only=True) if row[head.index("Mã")]}
    assert set(registry.measures()) <= set(found)
    for key, measure in registry.measures().items():
        now, then, row = measure.value(filled.books, SCOPE), measure.value(filled.books, BEFORE), found[key]
        expected = (now.amount, now.numerator, now.of, now.low, now.high, then.amount)
        assert [_rounded(one) for one in row[1:7]] == [_rounded(one) for one in expected], key
        assert row[head.index("Định nghĩa")] == measure.definition


def test_the_workbook_holds_every_row_of_every_table(workbook, report, filled):
    assert len(workbook.sheetnames) == 2 + len(report.blocks)
    for name, key in zip(workbook.sheetnames[2:], report.blocks, strict=True):
        block = registry.tables()[key].make(filled, SCOPE)
        values = [row[: len(block.columns)] for row in workbook[name].iter_rows(values_only=True)]
        head = next(at for at, row in enumerate(values) if list(row) == [column.label for column in block.columns])
        expected = [tuple(_stored(line.cells.get(column.key)) for column in block.columns) for line in block.lines]
        assert [[_rounded(one) for one in row] for row in values[head + 1 :]] == [
            [_rounded(one) for one in row] for row in expected
        ], key


def _rounded(value):
    """XLSX keeps sixteen digits of a number."""
    return float(f"{value:.14g}") if isinstance(value, float) else value


def _stored(value):
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time())
    return value or None if isinstance(value, str) else value


def test_single_officers_and_words_of_citizens_are_in_no_report(report, document, workbook):
    assert {"officer_workload", "questions_not_understood"}.isdisjoint(report.blocks)
    assert "lương hưu tính sao" not in "".join(one.text for one in document.paragraphs)
    cells = {cell for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "lương hưu tính sao" not in cells


def test_reports_of_fraud_are_told_in_fives_everywhere(report, tables, workbook):
    """Three were received: their number can be read nowhere."""
    assert report.figures["reports_received"].value.amount == 5
    label = "Tin báo đã nhận (làm tròn đến 5)"
    [row] = [row for row in tables["Tin đồn và tin báo"] if row[0] == label]
    assert row[1] == "5"
    [row] = [row for row in workbook["Chỉ số"].iter_rows(values_only=True) if row[0] == label]
    assert 3 not in row
    by_state = report.blocks["reports_by_state"]
    assert {line.cells["fraud"] for line in by_state.lines} == {0, 5}


def test_no_cell_becomes_a_formula(report):
    nasty = Block(
        "nasty", "=1+1[x]:y", "-1", [Column("a", "@a"), Column("b", "b", Unit.COUNT)],
        [Line({"a": "=HYPERLINK(1)", "b": 3}), Line({"a": " +1", "b": None}, why="=why")],
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(xlsx(replace(report, blocks={"nasty": nasty, "again": nasty}))))
    assert book.sheetnames[2:] == ["=1+1 x  y", "=1+1 x  y 2"]
    values = [cell.value for row in book.worksheets[2].iter_rows() for cell in row if cell.value is not None]
    assert "'=HYPERLINK(1)" in values
    assert not [value for value in values if isinstance(value, str) and value.startswith(("=", "@a1"))][1:]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_built_from_what_there_is(filled, kind):
    code = {"month": "2026-09", "quarter": "2026-Q3", "year": "2026", "stage": "2026-2030", "may": "2026-05"}[kind]
    made = build(filled, Period.read(code), kind, on=ON)
    assert [section.title for section in made.sections]
    assert made.asked.kind is kind


def test_on_both_databases_a_report_can_be_built(talk, fold, room):
    talk.turn()
    fold()
    made = build(room, Period.read("2026-05"), on=ON)
    assert made.figures["interactions"].value.amount == 1
    assert made.before is None
