"""Candidate sentences: read by label, approved by a second person, exported as a patch."""

from typing import Any
from urllib.parse import urlencode

from litestar import MediaType, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.clock import now
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.learning import model_pages, replay_pages
from bot.console.learning.words import REASONS, REFUSED, SOURCES, STATES, name_of
from bot.console.login.sessions import Login
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing
from bot.console.web.render import HEADERS
from bot.learning.candidate import Candidate, Reason, State
from bot.learning.candidates import Refused, place_of
from bot.learning.label import topic_of

Asked = Request[Staff, Login, Any]
PATH = "/console/learning"
PAGE = 50
#: The filter of the list, and the fields that carry it through a form.
_KEPT = {"state": "state", "label": "filter", "after": "after"}
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


@get(PATH, sync_to_thread=True)
def candidates(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Sentences in a state, grouped by what they are about."""
    return _list(request, console)


@post(f"{PATH}/{{candidate:str}}/approve", sync_to_thread=True)
def approve(request: Asked, console: NamedDependency[Console], candidate: FromPath[str], data: Form) -> Response[Any]:
    """Let it be learnt."""
    return _done(
        request, console, data, lambda: console.learning.candidates.approve(candidate, _version(data), _me(request))
    )


@post(f"{PATH}/{{candidate:str}}/reject", sync_to_thread=True)
def reject(request: Asked, console: NamedDependency[Console], candidate: FromPath[str], data: Form) -> Response[Any]:
    """Leave it out, for one of the reasons."""
    wanted = text(data, "reason")
    if wanted not in set(Reason):
        return _list(request, console, "reason", status=400, fields=data)
    rejected = console.learning.candidates.reject
    return _done(request, console, data, lambda: rejected(candidate, _version(data), _me(request), Reason(wanted)))


@post(f"{PATH}/{{candidate:str}}/undo", sync_to_thread=True)
def undo(request: Asked, console: NamedDependency[Console], candidate: FromPath[str], data: Form) -> Response[Any]:
    """Take a decision back."""
    return _done(
        request, console, data, lambda: console.learning.candidates.undo(candidate, _version(data), _me(request))
    )


@post(f"{PATH}/{{candidate:str}}/move", sync_to_thread=True)
def move(request: Asked, console: NamedDependency[Console], candidate: FromPath[str], data: Form) -> Response[Any]:
    """Propose another label."""
    label = text(data, "label")
    if label not in console.learning.data().labels:
        return _list(request, console, "label", status=400, fields=data)
    moved = console.learning.candidates.move
    return _done(request, console, data, lambda: moved(candidate, _version(data), _me(request), label))


@post(f"{PATH}/export", sync_to_thread=True)
def export(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Mark what is approved as exported, and give it as a patch."""
    made = console.learning.exporting.export(_me(request), now())
    if made is None:
        return _list(request, console, "nothing", status=409, fields=data)
    return go(f"{PATH}?{urlencode({'state': State.EXPORTED, 'made': made})}")


@get(f"{PATH}/exports/{{export_id:str}}", sync_to_thread=True)
def patch(request: Asked, console: NamedDependency[Console], export_id: FromPath[str]) -> Response[Any]:
    """An export as a patch of the training data of now."""
    found = console.learning.exporting.past(export_id)
    if not found.added:
        raise NotFoundException("no such export")
    console.audit.first(_me(request), "exported", f"export/{export_id}")
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="an-sinh-{export_id[:8]}.patch"'}
    by, moment = found.added[0].exported_by or "", found.added[0].exported_at or now()
    return Response(found.patch(by, moment), media_type=MediaType.TEXT, headers=headers)


def _list(
    request: Asked, console: Console, wrong: str = "", *, status: int = 200, fields: dict[str, Any] | None = None
) -> Response[Any]:
    """The page; after a form that was refused with what was wrong, and the filter that the form came from."""
    query = request.query_params
    # A form keeps the filter of its page in fields of its own: `label` there is the label that is proposed.
    kept = {name: text(fields, of) for name, of in _KEPT.items()} if fields is not None else query
    state, label, after = kept.get("state") or State.PROPOSED, kept.get("label") or "", kept.get("after") or ""
    if state not in set(State):
        raise ValidationException(f"state: allowed are {', '.join(State)}")
    room, wanted = console.learning, State(state)
    rows, counts = room.candidates.page(wanted, label, after, PAGE), room.candidates.counts()
    listing = Listing(
        "candidates",
        COLUMNS,
        rows,
        lambda: room.candidates.every(wanted, label),
        place_of(rows[-1]) if len(rows) == PAGE else None,
        _total(counts[wanted], label),
    )
    answers, last = console.house.adviser.answers, _last(console, query.get("done", ""))
    response = answer(
        request,
        console,
        "learning/candidates.html.j2",
        listing,
        state=wanted,
        label=label,
        states=STATES,
        totals={one: sum(counts[one].values()) for one in State},
        topics=sorted({topic_of(one) for one in counts[wanted]}),
        labels=sorted(room.data().labels) if rows and wanted is State.PROPOSED else [],
        name=lambda one: name_of(answers, one),
        reasons=REASONS,
        sources=SOURCES,
        last=last,
        wrong=REFUSED.get(wrong, ""),
        this_after=after,
        made=query.get("made", ""),
        exports=room.exporting.exports() if wanted is State.EXPORTED else [],
        missing=room.exporting.missing() if wanted is State.EXPORTED else 0,
    )
    if status != 200:
        response.status_code = status
    return response


def _done(request: Asked, console: Console, data: dict[str, Any], act: Any) -> Response[Any]:
    """Do it and show the list that it was done in."""
    try:
        one: Candidate = act()
    except Refused as error:
        if error.reason == "gone":
            raise NotFoundException("no such candidate") from None
        return _list(request, console, error.reason, status=409, fields=data)
    kept = {name: value for name, of in _KEPT.items() if (value := text(data, of))}
    return go(f"{PATH}?{urlencode({**kept, 'done': one.id})}")


def _last(console: Console, id_: str) -> Candidate | None:
    """What was decided a moment ago, to be undone."""
    try:
        return console.learning.candidates.of(id_) if id_ else None
    except Refused:
        return None


def _total(counts: dict[str, int], label: str) -> int:
    return sum(many for one, many in counts.items() if not label or one == label or one.startswith(f"{label}/"))


def _version(data: dict[str, Any]) -> int:
    sent = text(data, "version")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else -1


def _me(request: Asked) -> str:
    return request.user.name


HANDLERS: list[Any] = [
    candidates,
    approve,
    reject,
    undo,
    move,
    export,
    patch,
    *model_pages.HANDLERS,
    *replay_pages.HANDLERS,
]
