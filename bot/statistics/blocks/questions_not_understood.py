"""The questions that were not understood, those alike together."""

from bot.statistics.alike import grouped
from bot.statistics.block import Block, Cell, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.room import StatisticsRoom
from bot.statistics.rows import Row
from bot.statistics.scope import Scope
from bot.statistics.words import CHANNELS

#: The newest so many are read.
MOST = 300
CONDITION = "o_unanswered_not_understood"
DEFINITION = (
    f"Các câu mà máy nói là không hiểu, đã che thông tin cá nhân, nhiều nhất {MOST} câu mới nhất của bộ lọc. Câu viết "
    "giống nhau (kể cả sai chính tả, không dấu, rút ngắn) đứng cạnh nhau thành nhóm, nhóm đông trước; mỗi câu mở ra "
    "cuộc trò chuyện của nó."
)
_COLUMNS = (
    Column("question", "Câu hỏi"),
    Column("group", "Nhóm"),
    Column("alike", "Câu trong nhóm", Unit.COUNT),
    Column("day", "Ngày"),
    Column("channel", "Kênh"),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    rows = room.rows.page(scope, CONDITION, limit=MOST)
    all_of_them = room.books.totals(scope)[CONDITION]
    lines = [
        _line(row, at, len(group))
        for at, group in enumerate(grouped(rows, lambda row: row.question), 1)
        for row in group
    ]
    return Block(
        key=TABLE.key,
        title="Câu không hiểu, xếp theo nhóm giống nhau",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        adds_up=_cut(len(rows), all_of_them),
        note="Mỗi dòng là một câu; các dòng cùng số nhóm là những câu giống nhau.",
    )


def _cut(read: int, of: int) -> str:
    repeated = "Cột “Câu trong nhóm” nhắc lại cùng một số ở mỗi câu của nhóm, nên không cộng lại."
    return f"Chỉ {read} câu mới nhất; kỳ này có {of}. {repeated}" if of > read else repeated


def _line(row: Row, at: int, alike: int) -> Line:
    cells: dict[str, Cell] = {
        "question": row.question or "(đã xóa hoặc không có chữ)",
        "group": str(at),
        "alike": alike,
        "day": row.accepted_at,
        "channel": CHANNELS.get(row.channel, row.channel),
    }
    return Line(cells, link=f"/console/conversations/{row.interaction_id}#turn")


TABLE = Table(key="questions_not_understood", theme="answers", order=4, make=make, definition=DEFINITION)
