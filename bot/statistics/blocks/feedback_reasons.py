"""Why answers were found not useful."""

from bot.clock import today
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.books import Counts
from bot.statistics.earlier import earlier
from bot.statistics.measure import Unit
from bot.statistics.opening import turns
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import REASONS

DEFINITION = (
    "Lượt mà lời đánh giá sau cùng là không có ích, theo lý do người dân chọn; “không nói lý do” khi người dân không "
    "chọn lý do nào. Đọc cùng tỷ lệ có đánh giá: người không đánh giá không nằm ở đây."
)
_COLUMNS = (
    Column("reason", "Lý do"),
    Column("turns", "Lượt", Unit.COUNT),
    Column("share", "Phần của lượt bị chê", Unit.SHARE),
    Column("before", "Kỳ trước", Unit.COUNT),
)
_UNSAID = ""


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    past, totals = earlier(scope, today()), room.books.totals(scope)
    now, before = _by_reason(totals), _by_reason(room.books.totals(past)) if past else None
    lines = []
    for code, number in now.items():
        cells: dict[str, Cell] = {
            "reason": REASONS.get(code, "Không nói lý do"),
            "turns": number,
            "share": part(number, totals["bad"]),
            "before": before[code] if before else None,
        }
        # Those without a reason have no condition of their own.
        lines.append(Line(cells, link=turns(scope, f"reason_{code}") if code else None))
    return Block(
        key=TABLE.key,
        title="Vì sao câu trả lời bị chê",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        chart=Chart.BARS,
    )


def _by_reason(totals: Counts) -> dict[str, int]:
    found = {code: totals[f"reason_{code}"] for code in REASONS}
    return found | {_UNSAID: totals["bad"] - sum(found.values())}


TABLE = Table(key="feedback_reasons", theme="answers", order=3, make=make, definition=DEFINITION)
