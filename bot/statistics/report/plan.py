"""What stands in which report (`data/report/sections.toml`): sections with sentences, figures, tables."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.statistics.report.kinds import Kind


class PlanRefused(ValueError):
    """The file names something that there is not; the message says where."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`say` with gaps; `otherwise` where one of them cannot be filled, "" for nothing."""

    say: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A block of a section: `columns` shown (none named: all), `rows` shown, whether as table, as picture."""

    key: str
    columns: Sequence[str]
    rows: int
    is_listed: bool
    is_drawn: bool
    picture: Sequence[str]


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section; `figures` are keys of measures."""

    title: str
    sentences: Sequence[Sentence]
    figures: Sequence[str]
    tables: Sequence[TablePlan]


@dataclass(frozen=True, slots=True)
class Plan:
    """The sections of each kind; `left_out`: blocks that no report holds.

    Of the tables `of_questions` the letter leaves out the lines of the topics `no_questions`.
    """

    sections: Mapping[Kind, Sequence[SectionPlan]]
    left_out: frozenset[str]
    of_questions: frozenset[str]
    no_questions: frozenset[str]

    @classmethod
    def load(cls, file: Path) -> "Plan":
        """Read the file. Raises OSError, PlanRefused."""
        try:
            table = tomllib.loads(file.read_text("utf-8"))
            sections = {kind: tuple(_sections(table["section"], kind)) for kind in Kind}
            names = (frozenset(table[name]) for name in ("left_out", "of_questions", "no_questions"))
            return cls(sections, *names)
        except (KeyError, TypeError, ValueError) as error:
            raise PlanRefused(f"{file.name}: {error}") from None


def _sections(rows: Sequence[Mapping[str, Any]], kind: Kind) -> Sequence[SectionPlan]:
    return [
        SectionPlan(
            title=row["title"],
            sentences=[Sentence(one["say"], one.get("otherwise", "")) for one in _of(row.get("text", ()), kind)],
            figures=row.get("figures", ()),
            tables=[_table(one) for one in _of(row.get("table", ()), kind)],
        )
        for row in _of(rows, kind)
    ]


def _of(rows: Sequence[Mapping[str, Any]], kind: Kind) -> Sequence[Mapping[str, Any]]:
    """Those of a kind of report; `in` left out is all kinds."""
    return [row for row in rows if kind in [Kind(name) for name in row.get("in", list(Kind))]]


def _table(row: Mapping[str, Any]) -> TablePlan:
    return TablePlan(
        key=row["key"],
        columns=row.get("columns", ()),
        rows=row.get("rows", 10),
        is_listed=row.get("listed", True),
        is_drawn=row.get("drawn", True),
        picture=row.get("picture", ()),
    )
