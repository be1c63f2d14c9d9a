"""What is drawn of a table: one small picture a column, or one of all columns, as data for the page's script."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.console.statistics.tables import BEFORE, Field, Record, Shown
from bot.statistics.block import Chart, Column

#: Pictures of one table, and lines in a picture; the table has them all.
MOST_PANELS, MOST_BARS, MOST_LINES = 6, 2, 60
#: What a table of targets calls its columns.
_SHARE, _TARGET, _BASE, _ENDS = "share", "target", "base", ("low", "high")


@dataclass(frozen=True, slots=True)
class Panel:
    """`kind` names the picture's template; a row has `row`, `series`, `value`, `text`, `href`, what the kind adds."""

    kind: Chart
    title: str
    unit: str
    rows: Sequence[dict[str, Any]]

    @property
    def has_before(self) -> bool:
        """Whether marks of the period before lie across its bars."""
        return any(row.get("before") is not None for row in self.rows)

    @property
    def data(self) -> dict[str, Any]:
        """As the page's script reads it."""
        return {"kind": str(self.kind), "title": self.title, "unit": self.unit, "rows": list(self.rows)}


def panels(shown: Shown) -> list[Panel]:
    """The pictures of a table, none where there is nothing to draw."""
    block = shown.block
    found = list(_panels(block.chart, shown)) if shown.records else []
    return [one for one in found if one.rows][:MOST_PANELS]


def _panels(chart: Chart, shown: Shown) -> Iterator[Panel]:
    numbers = [(at, one) for at, one in enumerate(shown.block.columns) if one.unit is not None and one.key != BEFORE]
    if chart is Chart.PROGRESS:
        yield _progress(shown)
    elif chart in {Chart.STACKED, Chart.HEAT} and numbers:
        # Parts of one whole: what is measured otherwise stands in the table alone.
        unit = numbers[0][1].unit
        rows = [row for at, column in numbers if column.unit is unit for row in _rows(shown, at, column)]
        yield Panel(chart, shown.block.title, str(unit), rows)
    elif chart is Chart.LINES:
        for at, column in numbers:
            yield Panel(chart, column.label, str(column.unit), list(_rows(shown, at, column)))
    elif chart is Chart.BARS:
        yield from _bars(shown, numbers[:MOST_BARS])


def _bars(shown: Shown, numbers: Sequence[tuple[int, Column]]) -> Iterator[Panel]:
    before = next(((at, one) for at, one in enumerate(shown.block.columns) if one.key == BEFORE), None)
    for number, (at, column) in enumerate(numbers):
        rows = list(_rows(shown, at, column))
        if before and number == 0 and column.unit is before[1].unit:
            then = {row["row"]: row["value"] for row in _rows(shown, *before)}
            rows = [{**row, "before": then.get(row["row"])} for row in rows]
        yield Panel(Chart.BARS, column.label, str(column.unit), rows)


def _rows(shown: Shown, at: int, column: Column) -> Iterator[dict[str, Any]]:
    for label, record in zip(_labels(shown), shown.records[:MOST_LINES], strict=False):
        field = record.fields[at]
        if isinstance(field.raw, int | float):
            yield _row(label, column.label, field)


def _row(label: str, series: str, field: Field) -> dict[str, Any]:
    text = f"{field.written.number} {field.written.word}".strip()
    return {"row": label, "series": series, "value": field.raw, "text": text, "href": field.href or ""}


def _labels(shown: Shown) -> list[str]:
    first = [record.fields[0].written.number for record in shown.records]
    if max(Counter(first).values()) == 1:
        return first
    words = [at for at, one in enumerate(shown.block.columns) if one.unit is None]
    return [" · ".join(record.fields[at].written.number for at in words[:3]) for record in shown.records]


def _progress(shown: Shown) -> Panel:
    columns = {one.key: at for at, one in enumerate(shown.block.columns)}
    title = next((one.label for one in shown.block.columns if one.key == _SHARE), "")
    rows = [
        row
        for label, record in zip(_labels(shown), shown.records, strict=True)
        if _SHARE in columns and (row := _reached(label, record, columns))
    ]
    return Panel(Chart.PROGRESS, title, "share", rows[:MOST_LINES])


def _reached(label: str, record: Record, columns: dict[str, int]) -> dict[str, Any] | None:
    def raw(key: str) -> Any:
        return record.fields[columns[key]].raw if key in columns else None

    if raw(_SHARE) is None:
        return None
    base = raw(_BASE)
    ends = {key: raw(key) / base if base and raw(key) is not None else None for key in _ENDS}
    return {**_row(label, "", record.fields[columns[_SHARE]]), "target": raw(_TARGET), **ends}
