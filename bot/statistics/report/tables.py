"""Tables of the letter: figures with the period before, and blocks as the pages have them."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from bot.cases.handover import layout
from bot.statistics.block import Cell, Column, Line
from bot.statistics.report.content import Report, Section, Shown
from bot.statistics.report.words import Words, day
from bot.statistics.report.written import amount, change, told

#: Between the margins, in millimetres.
_WHOLE = 165.0
_FIGURES = (Mm(49), Mm(42), Mm(42), Mm(32))
#: A column's share of the width goes by the letters that it holds, from the fewest to the most.
_FEWEST, _MOST = 10, 30
#: What lies behind the first row.
_SHADE = "E8ECEA"


def add_figures(document: Document, report: Report, section: Section, number: int) -> None:
    """The figures of a section; beside them the period before, where there is one."""
    words = report.words
    _caption(document, words("table", number=number, title=section.title))
    heads = [words("figure"), words("now")] + ([words("before"), words("change")] if report.before else [])
    table = _table(document, heads)
    for figure in section.figures:
        unit = figure.measure.unit
        row = _add(table)
        _put(row.cells[0], figure.measure.label)
        _put(row.cells[1], told(figure.value, unit, words), is_number=True)
        if report.before and figure.before:
            _put(row.cells[2], told(figure.before, unit, words), is_number=True)
            _put(row.cells[3], change(figure, words), is_number=True)
    layout.fixed(table, _FIGURES if report.before else (Mm(105), Mm(60)))
    _below(document, _reasons(section, words))


def _reasons(section: Section, words: Words) -> list[str]:
    """Why figures cannot be told."""
    missing = [one for one in section.figures if one.value.amount is None and one.value.why]
    return [words("why_not", figure=one.measure.label, why=one.value.why) for one in missing]


def add_block(document: Document, report: Report, shown: Shown, number: int) -> None:
    """Some columns and the first lines of a block, and what must be said below."""
    words, block = report.words, shown.block
    _caption(document, words("table", number=number, title=block.title))
    if not shown.lines:
        _below(document, [words("no_rows")])
        return
    table = _table(document, [column.label for column in shown.columns])
    for line in shown.lines:
        for cell, column in zip(_add(table).cells, shown.columns, strict=True):
            _put(cell, written(line.cells.get(column.key), column, words), is_number=column.unit is not None)
    layout.fixed(table, _widths(shown, words))
    below = [words("hidden", why=why) for why in _whys(shown)]
    if shown.left:
        below.append(words("more_rows", count=shown.left))
    _below(document, [*below, *(text for text in (block.note, block.adds_up) if text)])


def written(value: Cell, column: Column, words: Words) -> str:
    """A cell in words."""
    if column.unit is not None and (value is None or isinstance(value, int | float)):
        return amount(value, column.unit, words)
    if value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else day(value)


def _whys(shown: Shown) -> list[str]:
    """Why numbers are missing, each reason once."""
    return list(dict.fromkeys(line.why for line in shown.lines if line.why and _lacks(line, shown.columns)))


def _lacks(line: Line, columns: Sequence[Column]) -> bool:
    return any(column.unit is not None and line.cells.get(column.key) is None for column in columns)


def _widths(shown: Shown, words: Words) -> tuple[Mm, ...]:
    weights = [_letters(shown, column, words) for column in shown.columns]
    return tuple(Mm(_WHOLE * weight / sum(weights)) for weight in weights)


def _letters(shown: Shown, column: Column, words: Words) -> int:
    """How many letters a column wants beside the others: those of its longest cell, of its head's longest word."""
    longest = max(len(written(line.cells.get(column.key), column, words)) for line in shown.lines) + 2
    return max(_FEWEST, min(_MOST, longest), len(column.label) // 2, *(len(word) for word in column.label.split()))


def _table(document: Document, heads: Sequence[str]) -> Table:
    table: Table = document.add_table(1, len(heads))
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        layout.centred(cell, head, layout.TABLE, bold=True)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _shade(cell)
    layout.repeat_head(table)
    _whole(table.rows[0])
    return table


def _add(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    _whole(row)
    return row


def _put(cell: _Cell, text: str, *, is_number: bool = False) -> None:
    paragraph = layout.centred(cell, text, layout.TABLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _caption(document: Document, text: str) -> None:
    paragraph = layout.centred(document, text, layout.COPIES_HEAD, bold=True)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(6), Pt(3)
    paragraph.paragraph_format.keep_with_next = True


def _below(document: Document, lines: Sequence[str]) -> None:
    """Small print below a table; an empty line where there is none, so that two tables do not grow together."""
    for line in lines or [""]:
        paragraph = layout.centred(document, line, layout.COPIES, italic=True)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_after = Pt(8 if lines else 2)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _whole(row: _Row) -> None:
    """A row stands on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
