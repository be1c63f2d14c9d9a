"""The pictures of the letter: what a table shows, drawn to be read in black and white too; PNG."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from typing import Any

import altair as alt
import vl_convert

from bot.pictures.font import FAMILY
from bot.pictures.painter import NUMBERS, VEGA_LITE, open_font
from bot.pictures.paper import INK, LINE, QUIET
from bot.pictures.png import repacked
from bot.statistics.block import Chart, Column, Line
from bot.statistics.measure import Unit
from bot.statistics.report.content import Shown
from bot.statistics.report.words import Words
from bot.statistics.report.written import amount

#: Points; a point is a quarter of a millimetre on paper.
WIDTH, ROW, HEIGHT = 640, 26, 220
#: Seconds that one drawing may take.
PATIENCE = 120.0
#: Sharp in print: 165 mm are 1,600 pixels.
_SCALE = 2.5
#: Pixels of a picture that is as wide as the text.
WIDEST = int(WIDTH * _SCALE)
#: Apart for every kind of colour blindness and in grey.
_COLOURS = ("#1a62a8", "#d98c26", "#55645d", "#7fb2dd", "#8c4a00", "#b9c4be")
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3])
_MOST_SERIES = len(_COLOURS)
_LABELS, _LABEL_WIDTH = 12, 250
Row = dict[str, Any]


@contextmanager
def easel() -> Iterator[Callable[[Shown, Words], bytes | None]]:
    """`draw` in a process of its own, which ends with it: a drawing's 100 MB do not stay with the app.

    Raises TimeoutError, BrokenProcessPool for one that hangs or dies.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            yield lambda shown, words: pool.submit(draw, shown, words).result(PATIENCE)
        except BaseException:
            # The way out waits for the process, whatever it does.
            for process in (pool._processes or {}).values():
                process.terminate()
            raise


def draw(shown: Shown, words: Words) -> bytes | None:
    """The picture of a table; None where there is nothing to draw. Raises ValueError where it cannot be drawn."""
    numbers, lines = list(shown.drawn)[:_MOST_SERIES], _drawable(shown)
    if not any(line.cells.get(one.key) for line in lines for one in numbers) or shown.block.chart not in _DRAWN:
        return None
    chart = _DRAWN[shown.block.chart](numbers, _rows(shown.block.columns[:2], numbers, lines, words))
    spec = (
        chart.configure(font=FAMILY, background="white", padding=4)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=_LABELS, labelColor=INK, labelLimit=_LABEL_WIDTH, gridColor=LINE, title=None)
        .configure_legend(labelFontSize=_LABELS, labelColor=INK, labelLimit=WIDTH, title=None, orient="top", columns=2)
    )
    open_font()
    drawn: bytes = vl_convert.vegalite_to_png(
        spec.to_dict(validate=False), vl_version=VEGA_LITE, scale=_SCALE, format_locale=NUMBERS, allowed_base_urls=[]
    )
    return repacked(drawn)


def _drawable(shown: Shown) -> list[Line]:
    """Lines with a number; of targets those with a share: a target alone would look like something reached."""
    needed = [_SHARE] if shown.block.chart is Chart.PROGRESS else [one.key for one in shown.drawn]
    return [line for line in shown.lines if any(line.cells.get(key) is not None for key in needed)]


def _rows(firsts: Sequence[Column], numbers: Sequence[Column], lines: Sequence[Line], words: Words) -> list[Row]:
    """A row a number, by the name of its line: its first column, with its second one where names come twice."""
    names = [_name(line.cells.get(firsts[0].key)) for line in lines]
    if len(set(names)) < len(names):
        names = [f"{name} ({_name(line.cells.get(firsts[1].key))})" for name, line in zip(names, lines, strict=True)]
    return [
        {
            "of": name,
            "key": column.key,
            "series": column.label,
            "order": at,
            "amount": value,
            "label": amount(value, column.unit, words),
        }
        for name, line in zip(names, lines, strict=True)
        for at, column in enumerate(numbers)
        if isinstance(value := line.cells.get(column.key), int | float)
    ]


def _name(value: object) -> str:
    return f"{value:%d/%m}" if isinstance(value, date) else str(value or "")


def _base(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _colour(numbers: Sequence[Column]) -> alt.Color:
    names = [column.label for column in numbers]
    scale = alt.Scale(domain=names, range=list(_COLOURS[: len(names)]))
    return alt.Color("series:N", scale=scale, legend=alt.Legend() if len(names) > 1 else None)


def _down(rows: list[Row]) -> alt.Y:
    """Names from the top down, in the table's order."""
    axis = alt.Axis(ticks=False, domain=False, labelPadding=8)
    return alt.Y("of:N", sort=_names(rows), axis=axis)


def _names(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row["of"] for row in rows))


