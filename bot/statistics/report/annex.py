"""The annex: what each figure of the letter means, what it is counted from, what it leaves out."""

from dataclasses import fields

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from bot.cases.handover import layout
from bot.statistics.measure import Measure, Unit
from bot.statistics.report.content import Report
from bot.statistics.report.words import Words

#: What every figure leaves out, said once.
ALWAYS = next(str(field.default) for field in fields(Measure) if field.name == "exclusions")
_COLUMNS = (Mm(38), Mm(62), Mm(65))


def add_annex(document: Document, report: Report) -> None:
    """Write it into the document's last section: figures, then tables, as the sections have them."""
    words = report.words
    layout.centred(document, words("annex"), layout.BODY, bold=True)
    layout.centred(document, words("annex_title"), layout.BODY, bold=True)
    of = layout.centred(
        document, words("annex_of", period=report.period, agency=report.office.name), layout.BODY, italic=True
    )
    of.paragraph_format.space_after = Pt(12)
    layout.body(document, words("annex_always", text=ALWAYS))
    table = document.add_table(1, len(_COLUMNS))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, ("annex_figure", "annex_definition", "annex_counted"), strict=True):
        layout.centred(cell, words(name), layout.TABLE, bold=True)
    layout.repeat_head(table)
    measures = {figure.measure.key: figure.measure for section in report.sections for figure in section.figures}
    rows = [(one.label, one.definition, counted(one, words)) for one in measures.values()]
    blocks = {shown.block.key: shown.block for section in report.sections for shown in section.tables}
    rows += [(one.title, one.definition, one.adds_up) for one in blocks.values()]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            layout.centred(cell, text, layout.TABLE).alignment = WD_ALIGN_PARAGRAPH.LEFT
    layout.fixed(table, _COLUMNS)


def counted(measure: Measure, words: Words) -> str:
    """Numerator, denominator and what is left out, a line each."""
    lines = [words("numerator" if measure.unit is Unit.SHARE else "count_of", text=measure.numerator)]
    if measure.denominator:
        lines.append(words("denominator", text=measure.denominator))
    if exclusions := measure.exclusions.removeprefix(ALWAYS).strip():
        lines.append(words("exclusions", text=exclusions))
    return "\n".join(lines)
