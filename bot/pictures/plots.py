"""The two plots: money of each life by age as lines, and a bar of parts. Their data are the calculator's numbers."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from bot.advice.picture import Curves, Part
from bot.pictures.paper import COLOURS, INK, LINE, PAPER, QUIET, SHAPES

MONTHS_IN_YEAR = 12
#: Years between two ages on the axis: the first that leaves room for all of them.
AGE_STEPS = (5, 10, 20)
MOST_AGES = 9
SMALL = 12
#: Points from the top of a bar's room to its middle line.
BAR_MIDDLE = 18
#: Fillings of a bar's parts from left to right.
TONES = ("#55645d", "#9aa8a1")


@dataclass(frozen=True, slots=True)
class Room:
    """Where a plot stands: points from the upper left corner of the sheet."""

    left: float
    top: float
    width: float
    height: float


def lines(curves: Curves) -> list[alt.Chart]:
    """Lines over age with their corners marked, the line of no money, the point where they meet."""
    names = [line.name for line in curves.lines]
    rows = [{"life": line.name, "age_months": age, "dong": dong} for line in curves.lines for age, dong in line.points]
    colour = alt.Scale(domain=names, range=list(COLOURS[: len(names)]))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("age_months:Q", axis=_age_axis(curves), scale=alt.Scale(domain=ages(curves), nice=False)),
        y=alt.Y("dong:Q", axis=_money_axis()),
        color=alt.Color("life:N", scale=colour, legend=None),
    )
    shape = alt.Shape("life:N", scale=alt.Scale(domain=names, range=list(SHAPES[: len(names)])), legend=None)
    corners = base.mark_point(filled=True, size=60, opacity=1).encode(shape=shape)
    zero = alt.Chart(alt.InlineData(values=[{"dong": 0}])).mark_rule(color=INK, strokeWidth=1).encode(y="dong:Q")
    return [zero, base.mark_line(strokeWidth=3.2, strokeJoin="round"), corners, *_meeting(curves)]


def ages(curves: Curves) -> list[int]:
    """The youngest and the oldest age shown, in months."""
    shown = [age for line in curves.lines for age, _ in line.points]
    return [min(shown), max(shown)]


def _meeting(curves: Curves) -> list[alt.Chart]:
    if curves.even is None:
        return []
    age, dong = curves.even
    chart = alt.Chart(alt.InlineData(values=[{"age_months": age, "dong": dong}]))
    drop = chart.mark_rule(strokeDash=[3, 3], strokeWidth=1.3, color=INK).encode(x="age_months:Q")
    spot = chart.mark_point(size=150, stroke=INK, fill=PAPER, strokeWidth=2, opacity=1)
    return [drop, spot.encode(x="age_months:Q", y="dong:Q")]


def bar(parts: tuple[Part, ...]) -> list[alt.Chart]:
    """One bar of parts from left to right; what is still open is only outlined."""
    rows: list[dict[str, Any]] = []
    begun = 0
    tones = iter(TONES)
    for part in parts:
        fill = PAPER if part.open else next(tones)
        rows.append({"part": part.name, "begin": begun, "end": begun + part.size, "size": part.size, "fill": fill})
        begun += part.size
    whole = alt.Scale(domain=[0, max(1, begun)], nice=False)
    blocks = alt.Chart(alt.InlineData(values=rows)).mark_bar(height=34, stroke=INK, strokeWidth=1.2)
    return [
        blocks.encode(
            x=alt.X("begin:Q", axis=None, scale=whole),
            x2="end:Q",
            y=alt.value(BAR_MIDDLE),
            color=alt.Color("fill:N", scale=None),
        )
    ]


def _age_axis(curves: Curves) -> alt.Axis:
    first, last = ages(curves)
    shown: list[int] = []
    for step in AGE_STEPS:
        months = step * MONTHS_IN_YEAR
        shown = list(range(-(-first // months) * months, last + 1, months))
        if len(shown) <= MOST_AGES:
            break
    return alt.Axis(
        values=shown,
        labelExpr=f"format(datum.value / {MONTHS_IN_YEAR}, 'd')",
        grid=False,
        title=None,
        labelFontSize=SMALL,
        labelColor=QUIET,
        labelPadding=7,
        domainColor=LINE,
        tickColor=LINE,
    )


def _money_axis() -> alt.Axis:
    return alt.Axis(
        labelExpr="format(datum.value / 1000000, ',.3~f')",
        tickCount=5,
        title=None,
        labelFontSize=SMALL,
        labelColor=QUIET,
        labelPadding=6,
        domain=False,
        ticks=False,
        gridColor=LINE,
        gridOpacity=0.7,
    )
