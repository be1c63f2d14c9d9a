"""Which groups of citizens came, as far as they told."""

from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.people import REACHED
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import Words

DEFINITION = (
    "Lượt, người dân và người được trả lời của mỗi nhóm. Nhóm là điều người dân tự nói ra, lần sau cùng, và tính cho "
    "cả cuộc trò chuyện của họ; không hỏi, không đoán. Nhóm không có lượt nào vẫn có dòng."
)
_COLUMNS = (
    Column("audience", "Nhóm người"),
    Column("turns", "Lượt", Unit.COUNT, rows="turns"),
    Column("citizens", "Người dân", Unit.COUNT, rows="counted"),
    Column("reached", "Được trả lời", Unit.COUNT, rows="substantive"),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    words, people = Words(room.adviser, room.audiences, room.campaigns), room.books.people
    found = room.books.by(scope, "audience")
    citizens, reached = people.by(scope, "audience"), people.by(scope, "audience", REACHED)
    listed = scope.of("audience") or [one.code for one in room.audiences]
    codes = dict.fromkeys([*listed, *found])
    lines = []
    for code in sorted(codes, key=lambda one: (one == "", -found[one]["turns"] if one in found else 0, one)):
        cells: dict[str, Cell] = {
            "audience": words.audience(code),
            "turns": found[code]["turns"] if code in found else 0,
            "citizens": citizens.get(code, 0),
            "reached": reached.get(code, 0),
        }
        lines.append(Line(cells, {"audience": code}))
    return Block(
        key=TABLE.key, title="Nhóm người", definition=DEFINITION, columns=_COLUMNS, lines=lines, chart=Chart.BARS
    )


TABLE = Table(key="audiences", theme="reach", order=2, make=make, definition=DEFINITION)
