"""Head and foot of an office's letter as Decree 30/2020/NĐ-CP, annex I, lays them out: one for every kind of letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Cell

from bot.cases.handover import layout

#: Left and right of the head; left and right of the foot.
_HEAD, _FOOT = (Mm(72), Mm(93)), (Mm(82), Mm(83))
#: Lengths of the lines below the agency's name and below the motto.
_AGENCY_LINE, _MOTTO_LINE = Mm(26), Mm(58)
#: Lines of room for a signature and a seal.
_SIGNING = 4


@dataclass(frozen=True, slots=True)
class Head:
    """The words above a letter: the office above, the office, its number, the nation, the motto, place and day."""

    parent: str
    name: str
    number: str
    nation: str
    motto: str
    place_day: str


@dataclass(frozen=True, slots=True)
class Foot:
    """The words below a letter: who gets copies, under which title; as what somebody signs, and who it is."""

    copies_head: str
    copies: Iterable[str]
    signs_as: Iterable[str]
    signer: str


def add_head(document: Document, head: Head) -> _Cell:
    """Write the head; gives the cell below the number, for what a letter is about."""
    left, right = layout.head_table(document, *_HEAD)
    layout.centred(left, head.parent.upper(), layout.AGENCY)
    layout.centred(left, head.name.upper(), layout.AGENCY, bold=True)
    layout.rule(left, _AGENCY_LINE, _HEAD[0])
    layout.centred(left, head.number, layout.NUMBER)
    layout.centred(right, head.nation, layout.NATION, bold=True)
    layout.centred(right, head.motto, layout.MOTTO, bold=True)
    layout.rule(right, _MOTTO_LINE, _HEAD[1])
    layout.centred(right, head.place_day, layout.DAY, italic=True)
    return left


def add_foot(document: Document, foot: Foot) -> None:
    """Write recipients at left, signature at right."""
    left, right = layout.head_table(document, *_FOOT)
    title = layout.centred(left, foot.copies_head, layout.COPIES_HEAD, bold=True, italic=True)
    title.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in foot.copies:
        layout.centred(left, line, layout.COPIES).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in foot.signs_as:
        if line:
            layout.centred(right, line.upper(), layout.SIGNER, bold=True)
    for _ in range(_SIGNING):
        layout.centred(right, "", layout.SIGNER)
    layout.centred(right, foot.signer, layout.SIGNER, bold=True)


def clear(document: Document, office: str, title: str, day: date) -> None:
    """The file's own properties name the office, and no person, program or time of day."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = office
    properties.title, properties.comments, properties.keywords = title, "", ""
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
