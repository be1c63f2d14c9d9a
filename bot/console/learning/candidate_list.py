"""The page of candidate sentences, as every form of the room comes back to it."""

from typing import Any

from litestar import Request, Response

from bot.console.console import Console
from bot.console.learning.candidate_view import KEPT, view_of
from bot.console.learning.words import REASONS, REFUSED, SOURCES, STATES, name_of
from bot.console.login.sessions import Login
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import text
from bot.console.web.listing import Column, Listing
from bot.learning.candidate import Candidate, State
from bot.learning.candidate_rows import place_of
from bot.learning.candidates import Refused
from bot.learning.label import topic_of

Asked = Request[Staff, Login, Any]
PATH = "/console/learning"
PAGE = 50
COLUMNS: list[Column[Candidate]] = [
    Column("label", said("Chủ đề"), lambda one: one.label),
    Column("text", said("Câu"), lambda one: one.text),
    Column("asked", said("Số lần gặp"), lambda one: one.asked),
    Column("source", said("Từ đâu"), lambda one: one.source),
    Column("near", said("Gần giống câu ở"), lambda one: one.near),
    Column("state", said("Trạng thái"), lambda one: one.state),
    Column("proposed_by", said("Người sửa"), lambda one: one.proposed_by),
    Column("proposed_at", said("Lúc sửa"), lambda one: one.proposed_at),
    Column("decided_by", said("Người quyết"), lambda one: one.decided_by),
    Column("decided_at", said("Lúc quyết"), lambda one: one.decided_at),
    Column("reason", said("Lý do loại"), lambda one: one.reason),
    Column("id", said("Số"), lambda one: one.id, is_default=False),
]


def candidate_list(
    request: Asked, console: Console, wrong: str = "", *, status: int = 200, fields: dict[str, Any] | None = None
) -> Response[Any]:
    """The page; after a form that was refused with what was wrong, and the filter that the form came from."""
    room, query = console.learning, request.query_params
    # A form keeps the filter of its page in fields of its own: `label` there is the label that is proposed.
    kept = {name: text(fields, of) for name, of in KEPT.items()} if fields is not None else query
    view = view_of(kept, room)
    wanted, after = view.state, kept.get("after") or ""
    rows, counts = room.candidates.page(view.which, after, PAGE), room.candidates.counts()
    listing = Listing(
        "candidates",
        COLUMNS,
        rows,
        lambda: room.candidates.every(view.which),
        place_of(rows[-1]) if len(rows) == PAGE else None,
        room.candidates.count(view.which),
    )
    answers, last = console.house.adviser.answers, _last(console, query.get("done", ""))
    response = answer(
        request,
        console,
        "learning/candidates.html.j2",
        listing,
        state=wanted,
        view=view,
        label=view.which.label,
        states=STATES,
        totals={one: sum(counts[one].values()) for one in State},
        topics=sorted({topic_of(one) for state in view.which.states for one in counts[state]}),
        labels=sorted(room.data().labels) if rows and wanted is State.PROPOSED else [],
        name=lambda one: name_of(answers, one),
        reasons=REASONS,
        sources=SOURCES,
        last=last,
        wrong=REFUSED.get(wrong, ""),
        this_after=after,
        made=query.get("made", ""),
        exports=room.exporting.exports() if wanted is State.EXPORTED else [],
        missing=len(room.exporting.missing()) if wanted is State.EXPORTED else 0,
    )
    if status != 200:
        response.status_code = status
    return response


def _last(console: Console, id_: str) -> Candidate | None:
    """What was decided a moment ago, to be undone."""
    try:
        return console.learning.candidates.of(id_) if id_ else None
    except Refused:
        return None
