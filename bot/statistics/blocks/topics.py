"""What citizens asked about, topic by topic, and how that moved."""

from collections.abc import Mapping

from bot.clock import today
from bot.statistics.block import Block, Cell, Chart, Column, Line, Table
from bot.statistics.books import Counts
from bot.statistics.earlier import earlier, whole_days
from bot.statistics.measure import Unit
from bot.statistics.ratios import part
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.words import Words

DEFINITION = (
    "Số lượt của mỗi chủ đề trong kỳ, so với kỳ trước (kỳ đang chạy thì chỉ so những ngày đã trọn với đúng chừng ấy "
    "ngày của kỳ trước). Hai chiều: phần lượt có nội dung mà người dân có phản hồi. Có căn cứ: phần câu trả lời có "
    "căn cứ ghi ngày. Lượt không rõ chủ đề (không hiểu, bấm đánh giá, lỗi) và các bước của mẫu đứng ở một dòng riêng. "
    "Lượt về lừa đảo được đếm cùng tin đồn, để không ai bị nhận ra."
)
_COLUMNS = (
    Column("topic", "Chủ đề"),
    Column("turns", "Lượt", Unit.COUNT, rows="turns"),
    Column("share", "Phần của mọi lượt", Unit.SHARE),
    Column("before", "Kỳ trước", Unit.COUNT),
    Column("change", "Thêm, bớt", Unit.COUNT),
    Column("two_way", "Hai chiều", Unit.SHARE, rows="two_way"),
    Column("evidence_based", "Có căn cứ", Unit.SHARE, rows="evidence_based"),
)


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table. Raises DatabaseUnavailable."""
    words = Words(room.adviser, room.audiences, room.campaigns)
    past, whole = earlier(scope, today()), whole_days(scope.period, today())
    now, before = room.books.by(scope, "topic"), room.books.by(past, "topic") if past else None
    held = room.books.by(scope.within(whole), "topic") if whole and whole != scope.period else now
    all_turns = sum(counts["turns"] for counts in now.values())
    codes = sorted(now.keys() | (before or {}).keys(), key=lambda one: (-now.get(one, Counts())["turns"], one))
    return Block(
        key=TABLE.key,
        title="Chủ đề",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=[_line(words, code, now.get(code, Counts()), held, before, all_turns=all_turns) for code in codes],
        chart=Chart.BARS,
    )


def _line(
    words: Words,
    code: str,
    counts: Counts,
    held: Mapping[str, Counts],
    before: Mapping[str, Counts] | None,
    *,
    all_turns: int,
) -> Line:
    then = before.get(code, Counts())["turns"] if before is not None else None
    cells: dict[str, Cell] = {
        "topic": words.topic(code),
        "turns": counts["turns"],
        "share": part(counts["turns"], all_turns),
        "before": then,
        "change": held.get(code, Counts())["turns"] - then if then is not None else None,
        "two_way": part(counts["two_way"], counts["counted"]),
        "evidence_based": part(counts["evidence_based"], counts["substantive"]),
    }
    return Line(cells, {"topic": code})


TABLE = Table(key="topics", theme="questions", order=1, make=make, definition=DEFINITION)
