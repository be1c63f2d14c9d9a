"""The layout of an administrative document: Decree 30/2020/NĐ-CP, annex I. Measures in millimetres and points."""

import unicodedata

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Times New Roman"
PAGE = (Mm(210), Mm(297))
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
#: Sizes in points.
NATION, MOTTO, AGENCY, NUMBER, DAY, ABOUT = 12, 13, 12, 13, 13, 12
BODY, SIGNER, COPIES_HEAD, COPIES, PAGE_NUMBER, TABLE = 14, 14, 12, 11, 14, 11
#: Categories of characters that the file cannot hold: control, half a surrogate pair, none.
_NOT_IN_XML = frozenset({"Cc", "Cs", "Cn"})
#: First line of a paragraph, space between paragraphs, between lines.
INDENT, BETWEEN, LEADING = Mm(10), Pt(6), 1.15


def prepare(document: Document) -> None:
    """Font, colour and paper of the whole document."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
        fonts.set(qn(script), FONT)
    _language(style.element.get_or_add_rPr())
    set_page(document.sections[0])


def set_page(section: Section) -> None:
    """A4 upright, margins, page numbers in the middle above, none on the first page."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = PAGE
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE", PAGE_NUMBER)
    _restart(section)


def head_table(document: Document, left: Mm, right: Mm) -> tuple[_Cell, _Cell]:
    """Two cells side by side without lines: agency and nation, or copies and signature."""
    table = document.add_table(1, 2)
    fixed(table, (left, right))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    return table.cell(0, 0), table.cell(0, 1)


def fixed(table: Table, widths: tuple[Mm, ...]) -> None:
    """Widths that no content changes."""
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def centred(place: _Cell | Document, text: str, size: int, **look: bool) -> Paragraph:
    """A line in the middle; the empty paragraph that every cell begins with is used first."""
    paragraph = _next(place)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    written(paragraph, text, size, **look)
    return paragraph


def rule(place: _Cell, length: Mm, width: Mm) -> None:
    """The line below a name or the motto, `length` long in the middle of a cell `width` wide."""
    paragraph = _next(place)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(4)
    form.left_indent = form.right_indent = Mm(max(0.0, (width.mm - length.mm) / 2))
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def body(document: Document, text: str, *, bold: bool = False) -> Paragraph:
    """A paragraph of the text: both edges straight, first line indented."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent, form.space_before, form.space_after = INDENT, Pt(0), BETWEEN
    form.line_spacing = LEADING
    form.keep_with_next = bold
    written(paragraph, text, BODY, bold=bold)
    return paragraph


def listed(document: Document, text: str) -> Paragraph:
    """A line of a list in the middle of the page, its second line below its words."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent, form.space_after = Mm(31), Mm(-3), Pt(0)
    written(paragraph, text, BODY)
    return paragraph


def written(paragraph: Paragraph, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Run:
    """Text in a paragraph; what XML cannot hold is left out."""
    seen = (char for char in text if char in "\t\n" or unicodedata.category(char) not in _NOT_IN_XML)
    run = paragraph.add_run("".join(seen))
    run.font.name, run.font.size = FONT, Pt(size)
    run.bold, run.italic = bold, italic
    return run


def repeat_head(table: Table) -> None:
    """The first row of a table stands on every page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _next(place: _Cell | Document) -> Paragraph:
    if isinstance(place, _Cell):
        first: Paragraph = place.paragraphs[0]
        if len(place.paragraphs) == 1 and not first.runs and first._p.pPr is None:
            return first
    return place.add_paragraph()


def _field(paragraph: Paragraph, name: str, size: int) -> None:
    run = written(paragraph, "", size)
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _restart(section: Section) -> None:
    """An annex counts its own pages."""
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    properties.insert_element_before(number, "w:cols", "w:titlePg", "w:docGrid")


def _language(properties: object) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)  # type: ignore[attr-defined]
