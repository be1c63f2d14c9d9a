"""Labelled questions (JSON lines), in the form of the evaluation's README."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.advice.answers import Answers
from bot.language.text import strip_diacritics
from bot.operations.benchmark.agreement import Asked, hits, topics
from bot.operations.benchmark.bars import PARTS
from bot.operations.benchmark.figures import Parts, Understood
from bot.operations.benchmark.foreign import foreign
from bot.operations.benchmark.readings import Reading
from bot.operations.understanding import InputBroken, read_questions

type Row = dict[str, Any]

_NEEDED = {"text", "full_text", "topics", "scope_class", "aspects", "person_written"}


def rows(file: Path) -> list[Row]:
    """Every question with its labels. Raises InputBroken."""
    found = read_questions(file)
    for row in found:
        if missing := _NEEDED - row.keys():
            raise InputBroken(f"{file.name}: question {row['id']} lacks {', '.join(sorted(missing))}")
    return found


def understood(rows: list[Row], read: Callable[[list[str]], list[Reading]], answers: Answers) -> Parts:
    """What a system reads in each part of the questions, as written and with diacritics stripped by machine."""
    return {part: _part(rows, part, read, answers) for part in PARTS}


def _part(rows: list[Row], part: str, read: Callable[[list[str]], list[Reading]], answers: Answers) -> Understood:
    texts = [row[part] for row in rows]
    written = _asked(rows, read(texts))
    stripped = _asked(rows, read([strip_diacritics(text) for text in texts]))
    return Understood(hits(written), hits(stripped), foreign(written, answers), topics(written))


def _asked(rows: list[Row], readings: list[Reading]) -> list[Asked]:
    return [Asked(row, reading) for row, reading in zip(rows, readings, strict=True)]
