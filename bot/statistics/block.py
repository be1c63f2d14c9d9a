"""A table of figures as pages, reports and files show it: one source for all of them, so that they say the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.statistics.measure import Unit
from bot.statistics.scope import Scope

if TYPE_CHECKING:
    from bot.statistics.room import StatisticsRoom

Cell = int | float | str | date | datetime | None


class Chart(StrEnum):
    """How the rows are drawn beside the table: the first column against those that are numbers."""

    NONE = "none"
    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"
    HEAT = "heat"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `unit` is None for words and days. `rows` names the condition whose turns are behind its numbers."""

    key: str
    label: str
    unit: Unit | None = None
    rows: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row. A number is None where it is hidden or cannot be told, `why` says so.

    `scope` narrows the filter to the turns of this row (dimension → value); `link` leads elsewhere, where its rows are
    no turns.
    """

    cells: Mapping[str, Cell]
    scope: Mapping[str, str] = field(default_factory=dict)
    days: tuple[date, date] | None = None
    link: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A titled table. `adds_up` is "" where its rows add up to the whole, else it says why they do not.

    `answers_to` names the dimensions of the filter that it heeds; the page says which it does not.
    """

    key: str
    title: str
    definition: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    chart: Chart = Chart.NONE
    adds_up: str = ""
    note: str = ""
    answers_to: tuple[str, ...] = ("period", "channel", "audience", "campaign", "topic")


@dataclass(frozen=True, slots=True)
class Table:
    """How a block is made: one a module in `bot.statistics.blocks`. `make` raises DatabaseUnavailable."""

    key: str
    theme: str
    order: int
    make: Callable[["StatisticsRoom", Scope], Block]
    definition: str
