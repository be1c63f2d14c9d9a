"""Reads one file of dated figures and refuses what breaks the schema, naming file and line.

A file is a list of tables ``[key]`` with ``label`` (Vietnamese), ``unit`` and ``[[key.values]]``; each value has
``from``, ``to`` (left out where open), ``value``, ``legal_basis``, ``confidence``, ``checked_on``, ``review_by``
and may have a ``note``. The values of a key follow one another without overlap and without gap.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NoReturn

from bot.policy.entry import MAY, MUST, Entry
from bot.policy.errors import PolicyDataError
from bot.policy.lines import LineMap
from bot.policy.units import UNITS, FigureValue, settle

_KEY = re.compile(r"^[a-z][a-z0-9_]*$")
_TOML_LINE = re.compile(r"at line (\d+)")
_TABLE = {"label", "unit", "values"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of law and the days it holds.

    ``value`` is a whole number (đồng, months, days …), an exact decimal (share 0.22 = 22%, factor), a date or a
    text, as ``unit`` says. ``effective_to`` is ``None`` while open. ``confidence`` is A, B, C or X; C and X are
    never spoken. ``review_by`` is compared with the real day of speaking, never with the day asked about.
    """

    key: str
    label: str
    value: FigureValue
    unit: str
    effective_from: date
    effective_to: date | None
    legal_basis: str
    confidence: str
    checked_on: date
    review_by: date
    note: str = ""

    def holds(self, on: date) -> bool:
        """Whether the value is in force on the day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def spoken(self) -> bool:
        """Whether the bot may state it at all."""
        return self.confidence in ("A", "B")

    def number(self) -> Decimal:
        """The value as an exact number; a text or a date is a mistake of the caller."""
        if isinstance(self.value, int | Decimal):
            return Decimal(self.value)
        raise TypeError(f"{self.key} is no number")

    def whole(self) -> int:
        """The value as a whole number (đồng, months, years, days)."""
        if isinstance(self.value, int):
            return self.value
        raise TypeError(f"{self.key} is no whole number")

    def day(self) -> date:
        """The value as a date."""
        if isinstance(self.value, date):
            return self.value
        raise TypeError(f"{self.key} is no date")


def parse(path: str, text: str) -> tuple[dict[str, object], LineMap]:
    """TOML with exact decimals; a syntax error or an impossible date comes with its line."""
    try:
        return tomllib.loads(text, parse_float=Decimal), LineMap(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise PolicyDataError(path, line, f"not valid TOML: {error}") from error


def read_figures(path: str, text: str) -> dict[str, tuple[Figure, ...]]:
    """All keys of one file, each with its values in order of time."""
    tables, lines = parse(path, text)
    return {key: _FigureTable(path, lines, key).read(table) for key, table in tables.items()}


class _FigureTable:
    def __init__(self, path: str, lines: LineMap, key: str) -> None:
        self.path, self.lines, self.key = path, lines, key

    def read(self, table: object) -> tuple[Figure, ...]:
        if not isinstance(table, dict):
            self._fail(f"{self.key!r} must be a table")
        if not _KEY.match(self.key):
            self._fail(f"{self.key!r} is not a key in snake_case")
        for name in table:
            if name not in _TABLE:
                self._fail(f"unknown field {name!r} of {self.key!r}", name)
        label, unit, values = table.get("label"), table.get("unit"), table.get("values")
        if not isinstance(label, str) or not label.strip():
            self._fail(f"{self.key!r} needs a label", "label")
        if unit not in UNITS:
            self._fail(f"unit {unit!r} is not one of {', '.join(sorted(UNITS))}", "unit")
        if not isinstance(values, list) or not values:
            self._fail(f"{self.key!r} has no values")
        if not all(isinstance(value, dict) for value in values):
            self._fail(f"the values of {self.key!r} must be written [[{self.key}.values]]", "values")
        entries = [Entry(self.path, self.lines, f"{self.key}.values", *item) for item in enumerate(values)]
        figures = [self._figure(entry, label, unit) for entry in entries]
        for entry, before, after in zip(entries[1:], figures, figures[1:], strict=False):
            _follows(entry, before, after)
        return tuple(figures)

    def _figure(self, entry: Entry, label: str, unit: str) -> Figure:
        entry.check((*MUST, "value"), MAY)
        value = settle(unit, entry.raw["value"])
        if value is None:
            entry.fail(f"value {entry.raw['value']!r} does not fit the unit {unit!r}", "value")
        return Figure(
            key=self.key,
            label=label,
            value=value,
            unit=unit,
            effective_from=entry.day("from"),
            effective_to=entry.day_or_none("to"),
            legal_basis=entry.text("legal_basis"),
            confidence=entry.text("confidence"),
            checked_on=entry.day("checked_on"),
            review_by=entry.day("review_by"),
            note=entry.text("note"),
        )

    def _fail(self, problem: str, field: str | None = None) -> NoReturn:
        raise PolicyDataError(self.path, self.lines.table(self.key, 0, field), problem)


def _follows(entry: Entry, before: Figure, after: Figure) -> None:
    if before.effective_to is None or after.effective_from <= before.effective_to:
        entry.fail("the period overlaps the one before", "from")
    if after.effective_from != before.effective_to + timedelta(days=1):
        entry.fail(f"gap after {before.effective_to.isoformat()}", "from")
