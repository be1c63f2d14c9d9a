"""What each member of staff did: talks, messages to citizens, verdicts on answers."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Integer, Select, case, func, literal_column, select

from bot.records.measures import seconds_between
from bot.statistics.block import Block, Column, Line, Table
from bot.statistics.facts import day_begins
from bot.statistics.measure import Unit
from bot.statistics.period import Period
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.steps import WAITS, percentile
from bot.statistics.verdicts_given import HOLDS, REVIEWS
from bot.storage.personal import table
from bot.storage.staff_tables import StaffMember
from bot.storage.talk_tables import OfficerTalk, TalkMessage

DEFINITION = (
    "Mỗi cán bộ: số cuộc trò chuyện đã nhận (tính theo ngày cuộc trò chuyện được mở), số tin nhắn đã gửi cho người "
    "dân, trung vị thời gian từ lúc cuộc trò chuyện mở đến câu đầu tiên của cán bộ (đọc theo nấc, nên là “nhiều "
    "nhất”), và số phán quyết đã cho khi duyệt câu trả lời (không tính phán quyết đã rút hoặc đã thay). Đây là "
    "khối lượng việc, không phải chất lượng hay xếp hạng."
)
_COLUMNS = (
    Column("officer", "Cán bộ"),
    Column("talks", "Cuộc trò chuyện", Unit.COUNT),
    Column("messages", "Tin nhắn", Unit.COUNT),
    Column("wait", "Trung vị chờ câu đầu tiên, nhiều nhất", Unit.SECONDS),
    Column("verdicts", "Phán quyết", Unit.COUNT),
)
_NO_REPLY = "Chưa có câu trả lời đầu tiên nào để tính thời gian chờ."
_LONGER = "Quá một nửa chờ lâu hơn một ngày."
_COUNTS = ("talks", "messages", "verdicts")
_STAFF, _TALK, _MESSAGE = table(StaffMember), table(OfficerTalk), table(TalkMessage)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table, in the order of names. Raises DatabaseUnavailable."""
    with room.database.looking() as connection:
        counted = {name: _by_name(connection, query) for name, query in _counts(scope.period)}
        waits = {(holder, step): number for holder, step, number in connection.execute(_waits(scope.period))}
        there = {name for found in counted.values() for name in found}
        called = select(_STAFF.c.name, _STAFF.c.full_name).where(_STAFF.c.name.in_(there))
        names = _by_name(connection, called)
    lines = [
        _line(names.get(one, one), {name: counted[name].get(one, 0) for name in _COUNTS}, _steps(waits, one))
        for one in sorted(there, key=lambda one: (str(names.get(one, one)).casefold(), one))
    ]
    return Block(
        key=TABLE.key,
        title="Việc của từng cán bộ",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        note="Chỉ lãnh đạo và người kiểm tra xem bảng này.",
        answers_to=("period",),
    )


def _by_name(connection: Connection, query: Select[Any]) -> dict[str, Any]:
    return {row[0]: row[1] for row in connection.execute(query)}


def _line(name: str, counts: dict[str, int], waits: list[int]) -> Line:
    wait, why = percentile(waits, WAITS, 0.5), ""
    if counts["talks"] and wait is None:
        why = _LONGER if any(waits) else _NO_REPLY
    return Line(cells={"officer": name, **counts, "wait": wait}, why=why)


def _steps(waits: Mapping[tuple[str, int], int], officer: str) -> list[int]:
    return [waits.get((officer, step), 0) for step in range(len(WAITS) + 1)]


def _counts(period: Period) -> list[tuple[str, Select[Any]]]:
    """By login name, how many of each."""
    talks = select(_TALK.c.holder, func.count()).where(_within(_TALK.c.opened_at, period), _TALK.c.holder.is_not(None))
    messages = select(_MESSAGE.c.officer, func.count()).where(
        _within(_MESSAGE.c.said_at, period), _MESSAGE.c.author == "officer", _MESSAGE.c.officer.is_not(None)
    )
    verdicts = select(REVIEWS.c.reviewer, func.count()).where(_within(REVIEWS.c.reviewed_at, period), HOLDS)
    return [
        ("talks", talks.group_by(_TALK.c.holder)),
        ("messages", messages.group_by(_MESSAGE.c.officer)),
        ("verdicts", verdicts.group_by(REVIEWS.c.reviewer)),
    ]


def _waits(period: Period) -> Select[Any]:
    """By login name and step of `WAITS`, how many talks."""
    seconds = seconds_between(_TALK.c.opened_at, _TALK.c.first_reply_at).label("seconds")
    replied = (_TALK.c.holder.is_not(None), _TALK.c.first_reply_at.is_not(None))
    talks = select(_TALK.c.holder, seconds).where(_within(_TALK.c.opened_at, period), *replied)
    # Else the seconds are reckoned again for every step.
    waited = talks.cte("waited").prefix_with("MATERIALIZED")
    steps = [(waited.c.seconds <= end, literal_column(str(at), Integer)) for at, end in enumerate(WAITS)]
    step = case(*steps, else_=literal_column(str(len(WAITS)), Integer)).label("step")
    return select(waited.c.holder, step, func.count()).group_by(waited.c.holder, step)


def _within(moment: Any, period: Period) -> Any:
    return (moment >= day_begins(period.first)) & (moment < day_begins(period.last + timedelta(days=1)))


TABLE = Table(key="officer_workload", theme="officers", order=9, make=make, definition=DEFINITION)
