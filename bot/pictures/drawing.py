"""A picture laid out on its sheet: title, plot, table, small print, as one Vega-Lite specification."""

from typing import Any

import altair as alt

from bot.advice.picture import Curves, Picture
from bot.pictures import plots
from bot.pictures.font import FAMILY
from bot.pictures.paper import COLOURS, HEIGHT, INNER, LINE, MARGIN, PAPER, QUIET, SHAPES, WIDTH, Paper, Style
from bot.pictures.plots import Room

TITLE = Style(17, bold=True)
ABOUT = Style(13)
SMALL = Style(12, colour=QUIET)
LABELS = Style(12.5, bold=True)
FOOT = Style(11.5, colour=QUIET)
CELL = Style(13)
HEAD_SIZE = 14
#: The plot takes the height that the words leave; a bar leaves it to the gaps around the rows.
SMALLEST_PLOT, LARGEST_PLOT = 130, 240
SMALLEST_GAP, LARGEST_GAP = 5, 14
BAR_HEIGHT = 36
#: Points left of the lines for amounts, above them for the label of their meeting, under them for ages.
MONEY_WIDTH, MEETING_HEIGHT, AGES_HEIGHT = 42, 22, 28


def specification(picture: Picture, *, validate: bool = False) -> dict[str, Any]:
    """The picture in Vega-Lite. `validate` takes as long as drawing; raises Altair's error where it is not valid."""
    paper, room, layers = _laid_out(picture, *_spread(picture))
    chart = alt.layer(*layers, *_rules(paper, room), *_marks(paper, room), *_words(paper, room))
    around = {"left": room.left, "top": room.top}
    around |= {"right": WIDTH - room.left - room.width, "bottom": HEIGHT - room.top - room.height}
    sheet = chart.properties(
        width=room.width,
        height=room.height,
        background=PAPER,
        autosize=alt.AutoSizeParams(type="none"),
        padding=around,
    )
    spec: dict[str, Any] = sheet.configure(font=FAMILY).configure_view(stroke=None, clip=False).to_dict(validate)
    return spec


def _spread(picture: Picture) -> tuple[float, float]:
    """Height of the plot and the gap with which the sheet is just full."""
    tight = _laid_out(picture, SMALLEST_PLOT, SMALLEST_GAP)[0].y
    spare = HEIGHT - MARGIN - tight
    if picture.curves:
        return min(LARGEST_PLOT, SMALLEST_PLOT + spare), SMALLEST_GAP
    wider = _laid_out(picture, SMALLEST_PLOT, SMALLEST_GAP + 1)[0].y
    return SMALLEST_PLOT, min(LARGEST_GAP, SMALLEST_GAP + spare / (wider - tight))


def _laid_out(picture: Picture, plot_height: float, gap: float) -> tuple[Paper, Room, list[alt.Chart]]:
    """The sheet with everything on it; `gap` lies around the rows of the table."""
    paper = Paper()
    paper.write(picture.title, TITLE)
    paper.skip(2)
    paper.write(picture.about, ABOUT)
    paper.skip(6)
    curves = picture.curves
    room, layers = _bar(picture, paper, gap) if curves is None else _lines(curves, paper, plot_height)
    _table(picture, paper, gap)
    for line in picture.foot:
        paper.write(line, FOOT)
    return paper, room, layers


def _lines(curves: Curves, paper: Paper, height: float) -> tuple[Room, list[alt.Chart]]:
    paper.write(curves.money, SMALL)
    room = Room(MARGIN + MONEY_WIDTH, paper.y + MEETING_HEIGHT, INNER - MONEY_WIDTH - 4, height)
    if curves.even:
        first, last = plots.ages(curves)
        middle = room.left + room.width * (curves.even[0] - first) / (last - first)
        half = LABELS.width(curves.even_label) / 2
        x = min(max(middle - half, MARGIN), WIDTH - MARGIN - 2 * half)
        paper.put(curves.even_label, LABELS, x, room.top - 5)
    paper.y = room.top + room.height + AGES_HEIGHT
    paper.put(curves.age, SMALL, MARGIN, paper.y - 5.5)
    return room, plots.lines(curves)


def _bar(picture: Picture, paper: Paper, gap: float) -> tuple[Room, list[alt.Chart]]:
    paper.write(picture.bar_title, SMALL)
    room = Room(MARGIN, paper.y + 8, INNER, BAR_HEIGHT)
    paper.y = room.top + room.height + 4
    cells = tuple(f"{part.name}: {part.words}" for part in picture.bar)
    paper.side_by_side(cells, (ABOUT,) * len(cells))
    paper.skip(gap / 2)
    paper.write(picture.bar_note, SMALL)
    paper.skip(2 * gap)
    return room, plots.bar(picture.bar)


def _table(picture: Picture, paper: Paper, gap: float) -> None:
    if not picture.columns:
        return
    paper.skip(4)
    paper.heads(picture.columns, HEAD_SIZE)
    for row in picture.rows:
        paper.skip(gap)
        paper.rule()
        paper.skip(gap / 4)
        paper.write(row.label, SMALL)
        paper.side_by_side(row.cells, (CELL,) * len(row.cells))
    paper.skip(gap + 1)
    paper.rule()
    paper.skip(gap / 2)


def _words(paper: Paper, room: Room) -> list[alt.Chart]:
    """Words by their style: Vega-Lite has a weight for a whole layer only."""
    layers = []
    for style in dict.fromkeys(one.style for one in paper.words):
        said = [one for one in paper.words if one.style == style]
        rows = [{"x": one.x - room.left, "y": one.y - room.top, "text": one.text} for one in said]
        text = alt.Chart(alt.InlineData(values=rows)).mark_text(
            align="left",
            baseline="alphabetic",
            fontSize=style.size,
            fontWeight=700 if style.bold else 400,
            color=style.colour,
        )
        layers.append(text.encode(x=_at("x"), y=_at("y", alt.Y), text="text:N"))
    return layers


def _rules(paper: Paper, room: Room) -> list[alt.Chart]:
    rows = [{"y": y - room.top, "from": MARGIN - room.left, "to": WIDTH - MARGIN - room.left} for y in paper.rules]
    rule = alt.Chart(alt.InlineData(values=rows)).mark_rule(color=LINE, strokeWidth=1)
    return [rule.encode(x=_at("from"), x2="to:Q", y=_at("y", alt.Y))]


def _marks(paper: Paper, room: Room) -> list[alt.Chart]:
    rows = [
        {"x": one.x - room.left, "y": one.y - room.top, "fill": COLOURS[one.column], "form": SHAPES[one.column]}
        for one in paper.marks
    ]
    mark = alt.Chart(alt.InlineData(values=rows)).mark_point(filled=True, size=80, opacity=1)
    fill, form = alt.Color("fill:N", scale=None), alt.Shape("form:N", scale=None)
    return [mark.encode(x=_at("x"), y=_at("y", alt.Y), color=fill, shape=form)]


def _at(field: str, channel: Any = alt.X) -> Any:
    """A place in points, outside all scales."""
    return channel(f"{field}:Q", scale=None, axis=None)
