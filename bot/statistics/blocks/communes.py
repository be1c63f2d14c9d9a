"""From which communes citizens wrote, where they told; small ones only together."""

from bot.statistics import places
from bot.statistics.block import Block, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.over import over
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

#: Communes with a line of their own; those of fewer turns stand together by province.
MOST = 200
DEFINITION = (
    f"Lượt theo xã, phường, đặc khu mà người dân nói ra; {MOST} nơi nhiều lượt nhất có dòng riêng. {places.DEFINITION}"
)
_COLUMNS = (
    Column("province", "Tỉnh, thành"),
    Column("commune", "Xã, phường, đặc khu"),
    Column("turns", "Lượt có nói nơi ở", Unit.COUNT),
    Column("share", "Phần", Unit.SHARE),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    told = places.told(room.books, scope.period)
    total, kept = told.communes.total(), places.largest(told.communes, MOST)
    order = sorted(
        kept.items(),
        key=lambda one: (
            *(one[0][0] == places.OTHERS, -told.provinces[one[0][0]], one[0][0]),
            *(one[0][1] in {places.OTHERS, ""}, -one[1], one[0][1]),
        ),
    )
    lines = [
        Line(
            {
                "province": places.province_name(province),
                "commune": places.commune_name(commune),
                "turns": number,
                "share": part(number, total),
            }
        )
        for (province, commune), number in order
    ]
    return Block(
        key=TABLE.key,
        title="Xã, phường nơi người dân nói mình ở",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        adds_up=f"Các dòng cộng đủ số lượt có nói nơi ở, không phải mọi lượt. {places.PARTS}",
        note="" if over(scope.period) else places.NO_MONTH,
        answers_to=("period",),
    )


TABLE = Table(key="communes", theme="reach", order=9, make=make, definition=DEFINITION)
