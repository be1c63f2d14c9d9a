"""Lines of a table of durations: a line a step, in words, with the turns behind it."""

from collections.abc import Sequence

from bot.statistics.block import Cell, Column, Line
from bot.statistics.books import Counts
from bot.statistics.measure import Unit
from bot.statistics.opening import turns
from bot.statistics.ratios import part
from bot.statistics.scope import Scope

COLUMNS = (
    Column("step", "Trong vòng"),
    Column("turns", "Lượt", Unit.COUNT),
    Column("share", "Phần", Unit.SHARE),
    Column("together", "Cộng dồn", Unit.SHARE),
)
_LONGER = ((86_400, "ngày"), (3_600, "giờ"), (60, "phút"))


def step_lines(totals: Counts, scope: Scope, prefix: str, ends: Sequence[float]) -> list[Line]:
    """All steps of `ends` and the one past them; `prefix` names their columns."""
    names = [f"{prefix}{step:02}" for step in range(len(ends) + 1)]
    labels = [*(f"đến {_long(end)}" for end in ends), f"hơn {_long(ends[-1])}"]
    total, together, lines = sum(totals[name] for name in names), 0, []
    for name, label in zip(names, labels, strict=True):
        number = totals[name]
        together += number
        cells: dict[str, Cell] = {
            "step": label,
            "turns": number,
            "share": part(number, total),
            "together": part(together, total),
        }
        lines.append(Line(cells, link=turns(scope, name)))
    return lines


def _long(seconds: float) -> str:
    for length, word in _LONGER:
        if seconds >= length and seconds % length == 0:
            return f"{seconds // length:.0f} {word}"
    return f"{seconds:g} giây".replace(".", ",")