def _bars(numbers: Sequence[Column], rows: list[Row]) -> Any:
    """Bars side by side with their amounts at their ends."""
    labels = [column.label for column in numbers]
    several: dict[str, Any] = {"yOffset": alt.YOffset("series:N", sort=labels)} if len(numbers) > 1 else {}
    base = _base(rows).encode(y=_down(rows), x=alt.X("amount:Q", axis=None, scale=alt.Scale(domainMin=0)), **several)
    text = base.mark_text(align="left", dx=4, fontSize=_LABELS, color=INK).encode(text="label:N")
    height = len(_names(rows)) * (ROW if len(numbers) == 1 else 17 * len(numbers) + 8)
    return alt.layer(base.mark_bar().encode(color=_colour(numbers)), text).properties(width=WIDTH - 320, height=height)


def _stacked(numbers: Sequence[Column], rows: list[Row]) -> Any:
    """Parts of a bar one after the other."""
    bars = _base(rows).mark_bar(stroke="white", strokeWidth=1)
    return bars.encode(
        y=_down(rows), x=alt.X("amount:Q", axis=_amounts(numbers[0].unit)), color=_colour(numbers), order="order:Q"
    ).properties(width=WIDTH - 280, height=len(_names(rows)) * ROW)


def _lines(numbers: Sequence[Column], rows: list[Row]) -> Any:
    """A line a column along the days or months of the first one; dashes tell them apart without colour."""
    labels = [column.label for column in numbers]
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=labels, range=list(_DASHES[: len(labels)])), legend=None)
    names = _names(rows)
    drawn = _base(rows).mark_line(strokeWidth=2.2, point=len(names) <= 31)
    axis = alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=10, grid=False, domainColor=QUIET)
    return drawn.encode(
        x=alt.X("of:N", sort=names, axis=axis),
        y=alt.Y("amount:Q", axis=_amounts(numbers[0].unit), scale=alt.Scale(domainMin=0)),
        color=_colour(numbers),
        strokeDash=dash,
    ).properties(width=WIDTH - 80, height=HEIGHT)


def _heat(numbers: Sequence[Column], rows: list[Row]) -> Any:
    """A field a cell, the darker the more."""
    axis = alt.Axis(labelAngle=0, orient="top", ticks=False, domain=False, labelOverlap="greedy")
    fields = _base(rows).mark_rect(stroke="white")
    return fields.encode(
        y=_down(rows),
        x=alt.X("series:N", sort=[column.label for column in numbers], axis=axis),
        color=alt.Color("amount:Q", scale=alt.Scale(range=["#f0f4f2", "#1a62a8"], domainMin=0), legend=None),
    ).properties(width=WIDTH - 120, height=len(_names(rows)) * ROW)


def _progress(_numbers: Sequence[Column], rows: list[Row]) -> Any:
    """What is reached as a bar, the target as a mark across it."""
    reached = [row for row in rows if row["key"] == _SHARE]
    most = max([1.0, *(row["amount"] for row in reached)])
    x = alt.X("amount:Q", axis=_amounts(Unit.SHARE), scale=alt.Scale(domain=[0, most]))
    y, bars = _down(rows), _base(reached)
    marks = _base([row for row in rows if row["key"] == _TARGET])
    layers = (
        bars.mark_bar(height=14, color=_COLOURS[0]).encode(x=x, y=y),
        marks.mark_tick(height=22, thickness=3, color=INK).encode(x=x, y=y),
        bars.mark_text(align="left", dx=6, fontSize=_LABELS, color=INK).encode(x=x, y=y, text="label:N"),
    )
    return alt.layer(*layers).properties(width=WIDTH - 320, height=len(_names(rows)) * (ROW + 6))


#: Columns of a table of targets that are drawn.
_SHARE, _TARGET = "share", "target"


def _amounts(unit: Unit | None) -> alt.Axis:
    shape = ".0%" if unit is Unit.SHARE else ",.0f"
    return alt.Axis(format=shape, tickCount=5, domain=False, ticks=False, labelColor=QUIET, gridOpacity=0.7)


_DRAWN: dict[Chart, Callable[[Sequence[Column], list[Row]], Any]] = {
    Chart.BARS: _bars,
    Chart.STACKED: _stacked,
    Chart.LINES: _lines,
    Chart.HEAT: _heat,
    Chart.PROGRESS: _progress,
}
