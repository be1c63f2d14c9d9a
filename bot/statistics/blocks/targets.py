"""The targets of plans with how far they are met, and how far they will be at the year's end."""

from bot.clock import today
from bot.records.demonstration import is_demonstration
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.progress import HEEDED, Progress, progress
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.targets import load

DEFINITION = (
    "Mỗi dòng là một chỉ tiêu của kế hoạch. Đã tiếp cận: số người thuộc nhóm được trợ lý trả lời có nội dung ít nhất "
    "một lần, tính từ đầu năm (hoặc đầu giai đoạn) của chỉ tiêu đến hết kỳ đang xem. Tỷ lệ: số đó trên số người của "
    "nhóm; nhóm chưa có số người với nguồn và ngày thì không tính tỷ lệ. Dự báo: số người mới mỗi tuần của 4 đến 8 "
    "tuần gần nhất kéo dài đến hết năm, kèm khoảng 95 %; giả định các tuần tới giống các tuần qua, không tính trước "
    "một đợt cao điểm; dưới 4 tuần số liệu thì không dự báo."
)
#: What must be said wherever these numbers stand.
NOTE = (
    "Người được trợ lý trả lời chỉ là một phần những người mà kế hoạch tuyên truyền bằng mọi hình thức. Chỉ tính người "
    "đã nói mình thuộc nhóm nào; một người dùng hai kênh được tính là hai."
)
_COLUMNS = (
    Column("group", "Nhóm"),
    Column("plan", "Kế hoạch"),
    Column("year", "Đến hết năm"),
    Column("target", "Chỉ tiêu", Unit.SHARE),
    Column("base", "Số người của nhóm", Unit.COUNT),
    Column("base_source", "Nguồn số người"),
    Column("reached", "Đã tiếp cận", Unit.COUNT, rows="substantive"),
    Column("share", "Tỷ lệ", Unit.SHARE),
    Column("state", "Kết quả"),
    Column("expected", "Dự báo cuối năm", Unit.COUNT),
    Column("low", "Thấp nhất (95 %)", Unit.COUNT),
    Column("high", "Cao nhất (95 %)", Unit.COUNT),
)
_STATES = {True: "Đạt", False: "Chưa đạt", None: "Không tính được"}
_NO_BASE = "Kế hoạch không nêu số người của nhóm, nên chỉ có số người đã tiếp cận, không có tỷ lệ."


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises TargetsRefused, DatabaseUnavailable."""
    plans = load(room.data / "targets", room.audiences)
    if any(plan.is_demonstration for plan in plans) and not is_demonstration(room.database):
        plans = tuple(plan for plan in plans if not plan.is_demonstration)
    return Block(
        key=TABLE.key,
        title="Chỉ tiêu của kế hoạch",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=[_line(one) for one in progress(room.database, scope, plans, today())],
        chart=Chart.PROGRESS,
        adds_up="Các nhóm của hai chỉ tiêu có thể trùng nhau, nên các dòng không cộng lại.",
        note=NOTE,
        answers_to=("period", *HEEDED),
    )


def _line(one: Progress) -> Line:
    base, seen = one.base, one.forecast
    cells: dict[str, Cell] = {
        "group": one.target.label,
        "plan": one.plan.name,
        "year": str(one.step.year),
        "target": one.step.share,
        "base": base.people if base else None,
        "base_source": f"{base.source}, {base.as_of:%d/%m/%Y}" if base else "",
        "reached": one.reached,
        "share": one.share,
        "state": _STATES[one.is_met],
        "expected": seen.expected if seen else None,
        "low": seen.low if seen else None,
        "high": seen.high if seen else None,
    }
    narrowed = {"audience": ",".join(one.target.audience), "topic": ",".join(one.target.topics)}
    return Line(
        cells=cells,
        scope={name: values for name, values in narrowed.items() if values},
        days=(one.scope.period.first, one.scope.period.last),
        why=one.target.unmeasured or ("" if base else _NO_BASE),
    )


TABLE = Table(key="targets", theme="targets", order=1, make=make, definition=DEFINITION)
