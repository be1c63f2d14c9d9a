"""Pages on what was judged: the verdicts, how many answers were right, how far two reviewers agree."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from bot.clock import today
from bot.console.console import Console
from bot.console.matrix import may
from bot.console.review import words
from bot.console.review.accuracy import agreements, by_model, by_topic, differ, overall
from bot.console.review.address import number_of, which_of, which_query
from bot.console.review.judged import Judged, Which
from bot.console.review.queue import COUNTED, PAGE
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, Listing
from bot.console.web.render import page

Asked = Request[Staff, Any, Any]
PATH = "/console/review"
_COLUMNS: list[Column[Judged]] = [
    Column("reviewed_at", said("Soát lúc"), lambda one: one.reviewed_at),
    Column("reviewer", said("Người soát"), lambda one: one.reviewer),
    Column("verdict", said("Phán quyết"), lambda one: one.verdict),
    Column("question", said("Người dân hỏi"), lambda one: one.question),
    Column("topic", said("Chủ đề máy chọn"), lambda one: one.topic),
    Column("aspect", said("Khía cạnh"), lambda one: one.aspect),
    Column("right_topic", said("Chủ đề đúng"), lambda one: one.right_topic),
    Column("right_aspect", said("Khía cạnh đúng"), lambda one: one.right_aspect),
    Column("to_content", said("Chuyển biên tập"), lambda one: one.to_content),
    Column("note", said("Ghi chú"), lambda one: one.note),
    Column("round", said("Vòng"), lambda one: one.round),
    Column("confidence", said("Độ tin"), lambda one: one.confidence),
    Column("outcome", said("Kết quả"), lambda one: one.outcome),
    Column("channel", said("Kênh"), lambda one: one.channel),
    Column("seconds", said("Giây"), lambda one: one.seconds),
    Column("model_version", said("Mô hình"), lambda one: one.model_version),
    Column("id", said("Mã lượt"), lambda one: one.id),
]


@get(f"{PATH}/done", sync_to_thread=True)
def done(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The verdicts that fit the filter, the latest first."""
    room, day = console.review, today()
    asked = which_of(request.query_params, room)
    which = replace(asked, blind=_blind(request))
    rows = room.judged.page(which, day, number_of(request.query_params), PAGE + 1)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    listing = Listing(
        "verdicts",
        _COLUMNS,
        rows,
        lambda: room.judged.all(which, day),
        after=str(rows[-1].number) if more else None,
        total=room.judged.count(which, day),
    )
    context = {"room": room, "words": words, "which": asked, "which_query": which_query(asked), "counted": COUNTED}
    return answer(request, console, "review/done.html.j2", listing, **context)


@get(f"{PATH}/accuracy", sync_to_thread=True)
def accuracy(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """How many answers were right, by model version and by topic; what the first reviewer said counts."""
    room = console.review
    which = replace(which_of(request.query_params, room), round=1, verdicts=(), blind=None)
    tallies = room.judged.tally(which, today())
    return page(
        request,
        "review/accuracy.html.j2",
        room=room,
        words=words,
        which=which,
        rows_of=_rows_of(which),
        overall=overall(tallies),
        models=by_model(tallies),
        topics=by_topic(tallies),
    )


@get(f"{PATH}/agreement", sync_to_thread=True)
def agreement(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """How far two reviewers agree on the same answers, and where they do not."""
    room = console.review
    which = replace(which_of(request.query_params, room), round=None, verdicts=(), blind=None)
    pairs = room.judged.pairs(which, today())
    every, topics = agreements(pairs)
    return page(
        request,
        "review/agreement.html.j2",
        room=room,
        words=words,
        which=which,
        rows_of=_rows_of(which),
        least=room.weights.sample.least,
        every=every,
        topics=topics,
        apart=[(first, second) for first, second in pairs if differ(first, second)],
        all_pairs=pairs,
    )


def _rows_of(which: Which) -> Any:
    """Gives the address of the verdicts behind a number: the filter of the page with changes."""
    return lambda **changes: f"{PATH}/done?{which_query(which, **changes)}"


def _blind(request: Asked) -> str | None:
    """Whose second verdict must not be spoilt: nobody's, where the reader may give none."""
    judges = may(request.user.roles, "POST", f"{PATH}/turns/{{interaction:str}}/verdict")
    return request.user.name if judges else None


HANDLERS = [done, accuracy, agreement]
