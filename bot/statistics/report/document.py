"""The report as a Word file in the layout of Decree 30/2020/NĐ-CP, annex I."""

from datetime import UTC, datetime, time
from io import BytesIO
from itertools import count

import docx as word
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from bot.cases.handover import layout
from bot.statistics.report.annex import add_annex
from bot.statistics.report.charts import WIDEST, easel
from bot.statistics.report.content import Report, Shown
from bot.statistics.report.tables import add_block, add_figures
from bot.statistics.report.words import day, numeral

#: Left and right of the head; left and right of the foot.
_HEAD, _FOOT = (Mm(72), Mm(93)), (Mm(82), Mm(83))
#: Lengths of the lines below the agency's name, below the motto, below the title.
_AGENCY_LINE, _MOTTO_LINE, _TITLE_LINE = Mm(26), Mm(58), Mm(50)
#: Between the margins.
WIDTH = Mm(165)
#: Room for a signature and a seal.
_SIGNING = 4
_RED = RGBColor(0xB0, 0x00, 0x20)


def docx(report: Report) -> bytes:
    """The report as DOCX. Raises ValueError where a picture cannot be drawn."""
    document = word.Document()
    _clear(document, report)
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
    left, right = layout.head_table(document, *_HEAD)
    layout.centred(left, office.parent.upper(), layout.AGENCY)
    layout.centred(left, office.name.upper(), layout.AGENCY, bold=True)
    layout.rule(left, _AGENCY_LINE, _HEAD[0])
    layout.centred(left, words("number", sign=office.sign), layout.NUMBER)
    layout.centred(right, words("nation"), layout.NATION, bold=True)
    layout.centred(right, words("motto"), layout.MOTTO, bold=True)
    layout.rule(right, _MOTTO_LINE, _HEAD[1])
    layout.centred(right, words.place_day(office.place, report.made_on), layout.DAY, italic=True)


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
    left, right = layout.head_table(document, *_FOOT)
    words, office = report.words, report.office
    above = [words("copies_above")] if office.addressees else []
    copies = [*above, *(words("copy", office=one) for one in office.copies)]
    head = layout.centred(left, words("copies_head"), layout.COPIES_HEAD, bold=True, italic=True)
    head.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in (*copies, words("archive", archive=office.archive)):
        layout.centred(left, line, layout.COPIES).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in (office.on_behalf, office.position):
        if line:
            layout.centred(right, line.upper(), layout.SIGNER, bold=True)
    for _ in range(_SIGNING):
        layout.centred(right, "", layout.SIGNER)
    layout.centred(right, office.signer, layout.SIGNER, bold=True)


def _mark(document: Document, mark: str) -> None:
    """Above and below every page."""
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            part.is_linked_to_previous = False
            paragraph = part.paragraphs[0] if not part.paragraphs[0].runs else part.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            layout.written(paragraph, mark, layout.TABLE, bold=True).font.color.rgb = _RED


def _clear(document: Document, report: Report) -> None:
    """The file's own properties name the agency, and no person, program or time of day."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = report.office.name
    properties.title, properties.comments, properties.keywords = report.title, "", ""
    properties.created = properties.modified = datetime.combine(report.made_on, time(), UTC)
