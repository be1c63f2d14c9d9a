"""From which provinces citizens wrote, where they told."""

from bot.statistics import places
from bot.statistics.block import Block, Chart, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.over import over
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

DEFINITION = f"Lượt theo tỉnh, thành mà người dân nói ra. {places.DEFINITION}"
_COLUMNS = (
    Column("province", "Tỉnh, thành"),
    Column("turns", "Lượt có nói nơi ở", Unit.COUNT),
    Column("share", "Phần", Unit.SHARE),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    told = places.told(room.books, scope.period, with_communes=False).provinces
    total = told.total()
    order = sorted(told.items(), key=lambda one: (one[0] == places.OTHERS, -one[1], one[0]))
    return Block(
        key=TABLE.key,
        title="Tỉnh, thành nơi người dân nói mình ở",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=[
            Line({"province": places.province_name(code), "turns": number, "share": part(number, total)})
            for code, number in order
        ],
        chart=Chart.BARS,
        adds_up=f"Các dòng cộng đủ số lượt có nói nơi ở, không phải mọi lượt. {places.PARTS}",
        note="" if over(scope.period) else places.NO_MONTH,
        answers_to=("period",),
    )


TABLE = Table(key="provinces", theme="reach", order=8, make=make, definition=DEFINITION)
