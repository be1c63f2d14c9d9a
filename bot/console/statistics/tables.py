"""The tables of a page: each cell in words, with its link, and what of it is drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

from bot.console.matrix import READERS
from bot.console.roles import Role
from bot.console.statistics.frame import PATH, Frame
from bot.console.statistics.written import Written, written
from bot.console.web.filters import day
from bot.statistics.block import Block, Cell, Column, Line, Table
from bot.statistics.earlier import earlier
from bot.statistics.period import Period
from bot.statistics.scope import Scope

#: What a table calls the period before.
BEFORE = "before"
#: Tables about single members of staff, and of what citizens wrote; who may see them.
PRIVATE = {"officer_workload": frozenset({Role.MANAGER, Role.AUDITOR}), "questions_not_understood": READERS}


@dataclass(frozen=True, slots=True)
class Field:
    """One cell as it is shown: `raw` for files and pictures."""

    raw: Cell
    written: Written
    is_number: bool
    href: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """One line as it is shown; `why` says why a number is missing."""

    fields: Sequence[Field]
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as a page shows it; `unheeded` are the parts of the filter that it does not heed, in words."""

    block: Block
    records: Sequence[Record]
    unheeded: Sequence[str]


def seen(tables: Iterable[Table], roles: frozenset[Role]) -> list[Table]:
    """Those that one of the roles may see."""
    return [one for one in tables if one.key not in PRIVATE or not roles.isdisjoint(PRIVATE[one.key])]


def shown(frame: Frame, table: Table) -> Shown:
    """A table made for the filter of the page. Raises DatabaseUnavailable and what its data is refused for."""
    return show(frame, table.make(frame.room, frame.asked.scope))


def show(frame: Frame, block: Block) -> Shown:
    """A block with the links of this reader."""
    records = [Record(_fields(frame, block.columns, line), line.why) for line in block.lines]
    return Shown(block, records, frame.unheeded(block.answers_to))


def _fields(frame: Frame, columns: Sequence[Column], line: Line) -> list[Field]:
    found = []
    for at, column in enumerate(columns):
        raw = line.cells.get(column.key)
        is_number = column.unit is not None
        href = _rows(frame, columns, line, column, raw) if is_number else frame.open_to(line.link) if at == 0 else None
        found.append(Field(raw, _written(raw, column), is_number, href))
    return found


def _written(raw: Cell, column: Column) -> Written:
    if column.unit is not None and (raw is None or isinstance(raw, int | float)):
        return written(raw, column.unit)
    return Written(day(raw) if isinstance(raw, date | datetime) else "" if raw is None else str(raw))


def _rows(frame: Frame, columns: Sequence[Column], line: Line, column: Column, raw: Cell) -> str | None:
    """Where a number leads: to the turns of its own condition, or of its line's; that before, to those of its days."""
    if raw is None:
        return None
    scope, count = narrowed(frame.asked.scope, line), raw if isinstance(raw, int) else None
    if column.key == BEFORE:
        past = earlier(scope, frame.asked.today)
        condition = _condition(line.link) or next((one.rows for one in columns if one.rows), None)
        return frame.rows(past, condition, count) if past else None
    if column.rows is None and (condition := _condition(line.link)):
        return frame.rows(scope, condition, count)
    return frame.rows(scope, column.rows, count) or frame.open_to(line.link)


def _condition(link: str | None) -> str | None:
    """The condition that a line's link asks for, where it leads to the turns of the very filter of the page."""
    parts = urlsplit(link or "")
    return next(iter(parse_qs(parts.query).get("condition", [])), None) if parts.path == f"{PATH}/rows" else None


def narrowed(scope: Scope, line: Line) -> Scope:
    """The filter of a line: its dimensions (several values stand between commas), its days."""
    for dimension, value in line.scope.items():
        scope = scope.at(dimension, *value.split(","))
    return replace(scope, period=Period(*line.days)) if line.days else scope
