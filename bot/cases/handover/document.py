"""The letter as a Word file, from what `content` holds and the words of `data/answers/documents/handover.toml`."""

import tomllib
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt

from bot.cases.handover import layout, letterhead
from bot.cases.handover.annex import add_annex
from bot.cases.handover.content import HandOver
from bot.cases.handover.words import Words
from bot.privacy.masking import mask


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
        letterhead.clear(document, letter.agency.name, letter.case, letter.dated_on or date(letter.year, 1, 1))
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
        left = letterhead.add_head(
            document,
            letterhead.Head(
                agency.parent,
                agency.name,
                words.number(letter),
                words("nation"),
                words("motto"),
                words.place_day(letter),
            ),
        )
        about = layout.centred(left, words(f"about_{letter.kind}"), layout.ABOUT)
        about.paragraph_format.space_before = Pt(6)

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
        words, signature = self._words, letter.signature
        also = [f"- {office};" for office in letter.also_to]
        copies = [words("copies_above"), *also, words("copies_archive", archive=letter.agency.archive)]
        signs_as = signature.on_behalf, signature.position
        letterhead.add_foot(document, letterhead.Foot(words("copies_head"), copies, signs_as, signature.name))
