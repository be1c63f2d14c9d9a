"""Figures of law and verdicts on rumours that are due to be checked again, or past it: as they stand today."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.advice.adviser import Adviser
from bot.advice.rumours import Rumours
from bot.clock import today
from bot.policy.schema import Figure
from bot.statistics import claims
from bot.statistics.block import Block, Column, Line, Table
from bot.statistics.measure import Unit
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

#: Days before its review date from which a figure is listed.
SOON = 60
DEFINITION = (
    f"Số liệu pháp luật và kết luận về tin đồn đã quá ngày phải soát lại, hoặc phải soát lại trong {SOON} ngày tới, "
    "tính đến hôm nay. Quá ngày đó thì trợ lý không nói số liệu hay kết luận ấy nữa cho đến khi có người soát lại. "
    "Cột “câu trả lời” là số văn bản trả lời có chỗ điền số liệu ấy. Số liệu của thời gian đã qua không liệt kê."
)
PAST, NEAR = "Quá hạn", "Sắp đến hạn"
_COLUMNS = (
    Column("kind", "Loại"),
    Column("name", "Tên"),
    Column("basis", "Căn cứ"),
    Column("review_by", "Soát lại trước"),
    Column("days", "Còn (ngày)", Unit.COUNT),
    Column("state", "Tình trạng"),
    Column("answers", "Câu trả lời", Unit.COUNT),
)
_FIGURE, _RUMOUR = "Số liệu", "Tin đồn"
#: `{key}`, `{key@2027-01-01}`: a figure that an answer states.
_STATED = re.compile(r"\{([a-z][a-z0-9_]*)(?:@[^{}]*)?\}")


def make(room: StatisticsRoom, _scope: Scope) -> Block:
    """The table, the longest overdue first. Raises RumoursError."""
    day = today()
    figures = _figures(room.adviser, day)
    lines = [*figures, *_rumours(room.rumours, room.adviser, day)]
    return Block(
        key=TABLE.key,
        title="Số liệu và kết luận đến hạn soát lại",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=sorted(lines, key=lambda line: (line.cells["days"], line.cells["name"])),
        note=f"Tính đến {day:%d/%m/%Y}; không theo kỳ đang xem.",
        answers_to=(),
    )


def _figures(adviser: Adviser, day: date) -> Iterator[Line]:
    used = Counter(key for answer in adviser.answers for key in _stated(answer.texts()))
    for one in adviser.policy.all_figures():
        if _is_due(one.review_by, day) and not _is_over(one, day):
            path = f"/console/knowledge/figures/{one.key}"
            yield _line(_FIGURE, one.label, one.legal_basis, one.review_by, day, used[one.key], path)


def _rumours(rumours: Rumours, adviser: Adviser, day: date) -> Iterator[Line]:
    for one in rumours:
        if _is_due(one.review_by, day) and not (one.holds_to and one.holds_to < day):
            name = claims.shown(one.claim, adviser, day)
            yield _line(_RUMOUR, name, "; ".join(one.legal_basis), one.review_by, day, 1, "/console/knowledge/rumours")


def _line(kind: str, name: str, basis: str, review_by: date, day: date, answers: int, link: str) -> Line:  # noqa: PLR0917
    days = (review_by - day).days
    return Line(
        cells={
            **{"kind": kind, "name": name, "basis": basis, "review_by": review_by, "days": days},
            **{"state": PAST if days < 0 else NEAR, "answers": answers},
        },
        link=link,
    )


def _stated(texts: Iterable[str]) -> set[str]:
    return {found for text in texts for found in _STATED.findall(text)}


def _is_due(review_by: date, day: date) -> bool:
    return review_by <= day + timedelta(days=SOON)


def _is_over(figure: Figure, day: date) -> bool:
    return figure.effective_to is not None and figure.effective_to < day


TABLE = Table(key="figures_past_review", theme="quality", order=2, make=make, definition=DEFINITION)
