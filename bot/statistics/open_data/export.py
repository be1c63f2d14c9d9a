"""Writes the files: one CSV a table, all of it as JSON, and what each word means."""

import csv
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import exists, select

from bot.clock import VIETNAM
from bot.statistics.books import Books
from bot.statistics.open_data.months import given
from bot.statistics.open_data.readme import LICENCE, TEMPLATE, About, readme
from bot.statistics.open_data.rows import OpenRow, rows
from bot.statistics.open_data.tables import TABLES, TOGETHER, OpenTable
from bot.statistics.period import Period
from bot.statistics.room import StatisticsRoom
from bot.statistics.words import Words
from bot.storage.demonstration_tables import Demonstration
from bot.storage.personal import table

#: How the row of what is put together is called.
PUT_TOGETHER = "Gộp các mục ít lượt"


class FolderRefused(Exception):
    """The folder holds something already; what was given away once is not written over."""


def export(room: StatisticsRoom, folder: Path, publisher: str, at: datetime) -> list[str]:
    """Write everything into a new folder; gives the names of the files.

    Raises NothingToGive, FolderRefused, OSError, DatabaseUnavailable.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderRefused(f"{folder} holds files already; name a new one")
    months = given(room.books.span(), room.books.folded_at(), at)
    about = About(publisher, at, months, _is_invented(room))
    words = Words(room.adviser, room.audiences, room.campaigns)
    template = (room.data / TEMPLATE).read_text("utf-8")
    tables = {one: _named(one, words, room.books, months) for one in TABLES}
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: a reader never finds half of it.
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for one, lines in tables.items():
            _write_csv(work / f"{one.key}.csv", lines)
        (work / "so_lieu.json").write_text(_as_json(about, tables), "utf-8")
        (work / "README.md").write_text(readme(template, about), "utf-8")
        work.chmod(0o755)
        work.replace(folder)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return sorted(file.name for file in folder.iterdir())


def _named(of: OpenTable, words: Words, books: Books, months: Sequence[Period]) -> list[dict[str, Any]]:
    return [_line(of, words, row) for row in rows(of, books, months)]


def _line(of: OpenTable, words: Words, row: OpenRow) -> dict[str, Any]:
    line: dict[str, Any] = {"thang": row.month}
    for column, value in zip(of.columns, row.codes, strict=True):
        line[column.key] = value
        line[f"{column.key}_ten"] = PUT_TOGETHER if value == TOGETHER else column.name(words, value)
    return {**line, "luot": row.turns}


def _write_csv(file: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    # With the mark that spreadsheets know UTF-8 by.
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(lines[0]) if lines else ["thang", "luot"])
        writer.writeheader()
        writer.writerows(lines)


def _as_json(about: About, tables: Mapping[OpenTable, Sequence[Mapping[str, Any]]]) -> str:
    whole = {
        "ten": "Lượt trò chuyện với trợ lý An Sinh",
        "don_vi": about.publisher,
        "giay_phep": LICENCE,
        "lap_luc": about.made_at.astimezone(VIETNAM).isoformat(timespec="minutes"),
        "tu_thang": about.months[0].code,
        "den_thang": about.months[-1].code,
        "so_lieu_dung_thu": about.is_invented,
        "bang": {
            one.key: {
                "ten": one.title,
                "cot": {column.key: column.label for column in one.columns},
                "dong": lines,
            }
            for one, lines in tables.items()
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _is_invented(room: StatisticsRoom) -> bool:
    with room.database.looking() as connection:
        return bool(connection.scalar(select(exists().where(table(Demonstration).c.id.is_not(None)))))
