"""What a picture shows, in final words and numbers: nothing else is needed to draw it, now or again later."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Curve:
    """Money of one life by age: `points` are (age in months, đồng so far), joined by straight lines."""

    name: str
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """Lines over age on one pair of axes; `even` is the point (age in months, đồng) where they meet."""

    money: str
    age: str
    lines: tuple[Curve, ...]
    even: tuple[int, int] | None = None
    even_label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: `size` in the bar's own unit, `words` as it is said; what is `open` is not there yet."""

    name: str
    size: int
    words: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One fact in each column."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A title, who it is about, a plot (curves, or a bar of parts), a table, the small print at its foot."""

    title: str
    about: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    curves: Curves | None = None
    bar_title: str = ""
    bar: tuple[Part, ...] = ()
    bar_note: str = ""
    foot: tuple[str, ...] = ()
