"""On which day of the week, at which hour citizens came."""

from bot.clock import today
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.books import added
from bot.statistics.conditions import HOURS
from bot.statistics.measure import Unit
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import WEEKDAYS

DEFINITION = (
    "Lượt của cả kỳ theo thứ trong tuần và giờ trong ngày mà tin đến, giờ Việt Nam. Là tổng, không phải trung bình: "
    "kỳ có năm thứ hai và bốn thứ ba thì thứ hai được lợi một ngày; cột “Số ngày” nói điều đó."
)
_COLUMNS = (
    Column("weekday", "Thứ"),
    *(Column(f"h{hour:02}", f"{hour}", Unit.COUNT) for hour in HOURS),
    Column("days", "Số ngày"),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    by_day, over = room.books.by_day(scope), scope.period.until(today())
    past = list(over.days()) if over else []
    lines = []
    for weekday, label in enumerate(WEEKDAYS):
        counts = added(found for day, found in by_day.items() if day.weekday() == weekday)
        days = sum(day.weekday() == weekday for day in past)
        cells: dict[str, Cell] = {
            "weekday": label,
            **{f"h{hour:02}": counts[f"h{hour:02}"] for hour in HOURS},
            "days": str(days),
        }
        lines.append(Line(cells))
    return Block(
        key=TABLE.key,
        title="Thứ và giờ",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        chart=Chart.HEAT,
        note="Số ngày: những ngày ấy của kỳ đã qua. Từng lượt mở ra từ bảng giờ trong ngày và bảng từng ngày.",
    )


TABLE = Table(key="weekday_hours", theme="reach", order=6, make=make, definition=DEFINITION)
