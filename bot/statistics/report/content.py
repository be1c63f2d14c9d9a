"""What a report holds, before it becomes a letter or a workbook: figures and tables as the pages have them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.statistics.block import Block, Column, Line
from bot.statistics.measure import Measure, Value
from bot.statistics.period import Period
from bot.statistics.report.kinds import Asked
from bot.statistics.report.words import Words


@dataclass(frozen=True, slots=True)
class Office:
    """Who reports to whom (`data/report/office.toml`)."""

    parent: str
    name: str
    place: str
    sign: str
    addressees: Sequence[str]
    copies: Sequence[str]
    archive: str
    on_behalf: str
    position: str
    signer: str
    grounds: str

    @classmethod
    def load(cls, file: Path) -> "Office":
        """Read the file. Raises OSError, TypeError where a name is missing or unknown."""
        return cls(**tomllib.loads(file.read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value in the report's period, and in the one before (None: nothing to compare with).

    `lengths` are the days of both periods, where they differ.
    """

    measure: Measure
    value: Value
    before: Value | None
    lengths: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a block the letter shows: some columns, the first lines; as a table; `drawn`: columns of its picture."""

    block: Block
    columns: Sequence[Column]
    lines: Sequence[Line]
    is_listed: bool
    drawn: Sequence[Column]

    @property
    def left(self) -> int:
        """How many lines stand in the workbook alone."""
        return len(self.block.lines) - len(self.lines)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of the letter."""

    title: str
    sentences: Sequence[str]
    figures: Sequence[Figure]
    tables: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `figures` and `blocks` hold everything by key, `sections` what the letter shows of it.

    `before` is what is compared with, None where there are no figures of it.
    """

    asked: Asked
    before: Period | None
    made_on: date
    office: Office
    words: Words
    notes: Sequence[str]
    figures: Mapping[str, Figure]
    blocks: Mapping[str, Block]
    sections: Sequence[Section]
    is_demonstration: bool

    @property
    def period(self) -> str:
        """In Vietnamese: "quý III năm 2026"."""
        return self.words.period(self.asked.period, self.asked.kind)

    @property
    def title(self) -> str:
        """What it is about, in one line."""
        return " ".join(self.words("about", period=self.period).split())

    @property
    def name(self) -> str:
        """Of its files, without an ending."""
        return name_of(self.asked)


def name_of(asked: Asked) -> str:
    """`bao-cao-quarter-2026-Q3`; with the last day counted where the period still runs."""
    until = f"-den-{asked.over.last}" if asked.is_running else ""
    return f"bao-cao-{asked.kind}-{asked.period.code}{until}"
