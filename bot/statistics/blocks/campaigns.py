"""Campaigns against ordinary days: by the day, because months are longer than weeks of campaigning."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from bot.clock import today
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.books import Counts
from bot.statistics.measure import Unit
from bot.statistics.people import REACHED
from bot.statistics.period import Period
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import Words

DEFINITION = (
    "Lượt thuộc mỗi đợt tuyên truyền trong kỳ (theo đường dẫn đã bấm, nếu không thì theo ngày), và trung bình mỗi "
    "ngày của đợt: những ngày của đợt đã qua trong kỳ; đợt chỉ có đường dẫn thì không có ngày riêng nên không tính. "
    "Ngày thường: trung bình những ngày không thuộc đợt nào trong 365 ngày đến hết kỳ, để một tháng cao điểm có cái "
    "mà so. So với ngày thường: trung bình ngày của đợt chia cho số ấy. Đứng cạnh nhau không có nghĩa là do nhau."
)
_COLUMNS = (
    Column("campaign", "Đợt tuyên truyền"),
    Column("per_day", "Lượt mỗi ngày", Unit.COUNT),
    Column("against", "So với ngày thường", Unit.SHARE),
    Column("turns", "Lượt", Unit.COUNT, rows="turns"),
    Column("days", "Số ngày", Unit.COUNT),
    Column("reached", "Người được trả lời", Unit.COUNT, rows="substantive"),
    Column("two_way", "Hai chiều", Unit.SHARE, rows="two_way"),
)
_DAY, _YEAR = timedelta(days=1), timedelta(days=364)
_NO_DAYS = "Đợt chỉ có đường dẫn, không có ngày riêng trong kỳ: không tính được trung bình mỗi ngày."


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    over = scope.period.until(today())
    usual = _usual(room, scope, over) if over else None
    lines = list(_lines(room, scope, over, usual)) if over else []
    usual_words = f"{usual:.1f}".replace(".", ",") if usual is not None else "không tính được"
    return Block(
        key=TABLE.key,
        title="Đợt tuyên truyền so với ngày thường",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        chart=Chart.BARS,
        adds_up="Lượt cộng đủ; người thì không: một người có thể đến trong nhiều đợt.",
        note=f"Ngày thường: {usual_words} lượt mỗi ngày.",
    )


def _lines(room: StatisticsRoom, scope: Scope, over: Period, usual: float | None) -> Iterator[Line]:
    words, own = Words(room.adviser, room.audiences, room.campaigns), _own_days(room, over)
    reached = room.books.people.by(scope, "campaign", REACHED)
    found = room.books.by(scope, "campaign")
    for code, counts in sorted(found.items(), key=lambda one: (-one[1]["turns"], one[0])):
        number, days = _rate(room, scope, code, own.get(code, []))
        cells = {**_cells(counts, number, days, usual), "reached": reached.get(code, 0)}
        yield Line({"campaign": words.campaign(code), **cells}, {"campaign": code}, why="" if days else _NO_DAYS)


def _cells(counts: Counts, number: int, days: int, usual: float | None) -> dict[str, Cell]:
    per_day = part(number, days)
    return {
        "per_day": None if per_day is None else round(per_day, 1),
        "against": per_day / usual if per_day is not None and usual else None,
        "turns": counts["turns"],
        "days": days or None,
        "two_way": part(counts["two_way"], counts["counted"]),
    }


def _usual(room: StatisticsRoom, scope: Scope, over: Period) -> float | None:
    """Turns of a day that belongs to no campaign, on average; None where none of the last year is on record."""
    span = room.books.span()
    if span is None or span.first > over.last:
        return None
    year, ordinary = Period(max(over.last - _YEAR, span.first), over.last), next(iter(room.campaigns)).code
    return part(*_rate(room, scope, ordinary, _own_days(room, year).get(ordinary, [])))


def _rate(room: StatisticsRoom, scope: Scope, code: str, own: list[Period]) -> tuple[int, int]:
    """A campaign's turns of a filter on its own days, and how many days those are."""
    turns = (room.books.totals(scope.within(one).at("campaign", code))["turns"] for one in own)
    return sum(turns), sum(one.length for one in own)


def _own_days(room: StatisticsRoom, period: Period) -> dict[str, list[Period]]:
    """By campaign the days that are its own, put together where one follows the other: few, so few counts are read."""
    found: dict[str, list[Period]] = {}
    for code, days in groupby(period.days(), room.campaigns.on):
        stretch = list(days)
        found.setdefault(code, []).append(Period(stretch[0], stretch[-1]))
    return found


TABLE = Table(key="campaigns", theme="reach", order=3, make=make, definition=DEFINITION)
