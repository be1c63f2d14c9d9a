"""The pages of the queue: what waits for a verdict, the riskiest first."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from bot.clock import today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.review import figure_pages, turn_pages, words
from bot.console.review.address import filter_of, place_of, query_of
from bot.console.review.around import PATH, Asked, address, around
from bot.console.review.queue import COUNTED, PAGE, Filter, Waiting
from bot.console.review.room import ReviewRoom
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, Listing
from bot.console.web.render import page


def _columns(room: ReviewRoom) -> list[Column[Waiting]]:
    return [
        Column("score", said("Điểm"), lambda one: round(one.score, 3)),
        Column("question", said("Người dân hỏi"), lambda one: one.question),
        Column("why", said("Vì sao ở đây"), lambda one: words.why_plain(room.weights, one)),
        Column("asked", said("Lượt hỏi giống trong 30 ngày"), lambda one: one.asked),
        Column("topic", said("Chủ đề"), lambda one: one.topic),
        Column("aspect", said("Khía cạnh"), lambda one: one.aspect),
        Column("outcome", said("Kết quả"), lambda one: one.outcome),
        Column("confidence", said("Độ tin"), lambda one: one.confidence),
        Column("accepted_at", said("Lúc"), lambda one: one.accepted_at),
        Column("channel", said("Kênh"), lambda one: one.channel),
        Column("waits_for", said("Đang chờ"), lambda one: one.waits_for),
        Column("sampled", said("Thuộc mẫu"), lambda one: one.sampled),
        Column("model_version", said("Mô hình"), lambda one: one.model_version, is_default=False),
        Column("id", said("Mã lượt"), lambda one: one.id),
    ]


@get(PATH, sync_to_thread=True)
def queue(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """What waits for a verdict, the riskiest first."""
    room, day = console.review, today()
    wanted = filter_of(request.query_params, request.user.name, room)
    rows = room.queue.page(wanted, day, place_of(request.query_params), PAGE + 1)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    listing = Listing(
        "review",
        _columns(room),
        rows,
        lambda: room.queue.every(wanted, day),
        after=str(rows[-1].place) if more else None,
        total=room.queue.count(wanted, day),
        words=words.worded(room.subjects),
    )
    second = Filter(wanted.me, state="second", days=room.weights.window.days)
    return answer(
        request,
        console,
        "review/queue.html.j2",
        listing,
        **around(request, console, wanted),
        whys={row.id: words.why(room.weights, row) for row in rows},
        counted=COUNTED,
        second=room.queue.count(second, day),
        second_query=query_of(second),
    )


@get(f"{PATH}/next", sync_to_thread=True)
def first(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """To the riskiest turn that waits; to the list where none does."""
    wanted = filter_of(request.query_params, request.user.name, console.review)
    found = console.review.queue.first(wanted, today())
    return go(address(found, query_of(wanted)))


@get(f"{PATH}/subjects", sync_to_thread=True)
def subjects(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Topics and aspects in which the words of `q` stand."""
    found = console.review.subjects.matching(request.query_params.get("q", "")[:200])
    return page(request, "review/subjects.html.j2", found=found)


HANDLERS: list[Any] = [queue, first, subjects, *turn_pages.HANDLERS, *figure_pages.HANDLERS]
