"""The course of the period, day by day."""

from bot.clock import today
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.books import Counts
from bot.statistics.measure import Unit
from bot.statistics.period import Period
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

#: A longer period is told by its last so many days that are over.
MOST = 92
DEFINITION = (
    f"Lượt của mỗi ngày trong kỳ; kỳ dài hơn {MOST} ngày thì chỉ {MOST} ngày cuối đã qua. Ngày không có lượt nào cũng "
    "có dòng, ngày chưa tới thì không."
)
_COLUMNS = (
    Column("day", "Ngày"),
    Column("turns", "Lượt", Unit.COUNT, rows="turns"),
    Column("two_way", "Hai chiều", Unit.SHARE, rows="two_way"),
    Column("errors", "Lỗi", Unit.COUNT, rows="o_error"),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    over = scope.period.until(today())
    days = list(over.days())[-MOST:] if over else []
    found = room.books.by_day(scope.within(Period(days[0], days[-1]))) if days else {}
    lines = []
    for day in days:
        counts = found.get(day, Counts())
        cells: dict[str, Cell] = {
            "day": day,
            "turns": counts["turns"],
            "two_way": part(counts["two_way"], counts["counted"]),
            "errors": counts["o_error"],
        }
        lines.append(Line(cells, days=(day, day)))
    is_cut = over is not None and over.length > MOST
    return Block(
        key=TABLE.key,
        title="Từng ngày",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        chart=Chart.LINES,
        adds_up=f"Chỉ {MOST} ngày cuối của kỳ; cả kỳ xem theo tháng." if is_cut else "",
    )


TABLE = Table(key="days", theme="reach", order=5, make=make, definition=DEFINITION)
