"""The annex of the letter: every file with its digests, so that what arrives can be told from anything else."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell

from bot.cases.handover import layout
from bot.cases.handover.content import File, HandOver
from bot.cases.handover.words import Words

_COLUMNS = (Mm(10), Mm(46), Mm(28), Mm(81))
_HEADS = ("column_number", "column_file", "column_size", "column_digest")


def add_annex(document: Document, letter: HandOver, words: Words) -> None:
    """Write it into the document's last section."""
    layout.centred(document, words("annex"), layout.BODY, bold=True)
    layout.centred(document, words("annex_title", case=letter.case), layout.BODY, bold=True)
    of = layout.centred(document, words.annex_of(letter), layout.BODY, italic=True)
    of.paragraph_format.space_after = Pt(12)
    table = document.add_table(1, len(_COLUMNS))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, _HEADS, strict=True):
        layout.centred(cell, words(name), layout.TABLE, bold=True)
    layout.repeat_head(table)
    for number, file in enumerate(letter.files, 1):
        _add(list(table.add_row().cells), number, file, words)
    layout.fixed(table, _COLUMNS)


def _add(cells: list[_Cell], number: int, file: File, words: Words) -> None:
    layout.centred(cells[0], str(number), layout.TABLE)
    told = [words(f"kind_{file.kind}"), words("received", day=f"{file.received_on:%d/%m/%Y}")]
    size = words("bytes", count=f"{file.size:,}".replace(",", "."))
    digests = [words("digest_kept", digest=_grouped(file.sha256_kept))]
    if file.sha256_original != file.sha256_kept:
        digests.append(words("digest_original", digest=_grouped(file.sha256_original)))
    _left(cells[1], told)
    _left(cells[2], [size])
    _left(cells[3], digests)


def _left(cell: _Cell, lines: list[str]) -> None:
    for line in lines:
        layout.centred(cell, line, layout.TABLE).alignment = WD_ALIGN_PARAGRAPH.LEFT


def _grouped(digest: str) -> str:
    """In groups of eight: to be compared by eye, and broken into lines."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
