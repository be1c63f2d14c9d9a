"""On which channels citizens came."""

from bot.statistics.block import Block, Chart, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.people import REACHED
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import CHANNELS

DEFINITION = (
    "Lượt, người dân (có lượt có nội dung), người được trả lời, và phần lượt hai chiều của mỗi kênh. Một người dùng "
    "hai kênh được tính là hai."
)
_COLUMNS = (
    Column("channel", "Kênh"),
    Column("turns", "Lượt", Unit.COUNT, rows="turns"),
    Column("citizens", "Người dân", Unit.COUNT, rows="counted"),
    Column("reached", "Được trả lời", Unit.COUNT, rows="substantive"),
    Column("two_way", "Hai chiều", Unit.SHARE, rows="two_way"),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    people = room.books.people
    citizens, reached = people.by(scope, "channel"), people.by(scope, "channel", REACHED)
    found = room.books.by(scope, "channel")
    lines = [
        Line(
            {
                "channel": CHANNELS.get(code, code),
                "turns": counts["turns"],
                "citizens": citizens.get(code, 0),
                "reached": reached.get(code, 0),
                "two_way": part(counts["two_way"], counts["counted"]),
            },
            {"channel": code},
        )
        for code, counts in sorted(found.items(), key=lambda one: (-one[1]["turns"], one[0]))
    ]
    return Block(key=TABLE.key, title="Kênh", definition=DEFINITION, columns=_COLUMNS, lines=lines, chart=Chart.BARS)


TABLE = Table(key="channels", theme="reach", order=1, make=make, definition=DEFINITION)
