"""The course of the period, month by month."""

from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.period import Period, month
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

DEFINITION = (
    "Lượt, người dân, phần hai chiều và phần có căn cứ của mỗi tháng trong kỳ. Tháng nằm một phần trong kỳ thì chỉ "
    "tính những ngày trong kỳ."
)
_COLUMNS = (
    Column("month", "Tháng"),
    Column("turns", "Lượt", Unit.COUNT, rows="turns"),
    Column("citizens", "Người dân", Unit.COUNT, rows="counted"),
    Column("two_way", "Hai chiều", Unit.SHARE, rows="two_way"),
    Column("evidence_based", "Có căn cứ", Unit.SHARE, rows="evidence_based"),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    citizens, lines = room.books.people.by_month(scope), []
    for first, counts in room.books.by_month(scope).items():
        whole = month(first.year, first.month)
        within = Period(max(whole.first, scope.period.first), min(whole.last, scope.period.last))
        cells: dict[str, Cell] = {
            "month": f"{first:%m/%Y}",
            "turns": counts["turns"],
            "citizens": citizens.get(first, 0),
            "two_way": part(counts["two_way"], counts["counted"]),
            "evidence_based": part(counts["evidence_based"], counts["substantive"]),
        }
        lines.append(Line(cells, days=(within.first, within.last)))
    return Block(
        key=TABLE.key,
        title="Từng tháng",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        chart=Chart.LINES,
        adds_up="Lượt cộng đủ; người dân thì không: một người đến hai tháng được tính ở cả hai.",
    )


TABLE = Table(key="months", theme="reach", order=4, make=make, definition=DEFINITION)
