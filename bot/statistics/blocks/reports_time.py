"""How many working days it took until a report was read, answered and closed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.cases.calendar import WorkingCalendar
from bot.statistics import reports
from bot.statistics.block import Block, Column, Line, Table
from bot.statistics.intervals import median, percentile
from bot.statistics.measure import Unit
from bot.statistics.reports import KINDS, Reported
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

STEPS: dict[str, Callable[[Reported], date | None]] = {
    "Có người tiếp nhận": lambda one: one.received_on,
    "Trả lời đầu tiên": lambda one: one.answered_on,
    "Đóng hồ sơ": lambda one: one.closed_on,
}
DEFINITION = (
    "Số ngày làm việc từ ngày sau ngày gửi đến ngày của bước đó (cùng ngày là 0), theo lịch nghỉ của Nhà nước. Trả "
    "lời đầu tiên: ngày đầu tiên hồ sơ sang trạng thái đã trả lời hoặc cán bộ trả lời người báo. Đóng hồ sơ: lần "
    "đóng đầu tiên. Trung vị: một nửa số tin không lâu hơn thế; phân vị 90: chín phần mười không lâu hơn thế. Chỉ "
    f"tính các tin đã qua bước đó, nên đọc cùng cột “Chưa qua”. {reports.BY_MONTHS}"
)
_COLUMNS = (
    Column("kind", "Loại tin báo"),
    Column("step", "Bước"),
    Column("done", "Đã qua", Unit.COUNT),
    Column("waiting", "Chưa qua", Unit.COUNT),
    Column("median", "Trung vị (ngày làm việc)", Unit.COUNT),
    Column("most", "Phân vị 90 (ngày làm việc)", Unit.COUNT),
)
_NONE_YET = "Chưa tin nào qua bước này."


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable, CalendarError."""
    calendar = reports.working_days(room.data)
    found = reports.reported(room.database, scope.period)
    has_months = reports.whole_months(scope.period) is not None
    return Block(
        key=TABLE.key,
        title="Thời gian xử lý tin báo",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=list(_lines(found, calendar)) if has_months else [],
        adds_up="Mỗi tin có mặt ở cả ba bước, nên các dòng không cộng lại.",
        note="" if has_months else reports.NO_MONTH,
        answers_to=("period",),
    )


def _lines(found: Sequence[Reported], calendar: WorkingCalendar) -> Iterator[Line]:
    for kind, label in KINDS.items():
        own = [one for one in found if one.kind == kind]
        for step, reached in STEPS.items():
            took = [calendar.between(one.opened_on, day) for one in own if (day := reached(one))]
            yield _line(label, step, took, len(own) - len(took))


def _line(kind: str, step: str, took: list[int], waiting: int) -> Line:
    return Line(
        cells={
            **{"kind": kind, "step": step, "done": len(took), "waiting": waiting},
            **{"median": median(took) if took else None, "most": percentile(took, 0.9) if took else None},
        },
        why="" if took else _NONE_YET,
    )


TABLE = Table(key="reports_time", theme="rumours", order=4, make=make, definition=DEFINITION)
