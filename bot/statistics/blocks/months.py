"""The course of the period, month by month."""

from collections.abc import Collection
from datetime import date

from bot.clock import today
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.books import Counts
from bot.statistics.measure import Unit
from bot.statistics.period import Period, month
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

DEFINITION = (
    "Lượt, người dân, phần hai chiều và phần có căn cứ của mỗi tháng trong kỳ. Tháng nằm một phần trong kỳ thì chỉ "
    "tính những ngày trong kỳ. Tháng không có lượt nào cũng có dòng; tháng chưa tới, tháng trước khi có số liệu thì "
    "không."
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
    found = room.books.by_month(scope)
    for first in _months(room, scope.period, found):
        counts = found.get(first, Counts())
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


def _months(room: StatisticsRoom, period: Period, found: Collection[date]) -> list[date]:
    """The first days of the months that are told: from the first that anything is counted of, until this one."""
    span, over = room.books.span(), period.until(today())
    known = [*found]
    if span and over and over.last >= span.first:
        known += [max(over.first, span.first).replace(day=1), over.last.replace(day=1)]
    if not known:
        return []
    first, last = min(known), max(known)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(at // 12, at % 12 + 1, 1) for at in months]


TABLE = Table(key="months", theme="reach", order=4, make=make, definition=DEFINITION)
