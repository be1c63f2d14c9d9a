"""A sheet of paper on which words are set from the top down, in points of a phone that is 360 points wide."""

import re
from dataclasses import dataclass, field

from bot.pictures.font import face

WIDTH, HEIGHT = 360, 680
#: Pixels a point: the picture is 1080 × 2040, sharp on a phone and within what messengers keep.
SCALE = 3
MARGIN = 14
INNER = WIDTH - 2 * MARGIN
GUTTER = 10
LEADING = 1.34
_AFTER_NUMBER = re.compile(r"(?<=\d) ")

INK, QUIET, LINE, PAPER = "#1b2a25", "#4b5953", "#c9cfca", "#fdfcf9"
#: Blue and brown keep apart for every kind of colour blindness and are equally dark: neither calls louder.
COLOURS = ("#1a62a8", "#9a5200", "#55645d")
#: Equal in size; they tell the columns apart where there is no colour.
SHAPES = ("circle", "square", "diamond")


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set."""

    size: float
    bold: bool = False
    colour: str = INK

    def width(self, text: str) -> float:
        """Points that `text` takes."""
        return face(self.bold).width(text, self.size)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; `x`, `y` are points from the upper left corner to the baseline's beginning."""

    x: float
    y: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Mark:
    """A small shape in the colour of its column."""

    x: float
    y: float
    column: int


@dataclass(slots=True)
class Paper:
    """What is set so far, and how far down the sheet is used."""

    y: float = MARGIN
    words: list[Words] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def write(self, text: str, style: Style, x: float = MARGIN, width: float = INNER) -> None:
        """Set `text` under what stands there, in as many lines as it takes."""
        for line in wrapped(text, style, width):
            self.y += style.size * LEADING
            self.put(line, style, x, self.y - style.size * (LEADING - 1))

    def put(self, text: str, style: Style, x: float, y: float) -> None:
        """Set one line at a place of its own."""
        self.words.append(Words(x, y, text, style))

    def heads(self, names: tuple[str, ...], size: float) -> None:
        """Set the names of the columns, each in its colour behind its mark."""
        for column, x in enumerate(_columns(len(names))):
            self.marks.append(Mark(x + 5, self.y + size * 0.72, column))
        styles = tuple(Style(size, bold=True, colour=colour) for colour in COLOURS[: len(names)])
        self.side_by_side(names, styles, indent=15)

    def side_by_side(self, cells: tuple[str, ...], styles: tuple[Style, ...], indent: float = 0) -> None:
        """Set columns of equal width, as deep as the deepest."""
        if not cells:
            return
        top, deepest = self.y, self.y
        width = INNER / len(cells) - GUTTER - indent
        for cell, style, x in zip(cells, styles, _columns(len(cells)), strict=True):
            self.y = top
            self.write(cell, style, x + indent, width)
            deepest = max(deepest, self.y)
        self.y = deepest

    def skip(self, points: float) -> None:
        """Leave space."""
        self.y += points

    def rule(self) -> None:
        """Draw a thin line across."""
        self.rules.append(self.y)


def wrapped(text: str, style: Style, width: float) -> list[str]:
    """`text` in lines no wider than `width` points; a number stays with the word after it."""
    lines: list[str] = []
    for word in _AFTER_NUMBER.sub("\u00a0", text).split(" "):
        if lines and style.width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _columns(count: int) -> list[float]:
    """Where columns of equal width begin; the last ends at the margin, the gutters lie between."""
    return [MARGIN + at * (INNER + GUTTER) / count for at in range(count)]
