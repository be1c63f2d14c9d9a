"""The report as a Word file in the layout of Decree 30/2020/NĐ-CP, annex I."""

from io import BytesIO
from itertools import count

import docx as word
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from bot.cases.handover import layout, letterhead
from bot.statistics.report.annex import add_annex
from bot.statistics.report.charts import WIDEST, easel
from bot.statistics.report.content import Report, Shown
from bot.statistics.report.tables import add_block, add_figures
from bot.statistics.report.words import day, numeral

#: Length of the line below the title.
_TITLE_LINE = Mm(50)
#: Between the margins.
WIDTH = Mm(165)
_RED = RGBColor(0xB0, 0x00, 0x20)


def docx(report: Report) -> bytes:
    """The report as DOCX. Raises ValueError where a picture cannot be drawn."""
    document = word.Document()
    letterhead.clear(document, report.office.name, report.title, report.made_on)
    layout.prepare(document)
    _head(document, report)
    _title(document, report)
    _opening(document, report)
    _sections(document, report)
    layout.body(document, report.words("thanks", period=report.period, agency=report.office.name))
    _foot(document, report)
    layout.set_page(document.add_section(WD_SECTION.NEW_PAGE))
    add_annex(document, report)
    if report.is_demonstration:
        _mark(document, report.words("demonstration"))
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _head(document: Document, report: Report) -> None:
    words, office = report.words, report.office
    number, place_day = words("number", sign=office.sign), words.place_day(office.place, report.made_on)
    head = letterhead.Head(office.parent, office.name, number, words("nation"), words("motto"), place_day)
    letterhead.add_head(document, head)


def _title(document: Document, report: Report) -> None:
    title = layout.centred(document, report.words("title"), layout.BODY, bold=True)
    title.paragraph_format.space_before = Pt(18)
    [cell] = _one_cell(document)
    layout.centred(cell, report.words("about", period=report.period), layout.BODY, bold=True)
    layout.rule(cell, _TITLE_LINE, WIDTH)
    cell.paragraphs[-1].paragraph_format.space_before = Pt(5)


def _one_cell(document: Document) -> list[_Cell]:
    table = document.add_table(1, 1)
    layout.fixed(table, (WIDTH,))
    return [table.cell(0, 0)]


def _opening(document: Document, report: Report) -> None:
    words, office = report.words, report.office
    _addressees(document, report)
    gaps = {
        "agency": office.name,
        "period": report.period,
        "first": day(report.asked.period.first),
        "last": day(report.asked.over.last),
    }
    if office.grounds:
        layout.body(document, words("opening", grounds=office.grounds, **gaps))
    else:
        layout.body(document, words("opening_plain", **gaps))
    if report.is_demonstration:
        layout.body(document, words("demonstration_note"), bold=True)
    for note in report.notes:
        layout.body(document, note)


def _addressees(document: Document, report: Report) -> None:
    offices, words = report.office.addressees, report.words
    if not offices:
        return
    first = document.add_paragraph()
    form = first.paragraph_format
    form.space_before, form.space_after = Pt(6), Pt(12)
    if len(offices) == 1:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout.written(first, words("to") + offices[0], layout.BODY)
        return
    form.left_indent = Mm(25)
    layout.written(first, words("to_many"), layout.BODY)
    for office in offices:
        layout.listed(document, words("copy", office=office))


def _sections(document: Document, report: Report) -> None:
    words, tables, pictures = report.words, count(1), count(1)
    with easel() as draw:
        for number, section in enumerate(report.sections, 1):
            layout.body(document, words("section", numeral=numeral(number), title=section.title), bold=True)
            for sentence in section.sentences:
                layout.body(document, sentence)
            if section.figures:
                add_figures(document, report, section, next(tables))
            for shown in section.tables:
                if shown.is_listed:
                    add_block(document, report, shown, next(tables))
                if shown.drawn and (picture := draw(shown, words)):
                    _picture(document, report, shown, picture, next(pictures))


def _picture(document: Document, report: Report, shown: Shown, picture: bytes, number: int) -> None:
    paragraph = layout.centred(document, "", layout.TABLE)
    paragraph.paragraph_format.keep_with_next = True
    # Letters of all pictures are of one size: a picture's width on paper goes by its pixels.
    pixels = Image.from_blob(picture).px_width
    width = Mm(WIDTH.mm * min(1.0, pixels / WIDEST))
    placed = paragraph.add_run().add_picture(BytesIO(picture), width=width)
    title = report.words("picture", number=number, title=shown.block.title)
    # What a screen reader says in place of the picture; its numbers stand in the table above.
    placed._inline.docPr.set("descr", title)
    below = layout.centred(document, title, layout.COPIES_HEAD, italic=True)
    if not shown.is_listed:
        layout.written(below, f" {report.words('numbers')}", layout.COPIES_HEAD, italic=True)
    below.paragraph_format.space_after = Pt(10)


def _foot(document: Document, report: Report) -> None:
    words, office = report.words, report.office
    above = [words("copies_above")] if office.addressees else []
    copies = [*above, *(words("copy", office=one) for one in office.copies), words("archive", archive=office.archive)]
    signs_as = office.on_behalf, office.position
    letterhead.add_foot(document, letterhead.Foot(words("copies_head"), copies, signs_as, office.signer))


def _mark(document: Document, mark: str) -> None:
    """Above and below every page."""
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            part.is_linked_to_previous = False
            paragraph = part.paragraphs[0] if not part.paragraphs[0].runs else part.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            layout.written(paragraph, mark, layout.TABLE, bold=True).font.color.rgb = _RED
