"""One case: why it is read, then the whole of it; its course without content for managers and auditors."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.params import FromPath

from bot.cases.officer import ReasonMissing, reason
from bot.cases.reading import Event
from bot.cases.states import CLOCK, GROUNDS, NEXT, State
from bot.clock import now, today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.reports import words
from bot.console.reports.desk import Opening
from bot.console.reports.reasons import COOKIE, HOLDS
from bot.console.reports.refusals import WRONG, Asked, found, needed_reason, reason_of
from bot.console.web.forms import Form, text
from bot.console.web.listing import Form as Wanted
from bot.console.web.listing import form_of, plain
from bot.console.web.render import HEADERS, page


@get("/console/reports/{number:int}", sync_to_thread=True)
def case(request: Asked, console: NamedDependency[Console], number: FromPath[int]) -> Response[Any]:
    """The case, once its reader has said why; nothing of it is exported."""
    form = form_of(request)
    if form not in {Wanted.PAGE, Wanted.JSON}:
        raise ValidationException("format: a report is read here, as html or json; it is not exported")
    if form is Wanted.JSON:
        why = needed_reason(request, console, number)
        with found():
            opened = console.reports.desk.opened(request.user.officer, number, why, today())
        return Response(_json(opened), media_type=MediaType.JSON, headers=HEADERS)
    why_said = reason_of(request, console, number)
    return asks(request, console, number) if why_said is None else show(request, console, number, why_said)


@post("/console/reports/{number:int}/open", sync_to_thread=True)
def say_why(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Take the reason; it holds for half an hour, for this case and this login."""
    with found():
        console.reports.desk.check(request.user.officer, number)
    try:
        why = reason(text(data, "why", 300))
    except ReasonMissing as error:
        return asks(request, console, number, WRONG[type(error)])
    response = go(f"/console/reports/{number}")
    response.set_cookie(
        COOKIE,
        console.reports.reasons.kept(request.auth.id, number, why, now()),
        max_age=int(HOLDS.total_seconds()),
        path=f"/console/reports/{number}",
        secure=True,
        httponly=True,
        samesite="strict",
    )
    return response


@get("/console/reports/{number:int}/clues", sync_to_thread=True)
def clues(request: Asked, console: NamedDependency[Console], number: FromPath[int]) -> Response[Any]:
    """Telephone and account numbers of the other side, each look noted."""
    why = needed_reason(request, console, number)
    with found():
        told = console.reports.desk.clues(request.user.officer, number, why)
    return page(request, "reports/clues.html.j2", number=number, clues=told, words=words)


@get("/console/reports/{number:int}/course", sync_to_thread=True)
def course(request: Asked, console: NamedDependency[Console], number: FromPath[int]) -> Response[Any]:
    """State, deadline and steps without what was reported."""
    return show_course(request, console, number)


def asks(request: Asked, console: Console, number: int, wrong: str | None = None) -> Response[Any]:
    """The form that asks why; that there is such a case is all that it tells."""
    with found():
        console.reports.desk.check(request.user.officer, number)
    status = 400 if wrong else 200
    return page(request, "reports/why.html.j2", status=status, number=number, wrong=wrong, minutes=HOLDS.seconds // 60)


def show(
    request: Asked,
    console: Console,
    number: int,
    why: str,
    *,
    status: int = 200,
    wrong: str | None = None,
    typed: Mapping[str, Any] | None = None,
    changed: Sequence[Event] | None = None,
) -> Response[Any]:
    """The whole case; `changed` are the steps of whoever was quicker, `typed` what a refused form held."""
    with found():
        opened = console.reports.desk.opened(request.user.officer, number, why, today())
    state = opened.whole.line.state
    return page(
        request,
        "reports/case.html.j2",
        status=status,
        opened=opened,
        whole=opened.whole,
        line=opened.whole.line,
        words=words,
        why=why,
        wrong=wrong,
        typed=typed or {},
        changed=changed,
        next=[one for one in State if one in NEXT[state] - {State.TRANSFERRED}],
        grounds=[one for one in words.GROUNDS if one in GROUNDS[state]],
        may_transfer=State.TRANSFERRED in NEXT[state],
        may_answer=State.ANSWERED in NEXT[state],
        clock=console.reports.clocks[CLOCK[state]] if state in CLOCK else None,
        escalations={row.id: row for row in console.reports.hand_overs.escalations},
    )


def show_course(
    request: Asked,
    console: Console,
    number: int,
    *,
    status: int = 200,
    wrong: str | None = None,
    typed: Mapping[str, Any] | None = None,
    changed: Sequence[Event] | None = None,
) -> Response[Any]:
    """The course of a case."""
    with found():
        seen = console.reports.desk.course(request.user.officer, number, today())
    clock = console.reports.clocks[CLOCK[seen.line.state]] if seen.line.state in CLOCK else None
    context: dict[str, Any] = {"seen": seen, "line": seen.line, "words": words, "clock": clock}
    more: dict[str, Any] = {"wrong": wrong, "typed": typed or {}, "changed": changed}
    return page(request, "reports/course.html.j2", status=status, **context, **more)


def _json(opened: Opening) -> dict[str, Any]:
    whole, line = opened.whole, opened.whole.line
    return {
        "number": line.number,
        "kind": line.kind,
        "state": line.state,
        "since": plain(line.since),
        "due": plain(line.due.day) if line.due else None,
        "urgency": line.urgency,
        "cluster": line.cluster,
        "triage": line.triage,
        "assignee": line.assignee,
        "version": line.version,
        "agency": whole.agency,
        "ground": whole.ground,
        "content": whole.content,
        "has_clues": whole.has_clues,
        "messages": [{"kind": m.kind, "on": plain(m.said_on), "who": m.who, "text": m.text} for m in whole.messages],
        "history": [
            {
                "on": plain(e.happened_on),
                "who": e.who,
                "what": e.what,
                "before": e.before,
                "after": e.after,
                "why": e.why,
            }
            for e in whole.history
        ],
        "files": [{"position": f.position, "kind": f.kind, "size": f.facts.size} for f in opened.files],
        "links": [{"host": one.host, "text": one.text} for one in opened.links],
        "similar": [one.number for one in opened.similar],
    }


HANDLERS = [case, say_why, clues, course]
