"""How turns ended."""

from bot.clock import today
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.books import Counts
from bot.statistics.earlier import earlier
from bot.statistics.measure import Unit
from bot.statistics.opening import turns
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import OUTCOMES

DEFINITION = (
    "Mỗi lượt kết thúc bằng đúng một kết quả trong danh sách đóng. Bảng đếm mọi lượt đã kết thúc, kể cả chào hỏi và "
    "lỗi. Lượt nhận một tin báo được đếm cùng các bước của mẫu, vì số tin báo ít thì không được nêu."
)
_COLUMNS = (
    Column("outcome", "Kết quả"),
    Column("turns", "Lượt", Unit.COUNT),
    Column("share", "Phần của mọi lượt", Unit.SHARE),
    Column("before", "Kỳ trước", Unit.COUNT),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    past, totals = earlier(scope, today()), room.books.totals(scope)
    now, before = _by_outcome(totals), _by_outcome(room.books.totals(past)) if past else None
    seen = [code for code in now if now[code] or (before and before[code])]
    lines = []
    for code in sorted(seen, key=lambda one: -now[one]):
        cells: dict[str, Cell] = {
            "outcome": OUTCOMES[code],
            "turns": now[code],
            "share": part(now[code], totals["turns"]),
            "before": before[code] if before else None,
        }
        lines.append(Line(cells, link=turns(scope, f"o_{code}")))
    return Block(
        key=TABLE.key,
        title="Kết quả của các lượt",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        chart=Chart.BARS,
    )


def _by_outcome(totals: Counts) -> dict[str, int]:
    return {code: totals[f"o_{code}"] for code in OUTCOMES}


TABLE = Table(key="outcomes", theme="answers", order=1, make=make, definition=DEFINITION)
