"""How long citizens waited for a person."""

from bot.statistics.block import Block, Chart, Table
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.step_lines import COLUMNS, step_lines
from bot.statistics.steps import WAITS

DEFINITION = (
    "Lượt xin gặp cán bộ đã được trả lời, theo thời gian từ lúc vào hàng chờ đến lời đầu tiên của cán bộ, kể cả ngoài "
    "giờ làm việc. Mỗi dòng là một bậc: hơn bậc trước và không quá bậc này. Người chưa được trả lời không có thời "
    "gian chờ."
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    totals = room.books.totals(scope)
    return Block(
        key=TABLE.key,
        title="Chờ cán bộ bao lâu",
        definition=DEFINITION,
        columns=COLUMNS,
        lines=step_lines(totals, scope, "w", WAITS),
        chart=Chart.BARS,
        adds_up="Các dòng cộng đủ số lượt được cán bộ trả lời, không phải mọi lượt xin gặp.",
        note=f"Xin gặp cán bộ: {totals['o_handed_over']} lượt; chưa có lời nào: "
        f"{totals['o_handed_over'] - totals['served']}.",
    )


TABLE = Table(key="waits", theme="officers", order=1, make=make, definition=DEFINITION)
