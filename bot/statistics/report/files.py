"""A report's two files on disk: each is whole or not there."""

import os
from pathlib import Path

from bot.statistics.report.content import Report
from bot.statistics.report.document import docx
from bot.statistics.report.workbook import xlsx

#: Endings, in the order in which they are written.
ENDINGS = (".xlsx", ".docx")


def save(report: Report, folder: Path) -> list[Path]:
    """Write both into a folder, over older ones of the same name. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{report.name}{ending}" for ending in ENDINGS]
    for file, content in zip(files, (xlsx(report), docx(report)), strict=True):
        put(file, content)
    return files


def put(file: Path, content: bytes) -> None:
    """Write one beside its place, then move it there: whoever dies in between leaves no half file of its name."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with part.open("wb") as output:
            output.write(content)
            output.flush()
            os.fsync(output.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
