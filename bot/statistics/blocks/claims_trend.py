"""How often the claims that are asked about most were asked about, by day or by week."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from bot.clock import today
from bot.statistics import claims
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.claims import SIGHTING, TIMES, Told
from bot.statistics.measure import Unit
from bot.statistics.period import Period
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

#: Claims with a column of their own; what is left is one more.
MOST = 5
#: A period of more days is told by weeks.
MOST_DAYS = 62
#: Letters of a claim that a legend holds.
LONGEST = 60
DEFINITION = (
    f"Số lượt hỏi {MOST} tin được hỏi nhiều nhất trong kỳ, theo ngày; kỳ dài hơn {MOST_DAYS} ngày thì "
    "theo tuần (từ thứ hai). Các tin còn lại gộp thành một cột. Ngày không ai hỏi cũng có dòng, ngày chưa tới thì "
    "không. Lượt báo không kể: theo ngày thì chúng quá ít để nêu."
)
_OTHERS = "others"
_WEEK = timedelta(days=7)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises RumoursError, DatabaseUnavailable."""
    period, rumours = scope.period.until(today()), room.rumours
    steps, shown = list(_steps(period)) if period else [], list[Told]()
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    if period:
        with room.database.looking() as connection:
            names = claims.most_met(connection, period, MOST)
            shown = claims.told(connection, names, rumours, room.adviser, today())
            query = select(SIGHTING.c.day, SIGHTING.c.claim, TIMES).where(claims.ASKED, claims.within(period))
            rows = connection.execute(query.group_by(SIGHTING.c.day, SIGHTING.c.claim)).all()
        keys = {name: f"claim_{at}" for at, one in enumerate(shown, 1) for name in one.names}
        for day, name, number in rows:
            counts[_first(day, period)][keys.get(name, _OTHERS)] += int(number)
    columns = _columns(shown)
    return Block(
        key=TABLE.key,
        title="Tin đồn được hỏi nhiều nhất theo thời gian",
        definition=DEFINITION,
        columns=columns,
        lines=[_line(step, counts[step.first], columns) for step in steps],
        chart=Chart.LINES,
        note="; ".join(f"{one.text} (công bố {one.verdict_on:%d/%m/%Y})" for one in shown if one.verdict_on),
        answers_to=("period",),
    )


def _columns(shown: list[Told]) -> list[Column]:
    own = [Column(f"claim_{at}", _short(one.text), Unit.COUNT) for at, one in enumerate(shown, 1)]
    return [Column("day", "Từ ngày"), *own, Column(_OTHERS, "Các tin khác", Unit.COUNT)]


def _line(step: Period, counts: Counter[str], columns: list[Column]) -> Line:
    cells: dict[str, Cell] = {"day": step.first}
    cells |= {column.key: counts[column.key] for column in columns[1:]}
    return Line(cells=cells, days=(step.first, step.last))


def _steps(period: Period) -> Iterator[Period]:
    """Days, or weeks of which the first and the last may be cut."""
    day = period.first
    while day <= period.last:
        last = day if period.length <= MOST_DAYS else min(_monday(day) + _WEEK - timedelta(days=1), period.last)
        yield Period(day, last)
        day = last + timedelta(days=1)


def _first(day: date, period: Period) -> date:
    """The first day of the step that a day lies in."""
    return day if period.length <= MOST_DAYS else max(_monday(day), period.first)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


TABLE = Table(key="claims_trend", theme="rumours", order=2, make=make, definition=DEFINITION)
