"""The turns behind a number: the same filter, the same condition, one line a turn."""

from collections.abc import Callable, Mapping
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import PermissionDeniedException, ValidationException

from bot.console.console import Console
from bot.console.conversations.words import COLOURS, FEEDBACK, OUTCOMES
from bot.console.review.pairs import Subjects
from bot.console.review.words import CHANNELS
from bot.console.staff import Staff
from bot.console.statistics.frame import PATH, Frame, framed
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, Listing
from bot.statistics.conditions import CONDITIONS
from bot.statistics.opened import ALL_CONDITIONS
from bot.statistics.rows import Row

Asked = Request[Staff, Any, Any]
ON_A_PAGE = 50
#: What counts do not hold apart (`bot.statistics.reporting`).
_REPORTS = "o_report_received"
#: No count has more digits.
_LONGEST_COUNT = 15
COLUMNS: list[Column[Row]] = [
    Column("time", said("Lúc"), lambda row: row.accepted_at),
    Column("question", said("Câu hỏi"), lambda row: row.question),
    Column("outcome", said("Kết quả"), lambda row: row.outcome),
    Column("topic", said("Chủ đề"), lambda row: row.topic),
    Column("aspect", said("Khía cạnh"), lambda row: row.aspect),
    Column("channel", said("Kênh"), lambda row: row.channel),
    Column("audience", said("Nhóm người"), lambda row: row.audience),
    Column("campaign", said("Đợt tuyên truyền"), lambda row: row.campaign),
    Column("verdict", said("Đánh giá"), lambda row: row.verdict),
    Column("id", said("Mã lượt"), lambda row: row.interaction_id),
]


@get(f"{PATH}/rows", sync_to_thread=True)
def rows(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The turns of a condition within the filter, the newest first. Raises ValidationException."""
    frame = framed(request, console)
    condition = _condition(request)
    scope = frame.asked.scope
    is_of_turns = condition in CONDITIONS
    total = frame.books.totals(scope)[condition] if is_of_turns else frame.room.rows.count(scope, condition)
    found = _page(frame, condition, request.query_params.get("after"))
    more, listed = len(found) > ON_A_PAGE, found[:ON_A_PAGE]
    listing = Listing(
        "statistics-rows",
        COLUMNS,
        listed,
        lambda: frame.room.rows.every(scope, condition),
        after=listed[-1].place if more else None,
        total=total,
        words=_words(frame, console.review.subjects),
    )
    return answer(
        request,
        console,
        "statistics/rows.html.j2",
        listing,
        frame=frame,
        condition=condition,
        clicked=_clicked(request),
        outcomes=OUTCOMES,
        colours=COLOURS,
        channels=CHANNELS,
        feedback=FEEDBACK,
        subjects=console.review.subjects,
    )


def _words(frame: Frame, subjects: Subjects) -> Mapping[str, Callable[[Row], str | None]]:
    """What a file says in place of codes."""
    names = frame.names
    return {
        "outcome": lambda row: OUTCOMES.get(row.outcome, row.outcome),
        "topic": lambda row: names.called("topic", row.topic) if row.topic else None,
        "aspect": lambda row: subjects.aspect(row.topic, row.aspect),
        "channel": lambda row: CHANNELS.get(row.channel, row.channel),
        "audience": lambda row: names.called("audience", row.audience) if row.audience else None,
        "campaign": lambda row: names.called("campaign", row.campaign) if row.campaign else None,
        "verdict": lambda row: FEEDBACK.get(row.verdict or ""),
    }


def _condition(request: Asked) -> str:
    condition = request.query_params.get("condition", "turns")
    if condition == _REPORTS:
        raise PermissionDeniedException("reports are told together with other steps of forms: o_collecting")
    if condition not in ALL_CONDITIONS:
        raise ValidationException(f"condition: unknown; allowed are {', '.join(ALL_CONDITIONS)}")
    return condition


def _page(frame: Frame, condition: str, after: str | None) -> list[Row]:
    try:
        return frame.room.rows.page(frame.asked.scope, condition, after or None, ON_A_PAGE + 1)
    except ValueError as error:
        raise ValidationException("after: only as a page of this list gives it") from error


def _clicked(request: Asked) -> int | None:
    """The number that led here, to be compared and not to be told: anybody can write an address."""
    typed = request.query_params.get("shown", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_COUNT):
        raise ValidationException("shown: a whole number")
    return int(typed)


HANDLERS = [rows]
