"""How many answers of each version of the model reviewers found right, with how sure that is."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from bot.statistics.block import Block, Cell, Column, Line, Table
from bot.statistics.facts import day_begins
from bot.statistics.intervals import wilson
from bot.statistics.measure import Unit
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.statistics.verdicts_given import HOLDS, REVIEWS
from bot.storage.personal import table
from bot.storage.tables import Conversation, Interaction

DEFINITION = (
    "Phần câu trả lời mà người duyệt cho là đúng, trong các câu đã duyệt trong kỳ, theo phiên bản mô hình đã đọc "
    "câu hỏi. Mỗi lượt tính phán quyết của người duyệt thứ nhất, đang có hiệu lực; trả lời thiếu, sai, sai chủ đề "
    "đều tính là không đúng. Khoảng tin cậy 95 % theo Wilson. Cột “mẫu ngẫu nhiên” chỉ gồm các lượt rút theo ngẫu "
    "nhiên: đó là con số nói về mọi câu trả lời. Cột “tất cả” gồm cả các lượt được chọn vì rủi ro cao, nên thường "
    "thấp hơn."
)
_PARTS = {"sampled": "mẫu ngẫu nhiên", "all": "tất cả"}
_NAMES = (
    ("n", "Số lượt", Unit.COUNT),
    ("share", "Đúng", Unit.SHARE),
    ("low", "Thấp nhất (95 %)", Unit.SHARE),
    ("high", "Cao nhất (95 %)", Unit.SHARE),
)
_COLUMNS = (
    Column("model", "Phiên bản mô hình"),
    *(Column(f"{part}_{name}", f"{label}, {of}", unit) for part, of in _PARTS.items() for name, label, unit in _NAMES),
)
_NO_SAMPLE = "Chưa duyệt lượt nào rút ngẫu nhiên, nên chưa nói được về mọi câu trả lời."
_TURN, _TALK = table(Interaction), table(Conversation)
#: What the filter can hold reviewed turns to; the group is told of citizens, not of turns.
_HEEDED = ("channel", "campaign", "topic")


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table, the newest verdicts' model first. Raises DatabaseUnavailable."""
    with room.database.looking() as connection:
        rows = connection.execute(_query(scope, room.campaigns.tests)).all()
    counts: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for model, is_sampled, is_right, number, _ in rows:
        counts[model][bool(is_sampled), bool(is_right)] += number
    latest = {model: max(row[4] for row in rows if row[0] == model) for model in counts}
    return Block(
        key=TABLE.key,
        title="Độ chính xác theo phiên bản mô hình",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=[
            _line(model, counts[model]) for model in sorted(counts, key=lambda one: (latest[one], one), reverse=True)
        ],
        answers_to=("period", *_HEEDED),
    )


def _line(model: str, counts: Mapping[tuple[bool, bool], int]) -> Line:
    cells: dict[str, Cell] = {"model": model}
    for part, wanted in (("sampled", (True,)), ("all", (True, False))):
        right = sum(counts[one, True] for one in wanted)
        found = wilson(right, right + sum(counts[one, False] for one in wanted))
        cells |= {f"{part}_n": found.n, f"{part}_share": found.value}
        cells |= {f"{part}_low": found.low, f"{part}_high": found.high}
    return Line(cells=cells, link="/console/review/accuracy", why="" if cells["sampled_n"] else _NO_SAMPLE)


def _query(scope: Scope, tests: frozenset[str]) -> Select[Any]:
    """Model, whether it was drawn by chance, whether it was right, how many, when the last one was."""
    key = (REVIEWS.c.model_version, REVIEWS.c.sampled, REVIEWS.c.verdict == "right")
    query = (
        select(*key, func.count(), func.max(REVIEWS.c.reviewed_at))
        .join(_TURN, _TURN.c.id == REVIEWS.c.interaction_id)
        .join(_TALK, _TALK.c.id == _TURN.c.conversation_id)
        .where(*_within(scope), HOLDS, REVIEWS.c.round == 1)
    )
    for campaign in (_TURN.c.campaign, _TALK.c.campaign):
        query = query.where(func.coalesce(campaign, "").not_in(sorted(tests)))
    return query.group_by(*key)


def _within(scope: Scope) -> list[ColumnElement[bool]]:
    period, when = scope.period, REVIEWS.c.reviewed_at
    days = [when >= day_begins(period.first), when < day_begins(period.last + timedelta(days=1))]
    return [*days, *(func.coalesce(_TURN.c[one], "").in_(values) for one in _HEEDED if (values := scope.of(one)))]


TABLE = Table(key="model_accuracy", theme="quality", order=1, make=make, definition=DEFINITION)
