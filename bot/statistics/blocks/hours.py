"""At which hour of the day citizens came."""

from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.conditions import HOURS
from bot.statistics.measure import Unit
from bot.statistics.opening import turns
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

DEFINITION = "Lượt của cả kỳ theo giờ trong ngày mà tin đến, giờ Việt Nam."
_COLUMNS = (
    Column("hour", "Giờ"),
    Column("turns", "Lượt", Unit.COUNT),
    Column("share", "Phần của mọi lượt", Unit.SHARE),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    totals = room.books.totals(scope)
    lines = []
    for hour in HOURS:
        number = totals[f"h{hour:02}"]
        cells: dict[str, Cell] = {
            "hour": f"{hour}–{hour + 1} giờ",
            "turns": number,
            "share": part(number, totals["turns"]),
        }
        lines.append(Line(cells, link=turns(scope, f"h{hour:02}")))
    return Block(
        key=TABLE.key, title="Giờ trong ngày", definition=DEFINITION, columns=_COLUMNS, lines=lines, chart=Chart.BARS
    )


TABLE = Table(key="hours", theme="reach", order=7, make=make, definition=DEFINITION)
