"""Reports by the state in which they stand, and by kind."""

from collections import Counter

from bot.cases.states import State
from bot.statistics import reports
from bot.statistics.block import Block, Chart, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.reports import KINDS
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

STATES = {
    State.NEW: "Mới",
    State.RECEIVED: "Đã tiếp nhận",
    State.VERIFYING: "Đang xác minh",
    State.TRANSFERRED: "Chuyển cơ quan",
    State.ANSWERED: "Đã trả lời",
    State.CLOSED: "Đã đóng",
}
TOTAL = "Tất cả"
DEFINITION = f"Tin báo gửi đến trong kỳ, theo loại và theo trạng thái hiện nay của hồ sơ. {reports.BY_MONTHS}"
NOTE = "Nội dung tin báo chỉ người xử lý tin báo mở được, nên các số này không dẫn tới từng tin."


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    has_months = reports.whole_months(scope.period) is not None
    found = Counter((one.kind, one.state) for one in reports.reported(room.database, scope.period))
    counts = {state: {kind: found[kind, state.value] for kind in KINDS} for state in STATES}
    lines = [_line(label, counts[state]) for state, label in STATES.items()]
    lines.append(_line(TOTAL, {kind: sum(own[kind] for own in counts.values()) for kind in KINDS}))
    return Block(
        key=TABLE.key,
        title="Tin báo theo trạng thái",
        definition=DEFINITION,
        columns=[Column("state", "Trạng thái"), *(Column(kind, label, Unit.COUNT) for kind, label in KINDS.items())],
        lines=lines if has_months else [],
        chart=Chart.STACKED,
        adds_up=f"Dòng “{TOTAL}” là tổng các dòng trên.",
        note=NOTE if has_months else reports.NO_MONTH,
        answers_to=("period",),
    )


def _line(label: str, cells: dict[str, int]) -> Line:
    return Line(cells={"state": label, **cells})


TABLE = Table(key="reports_by_state", theme="rumours", order=3, make=make, definition=DEFINITION)
