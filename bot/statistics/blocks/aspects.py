"""Which questions of each topic were asked."""

from urllib.parse import urlencode

from bot.statistics.block import Block, Cell, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import DIMENSIONS, Scope
from bot.statistics.words import Words

DEFINITION = (
    "Số lượt của mỗi câu hỏi (khía cạnh) trong kỳ, và trong đó bao nhiêu lượt máy tính xong một con số. “Cả chủ đề”: "
    "chủ đề rõ mà câu hỏi cụ thể thì không, và mọi lượt về tin đồn, lừa đảo. Câu hỏi mở ra danh sách cuộc trò chuyện, "
    "ở đó có cả lượt thử và lượt chưa xong."
)
_COLUMNS = (
    Column("aspect", "Câu hỏi"),
    Column("topic", "Chủ đề"),
    Column("turns", "Lượt", Unit.COUNT),
    Column("share", "Phần của mọi lượt", Unit.SHARE),
    Column("calculated", "Đã tính giúp", Unit.COUNT),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    words = Words(room.adviser, room.audiences, room.campaigns)
    found = room.books.by_aspect(scope)
    total = sum(counts["turns"] for counts in found.values())
    lines = []
    for (topic, aspect), counts in sorted(found.items(), key=lambda one: (-one[1]["turns"], one[0])):
        cells: dict[str, Cell] = {
            "aspect": words.aspect(topic, aspect),
            "topic": words.topic(topic),
            "turns": counts["turns"],
            "share": part(counts["turns"], total),
            "calculated": counts["calculated"],
        }
        lines.append(Line(cells, {"topic": topic}, link=_talks(scope, topic, aspect) if aspect else None))
    return Block(key=TABLE.key, title="Câu hỏi cụ thể", definition=DEFINITION, columns=_COLUMNS, lines=lines)


def _talks(scope: Scope, topic: str, aspect: str) -> str:
    """The talks of an aspect: aspects are no dimension that the turns behind a number are filtered by."""
    fields = [("from", f"{scope.period.first}"), ("to", f"{scope.period.last}"), ("topic", topic), ("aspect", aspect)]
    fields += [(name, value) for name in DIMENSIONS if name != "topic" for value in scope.of(name) if value]
    return f"/console/conversations?{urlencode(fields)}"


TABLE = Table(key="aspects", theme="questions", order=2, make=make, definition=DEFINITION)
