"""Which calculators were used."""

from collections.abc import Mapping

from bot.clock import today
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.books import Counts
from bot.statistics.earlier import earlier
from bot.statistics.measure import Unit
from bot.statistics.measures.comparisons import TOPIC as COMPARED
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import Words

DEFINITION = (
    "Số lượt máy tính xong một con số riêng cho người hỏi, theo chủ đề của phép tính, và phần của chúng trong các câu "
    "hỏi được trả lời của chủ đề ấy. So sánh lương hưu với rút một lần chỉ đặt hai kết quả cạnh nhau: máy không bao "
    "giờ khuyên chọn bên nào."
)
_COLUMNS = (
    Column("topic", "Phép tính về"),
    Column("calculated", "Đã tính giúp", Unit.COUNT, rows="o_answered_calculation"),
    Column("before", "Kỳ trước", Unit.COUNT),
    Column("share", "Phần của câu trả lời", Unit.SHARE, rows="o_answered_calculation"),
)
_NOT_URGED = "Không có chiều tốt hay xấu: máy không khuyên chọn."


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    words = Words(room.adviser, room.audiences, room.campaigns)
    past, answered = earlier(scope, today()), room.books.by(scope, "topic")
    now = _made(answered)
    before = _made(room.books.by(past, "topic")) if past else None
    lines = []
    for topic in sorted(now.keys() | (before or {}).keys(), key=lambda one: (-now.get(one, 0), one)):
        made = now.get(topic, 0)
        cells: dict[str, Cell] = {
            "topic": words.topic(topic),
            "calculated": made,
            "before": before.get(topic, 0) if before is not None else None,
            "share": part(made, answered[topic]["substantive"]) if topic in answered else None,
        }
        lines.append(Line(cells, {"topic": topic}, why=_NOT_URGED if topic == COMPARED else ""))
    return Block(
        key=TABLE.key,
        title="Phép tính đã làm",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        chart=Chart.BARS,
    )


def _made(by_topic: Mapping[str, Counts]) -> dict[str, int]:
    return {topic: made for topic, counts in by_topic.items() if (made := counts["o_answered_calculation"])}


TABLE = Table(key="calculators", theme="questions", order=3, make=make, definition=DEFINITION)
