"""Which words of an approved text say which fact (`data/answers/facts/<topic>.toml`), for people who check them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.advice.answers import Answer, Answers

_TABLE = {"read_on", "facts"}
_ROW = {"fact", "said", "held_by"}


class FactsError(ValueError):
    """A table of facts that cannot be used: names the file, the aspect and the row."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of the question bank, with its tag ("[B] …"), and where the product holds it.

    `said` are words of the answer as written, placeholders included. `held_by` names what holds a statement on how
    the product behaves: a form, a button, the caution.
    """

    fact: str
    said: tuple[str, ...] = ()
    held_by: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of one aspect; `read_on` is the day somebody who did not write the text read it against them."""

    answer: Answer
    read_on: date
    facts: tuple[Fact, ...]

    def unsaid(self) -> list[str]:
        """Words that a row claims and no text of the answer has."""
        texts = [_folded(text) for text in self.answer.texts()]
        return [words for row in self.facts for words in row.said if not any(_folded(words) in text for text in texts)]


def load(folder: Path, answers: Answers) -> list[Table]:
    """Read every table of `folder`, in the order of the answers. Raises FactsError."""
    found = {table.answer.key: table for path in sorted(folder.glob("*.toml")) for table in _read(path, answers)}
    return [found[answer.key] for answer in answers if answer.key in found]


def _read(path: Path, answers: Answers) -> list[Table]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FactsError(f"{path.name}: {error}") from error
    return [_read_table(path, answers, aspect, table) for aspect, table in tables.items()]


def _read_table(path: Path, answers: Answers, aspect: str, table: Any) -> Table:
    where = f"{path.name} [{aspect}]"
    answer = answers.find(path.stem, aspect)
    if answer is None:
        raise FactsError(f"{where}: {path.stem} has no such answer")
    if not isinstance(table, dict) or table.keys() != _TABLE:
        raise FactsError(f"{where}: needs exactly {sorted(_TABLE)}")
    if type(table["read_on"]) is not date:
        raise FactsError(f"{where}: read_on is a day, such as 2026-11-22")
    if not isinstance(table["facts"], list):
        raise FactsError(f"{where}: facts are rows, [[{aspect}.facts]]")
    rows = [_read_row(f"{where} row {number}", row) for number, row in enumerate(table["facts"], 1)]
    return Table(answer, table["read_on"], tuple(rows))


def _read_row(where: str, row: Any) -> Fact:
    if not isinstance(row, dict) or row.keys() - _ROW:
        raise FactsError(f"{where}: got {row!r}; allowed are {sorted(_ROW)}")
    said = row.get("said", [])
    said = [said] if isinstance(said, str) else said
    held_by = row.get("held_by")
    if not _is_text(row.get("fact")):
        raise FactsError(f"{where}: needs a fact")
    if not isinstance(said, list) or not all(map(_is_text, said)):
        raise FactsError(f"{where}: said is a text or a list of texts")
    if held_by is not None and not _is_text(held_by):
        raise FactsError(f"{where}: held_by is a text")
    if not said and held_by is None:
        raise FactsError(f"{where}: needs said or held_by")
    return Fact(row["fact"], tuple(said), held_by)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _folded(text: str) -> str:
    return " ".join(text.split())
