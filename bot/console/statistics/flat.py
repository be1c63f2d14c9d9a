"""A page of figures as one flat list for CSV and XLSX, and in its own shape for JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.console.statistics.figures import Figure
from bot.console.statistics.frame import Frame
from bot.console.statistics.tables import Shown
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, plain
from bot.statistics.block import Cell
from bot.statistics.measure import Measure, Value
from bot.statistics.scope import DIMENSIONS


@dataclass(frozen=True, slots=True)
class Entry:
    """One number or word of a page: `block` is the measure or table (`kind`), `row` and `column` its place there."""

    kind: str
    block: str
    title: str
    row: str
    column: str
    value: Cell
    unit: str
    definition: str


COLUMNS: list[Column[Entry]] = [
    Column("kind", said("Loại"), lambda one: one.kind),
    Column("block", said("Mã"), lambda one: one.block),
    Column("title", said("Tên"), lambda one: one.title),
    Column("row", said("Dòng"), lambda one: one.row),
    Column("column", said("Cột"), lambda one: one.column),
    Column("value", said("Giá trị"), lambda one: one.value),
    Column("unit", said("Đơn vị"), lambda one: one.unit),
    Column("definition", said("Định nghĩa"), lambda one: one.definition),
]


def entries(figures: Iterable[Figure], tables: Iterable[Shown]) -> list[Entry]:
    """All figures, then all tables."""
    return [entry for one in figures for entry in _of_figure(one)] + [one for it in tables for one in _of_table(it)]


def _of_figure(figure: Figure) -> Iterator[Entry]:
    one, unit = figure.measure, str(figure.measure.unit)
    parts: list[tuple[str, Cell, str]] = [("value", figure.value.amount, unit)]
    if figure.value.of is not None:
        parts += [("numerator", figure.value.numerator, "count"), ("denominator", figure.value.of, "count")]
    if figure.value.low is not None:
        parts += [("low", figure.value.low, unit), ("high", figure.value.high, unit)]
    if figure.held:
        parts.append(("held", figure.held.amount, unit))
    if figure.earlier:
        parts.append(("earlier", figure.earlier.amount, unit))
    for column, value, its in parts:
        yield Entry("measure", one.key, one.label, "", column, value, its, one.definition)


def _of_table(shown: Shown) -> Iterator[Entry]:
    block = shown.block
    for number, record in enumerate(shown.records, 1):
        row = record.fields[0].written.number or str(number)
        for column, field in zip(block.columns, record.fields, strict=True):
            yield Entry(
                "table",
                block.key,
                block.title,
                row,
                column.label,
                field.raw,
                str(column.unit or ""),
                block.definition,
            )


def structure(frame: Frame, name: str, figures: Iterable[Figure], tables: Iterable[Shown]) -> dict[str, Any]:
    """The page for a program."""
    asked = frame.asked
    return {
        "page": name,
        "period": {"code": asked.period.code, "first": plain(asked.period.first), "last": plain(asked.period.last)},
        "compared": asked.earlier.period.code if asked.earlier else None,
        "held": asked.whole.code if asked.earlier and asked.whole else None,
        "filter": {dimension: list(asked.scope.of(dimension)) for dimension in DIMENSIONS},
        "counted_until": plain(frame.counted_until),
        "measures": [_figure(one) for one in figures],
        "tables": [_table(one) for one in tables],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    points = figure.trend.points if figure.trend else []
    return {
        **described(figure.measure),
        "value": _value(figure.value),
        "held": _value(figure.held) if figure.held else None,
        "earlier": _value(figure.earlier) if figure.earlier else None,
        "trend": [{"period": one.period.code, "amount": one.value.amount} for one in points],
        "rows": figure.href,
    }


def described(measure: Measure) -> dict[str, Any]:
    """What a figure is, for a program."""
    return {
        "kind": "measure",
        "key": measure.key,
        "label": measure.label,
        "theme": measure.theme,
        "definition": measure.definition,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "exclusions": measure.exclusions,
        "unit": str(measure.unit),
        "direction": str(measure.direction),
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "amount": value.amount,
        "numerator": value.numerator,
        "of": value.of,
        "low": value.low,
        "high": value.high,
        "at_most": value.at_most,
        "why": value.why,
    }


def _table(shown: Shown) -> dict[str, Any]:
    block = shown.block
    keys = [column.key for column in block.columns]
    return {
        "key": block.key,
        "title": block.title,
        "definition": block.definition,
        "columns": [{"key": one.key, "label": one.label, "unit": str(one.unit or "")} for one in block.columns],
        "rows": [
            {**dict(zip(keys, (plain(field.raw) for field in one.fields), strict=True)), "why": one.why}
            for one in shown.records
        ],
        "adds_up": block.adds_up,
        "note": block.note,
        "answers_to": list(block.answers_to),
    }
