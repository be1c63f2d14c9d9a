"""How long the machine took to answer."""

from bot.statistics.block import Block, Chart, Table
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.step_lines import COLUMNS, step_lines
from bot.statistics.steps import SPEEDS

DEFINITION = (
    "Lượt máy trả lời theo thời gian từ lúc nhận tin đến lúc đáp xong, đo ở máy chủ của hệ thống. Mỗi dòng là một "
    "bậc: hơn bậc trước và không quá bậc này. Lời cán bộ viết và tin hệ thống tự gửi không tính."
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    return Block(
        key=TABLE.key,
        title="Máy trả lời nhanh chậm",
        definition=DEFINITION,
        columns=COLUMNS,
        lines=step_lines(room.books.totals(scope), scope, "s", SPEEDS),
        chart=Chart.BARS,
        adds_up="Các dòng cộng đủ số lượt máy trả lời, không phải mọi lượt.",
    )


TABLE = Table(key="speeds", theme="quality", order=1, make=make, definition=DEFINITION)
