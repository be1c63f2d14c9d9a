"""How turns ended."""

from bot.clock import today
from bot.outcomes import Outcome
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
    "lỗi. Tin báo và góp ý đứng chung một dòng: số tin báo ít thì không được nêu, mà các dòng phải cộng đủ."
)
_COLUMNS = (
    Column("outcome", "Kết quả"),
    Column("turns", "Lượt", Unit.COUNT),
    Column("share", "Phần của mọi lượt", Unit.SHARE),
    Column("before", "Kỳ trước", Unit.COUNT),
)
#: Told together: few reports are told nowhere, and whoever knew all other outcomes could subtract them.
_TOGETHER = (Outcome.REPORT_RECEIVED.value, Outcome.FEEDBACK_RECEIVED.value)
_THEIR_WORDS = "Đã nhận tin báo hoặc góp ý"


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    past, totals = earlier(scope, today()), room.books.totals(scope)
    now, before = _by_outcome(totals), _by_outcome(room.books.totals(past)) if past else None
    seen = [code for code in now if now[code] or (before and before[code])]
    lines = []
    for code in sorted(seen, key=lambda one: -now[one]):
        cells: dict[str, Cell] = {
            "outcome": OUTCOMES.get(code, _THEIR_WORDS),
            "turns": now[code],
            "share": part(now[code], totals["turns"]),
            "before": before[code] if before else None,
        }
        lines.append(Line(cells, link=turns(scope, f"o_{code}") if code else None))
    return Block(
        key=TABLE.key,
        title="Kết quả của các lượt",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        chart=Chart.BARS,
    )


def _by_outcome(totals: Counts) -> dict[str, int]:
    """By outcome; "" for those that are told together."""
    found = {code: totals[f"o_{code}"] for code in OUTCOMES if code not in _TOGETHER}
    return found | {"": sum(totals[f"o_{code}"] for code in _TOGETHER)}


TABLE = Table(key="outcomes", theme="answers", order=1, make=make, definition=DEFINITION)
