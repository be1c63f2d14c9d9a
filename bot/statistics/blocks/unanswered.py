"""Which topics were left without an answer, and in which way."""

from bot.statistics.block import Block, Chart, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import Words

DEFINITION = (
    "Lượt không có câu trả lời, theo chủ đề mà máy đoán: không hiểu câu hỏi, luật chưa rõ nên không nêu số, ngoài "
    "phạm vi, từ chối, lỗi. Phần: tổng các cột trên mọi lượt của chủ đề. Lượt không hiểu thường chưa rõ chủ đề."
)
_WAYS = {
    "o_unanswered_not_understood": "Không hiểu",
    "o_unanswered_not_settled": "Luật chưa rõ",
    "o_unanswered_out_of_scope": "Ngoài phạm vi",
    "o_refused": "Từ chối",
    "o_error": "Lỗi",
}
_COLUMNS = (
    Column("topic", "Chủ đề"),
    *(Column(condition, label, Unit.COUNT, rows=condition) for condition, label in _WAYS.items()),
    Column("share", "Phần không được trả lời", Unit.SHARE),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    words = Words(room.adviser, room.audiences, room.campaigns)
    found = []
    for topic, counts in room.books.by(scope, "topic").items():
        ways = {condition: counts[condition] for condition in _WAYS}
        if left := sum(ways.values()):
            share = part(left, counts["turns"])
            found.append((left, Line({"topic": words.topic(topic), **ways, "share": share}, {"topic": topic})))
    return Block(
        key=TABLE.key,
        title="Chưa trả lời được, theo chủ đề",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=[line for _, line in sorted(found, key=lambda one: (-one[0], str(one[1].cells["topic"])))],
        chart=Chart.STACKED,
    )


TABLE = Table(key="unanswered", theme="answers", order=2, make=make, definition=DEFINITION)
