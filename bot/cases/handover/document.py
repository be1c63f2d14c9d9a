"""The letter as a Word file, from what `content` holds and the words of `data/answers/documents/handover.toml`."""

import tomllib
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell

from bot.cases.handover import layout
from bot.cases.handover.annex import add_annex
from bot.cases.handover.content import HandOver
from bot.cases.handover.words import Words
from bot.privacy.masking import mask

#: Left and right of the head; left and right of the foot.
_HEAD, _FOOT = (Mm(72), Mm(93)), (Mm(82), Mm(83))
#: Lengths of the lines below the agency's name and below the motto.
_AGENCY_LINE, _MOTTO_LINE = Mm(26), Mm(58)
#: Room for a signature and a seal.
_SIGNING = 4


class Letters:
    """Writes letters."""

    def __init__(self, words: Words):
        self._words = words

    @classmethod
    def load(cls, file: Path) -> "Letters":
        """The words of a file."""
        return cls(Words(tomllib.loads(file.read_text("utf-8"))))

    def write(self, letter: HandOver) -> bytes:
        """The letter as DOCX. Words of the report are masked once more: nothing else may put numbers of persons in."""
        document = docx.Document()
        _clear(document, letter)
        layout.prepare(document)
        self._head(document, letter)
        self._addressees(document, letter)
        self._text(document, letter)
        self._foot(document, letter)
        if letter.files:
            section = document.add_section(WD_SECTION.NEW_PAGE)
            layout.set_page(section)
            add_annex(document, letter, self._words)
        output = BytesIO()
        document.save(output)
        return output.getvalue()

    def _head(self, document: Document, letter: HandOver) -> None:
        words, agency = self._words, letter.agency
        left, right = layout.head_table(document, *_HEAD)
        layout.centred(left, agency.parent.upper(), layout.AGENCY)
        layout.centred(left, agency.name.upper(), layout.AGENCY, bold=True)
        layout.rule(left, _AGENCY_LINE, _HEAD[0])
        layout.centred(left, words.number(letter), layout.NUMBER)
        about = layout.centred(left, words(f"about_{letter.kind}"), layout.ABOUT)
        about.paragraph_format.space_before = Pt(6)
        layout.centred(right, words("nation"), layout.NATION, bold=True)
        layout.centred(right, words("motto"), layout.MOTTO, bold=True)
        layout.rule(right, _MOTTO_LINE, _HEAD[1])
        layout.centred(right, words.place_day(letter), layout.DAY, italic=True)

    def _addressees(self, document: Document, letter: HandOver) -> None:
        to = self._words("to")
        first, last = document.add_paragraph(), None
        form = first.paragraph_format
        form.space_before, form.space_after, form.left_indent = Pt(12), Pt(0), Mm(25)
        if len(letter.addressees) == 1:
            layout.written(first, to + letter.addressees[0], layout.BODY)
        else:
            layout.written(first, to.strip(), layout.BODY)
            ends = [";"] * (len(letter.addressees) - 1) + ["."]
            for office, end in zip(letter.addressees, ends, strict=True):
                last = layout.listed(document, f"- {office}{end}")
        (last or first).paragraph_format.space_after = Pt(12)

    def _text(self, document: Document, letter: HandOver) -> None:
        words = self._words
        layout.body(document, words.opening(letter))
        number = 0

        def head(name: str) -> None:
            nonlocal number
            number += 1
            layout.body(document, words("head", number=number, title=words(name)), bold=True)

        head("told_head")
        for line in letter.told:
            layout.body(document, words("told_line", label=line.label, text=mask(line.text).text))
        layout.body(document, words("told_masked", agency=letter.agency.name))
        if letter.clues:
            head("clues_head")
            for label, clue in letter.clues:
                layout.body(document, words("told_line", label=label, text=clue))
        head("evidence_head")
        evidence = "evidence_some" if letter.files else "evidence_none"
        layout.body(document, words(evidence, count=len(letter.files)))
        if letter.history:
            head("history_head")
            for step in letter.history:
                layout.body(document, words("history_line", day=f"{step.on:%d/%m/%Y}", what=mask(step.what).text))
        head("grounds_head")
        for ground in letter.grounds:
            layout.body(document, f"- {ground}.")
        for name in ("reporter", "request", "thanks"):
            layout.body(document, words(name, agency=letter.agency.name))

    def _foot(self, document: Document, letter: HandOver) -> None:
        left, right = layout.head_table(document, *_FOOT)
        self._copies(left, letter)
        signature = letter.signature
        for line in (signature.on_behalf, signature.position):
            if line:
                layout.centred(right, line.upper(), layout.SIGNER, bold=True)
        for _ in range(_SIGNING):
            layout.centred(right, "", layout.SIGNER)
        layout.centred(right, signature.name, layout.SIGNER, bold=True)

    def _copies(self, cell: _Cell, letter: HandOver) -> None:
        words = self._words
        also = [f"- {office};" for office in letter.also_to]
        lines = [words("copies_above"), *also, words("copies_archive", archive=letter.agency.archive)]
        head = layout.centred(cell, words("copies_head"), layout.COPIES_HEAD, bold=True, italic=True)
        head.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for line in lines:
            layout.centred(cell, line, layout.COPIES).alignment = WD_ALIGN_PARAGRAPH.LEFT


def _clear(document: Document, letter: HandOver) -> None:
    """The file's own properties name the agency, and no person, program or time of day."""
    properties = document.core_properties
    midnight = datetime.combine(letter.dated_on or date(letter.year, 1, 1), time(), UTC)
    properties.author = properties.last_modified_by = letter.agency.name
    properties.title, properties.comments, properties.keywords = letter.case, "", ""
    properties.created = properties.modified = midnight
