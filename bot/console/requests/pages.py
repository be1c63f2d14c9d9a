"""The pages of this room: requests of citizens about their own data, and what is done about them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from litestar import Request as Asking
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.cases.officer import ReasonMissing
from bot.cases.request_reading import LARGEST
from bot.cases.request_states import IllegalStep, Kind, Refusal, Request, RequestChanged, RequestUnknown
from bot.clock import VIETNAM, now, today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.requests import filters, words
from bot.console.requests.erasing import Erasing, Held, NotConfirmed
from bot.console.requests.incident import CHANNELS, FIGURE, Incident, affected
from bot.console.requests.paper import Paper, paper
from bot.console.staff import Staff
from bot.console.web.answer import answer as answered
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing
from bot.console.web.render import page

Asked = Asking[Staff, Any, Any]
PATH = "/console/requests"
PAGE = 25
#: Letters of what the citizen is told.
LONGEST = 1_500
_COLUMNS: list[Column[Request]] = [
    Column("number", said("Số phiếu"), lambda one: one.number),
    Column("kind", said("Việc"), lambda one: one.kind),
    Column("state", said("Tình trạng"), lambda one: one.state),
    Column("urgency", said("Hạn"), lambda one: one.urgency),
    Column("asked_on", said("Ngày nhận"), lambda one: one.asked_on),
    Column("answer_by", said("Trả lời trước"), lambda one: one.answer_by),
    Column("due_on", said("Làm xong trước"), lambda one: one.due_on),
    Column("extended", said("Gia hạn"), lambda one: one.extended),
    Column("ground", said("Căn cứ từ chối"), lambda one: one.ground, is_default=False),
]


@get(PATH, sync_to_thread=True)
def requests(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The requests that fit the filter: open ones by their deadline, others the latest first."""
    wanted, day = filters.read(request.query_params), today()
    read = console.house.case_room.requests.reading
    try:
        rows, after = read.page(wanted, day, request.query_params.get("after", ""), PAGE)
    except ValueError as error:
        raise ValidationException("after: only as a page of this list gives it") from error
    listing = Listing("requests", _COLUMNS, rows, lambda: read.every(wanted, day), after)
    urgent = [one.urgency for one in read.every(replace(wanted, urgency=None), day)] if wanted.is_open else []
    return answered(
        request,
        console,
        "requests/requests.html.j2",
        listing,
        wanted=wanted,
        state=request.query_params.get("state", "").strip(),
        urgent={one: urgent.count(one) for one in words.URGENCIES},
        answer_days=console.house.case_room.clocks["request_answer"].days,
        words=words,
    )


@get(f"{PATH}/incident", sync_to_thread=True)
def incident_page(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The countdown of a data breach and how many records are in question; nothing is stored."""
    asked, policy, day = Incident.read(request.query_params), console.house.adviser.policy, today()
    due = asked.due_at(policy, day)
    return page(
        request,
        "requests/incident.html.j2",
        asked=asked,
        due=due,
        left=due - now() if due else None,
        rule=policy.figure(FIGURE, day),
        found=affected(console.house.database, asked),
        channels=CHANNELS,
        counted_at=now(),
        local=lambda moment: f"{moment.astimezone(VIETNAM):%Y-%m-%dT%H:%M}" if moment else "",
    )


@get(f"{PATH}/{{number:int}}", sync_to_thread=True)
def request_page(request: Asked, console: NamedDependency[Console], number: FromPath[int]) -> Response[Any]:
    """One request with its clocks, its history, and what can be done."""
    return _shown(request, console, number)


@post(f"{PATH}/{{number:int}}/answer", sync_to_thread=True)
def answer(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Tell the citizen how the request is dealt with."""
    acts, said_text = console.house.case_room.requests, text(data, "text", LONGEST)
    return _do(request, console, number, data, acts.answer, said_text)


@post(f"{PATH}/{{number:int}}/done", sync_to_thread=True)
def done(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Tell the citizen that what was asked for is done."""
    acts, said_text = console.house.case_room.requests, text(data, "text", LONGEST)
    if _paper(console, number).request.kind is Kind.DELETE:
        return _shown(request, console, number, status=409, note=words.DELETE_ONLY)
    return _do(request, console, number, data, acts.finish, said_text)


@post(f"{PATH}/{{number:int}}/extend", sync_to_thread=True)
def extend(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Put the end off, once, with a reason that the citizen is told."""
    acts, why = console.house.case_room.requests, text(data, "why", LONGEST)
    if _paper(console, number).request.extended:
        return _shown(request, console, number, status=409, note=words.EXTENDED_ONCE)
    return _do(request, console, number, data, acts.extend, why)


@post(f"{PATH}/{{number:int}}/refuse", sync_to_thread=True)
def refuse(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Refuse on a ground of the closed list; the citizen is told ground and reason."""
    acts, why, ground = console.house.case_room.requests, text(data, "why", LONGEST), text(data, "ground", 32)
    if ground not in set(Refusal):
        return _shown(request, console, number, status=400, note=words.NO_GROUND, typed=data)
    return _do(request, console, number, data, acts.refuse, Refusal(ground), why)


@get(f"{PATH}/{{number:int}}/erasure", sync_to_thread=True)
def erasure_page(request: Asked, console: NamedDependency[Console], number: FromPath[int]) -> Response[Any]:
    """What would go and what stays, before anything goes."""
    return _erasure(request, console, number)


@post(f"{PATH}/{{number:int}}/erasure", sync_to_thread=True)
def erase(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Erase, once the number of the request was typed again; the page then shows the tombstone."""
    found, erasing = _paper(console, number), Erasing(console.house)
    seen = replace(found.request, version=_version(data))
    try:
        erasing.erase(request.user.officer, seen, text(data, "confirm", 20), text(data, "why", LONGEST), now())
    except NotConfirmed:
        return _erasure(request, console, number, status=400, note=words.NOT_CONFIRMED, typed=data)
    except ReasonMissing:
        return _erasure(request, console, number, status=400, note=words.NO_REASON, typed=data)
    except Held:
        return _erasure(request, console, number, status=409, note=words.HELD, typed=data)
    except RequestChanged:
        return _shown(request, console, number, status=409, note=words.CHANGED)
    except IllegalStep:
        return _shown(request, console, number, status=409, note=words.ILLEGAL)
    return go(f"{PATH}/{number}")


def _do(
    request: Asked, console: Console, number: int, data: dict[str, Any], act: Callable[..., object], *said: str
) -> Response[Any]:
    """Do an act of `Requests` on the version that was read; what stands in its way is shown, with what was typed."""
    _paper(console, number)
    try:
        act(request.user.officer, number, *said, version=_version(data), moment=now())
    except ReasonMissing:
        return _shown(request, console, number, status=400, note=words.NO_REASON, typed=data)
    except RequestChanged:
        return _shown(request, console, number, status=409, note=words.CHANGED, typed=data)
    except IllegalStep:
        return _shown(request, console, number, status=409, note=words.ILLEGAL, typed=data)
    return go(f"{PATH}/{number}")


def _version(data: dict[str, Any]) -> int:
    typed = text(data, "version", 6)
    return int(typed) if typed.isdecimal() else 0


def _paper(console: Console, number: int) -> Paper:
    if not 0 < number < LARGEST:
        raise NotFoundException("no such request")
    try:
        return paper(console.house, number, today(), Erasing(console.house).held())
    except RequestUnknown as error:
        raise NotFoundException("no such request") from error


def _shown(
    request: Asked,
    console: Console,
    number: int,
    *,
    status: int = 200,
    note: str | None = None,
    typed: dict[str, Any] | None = None,
) -> Response[Any]:
    found, say = _paper(console, number), console.house.adviser.phrases
    return page(
        request,
        "requests/request.html.j2",
        status=status,
        paper=found,
        note=note,
        words=words,
        text=text(typed or {}, "text"),
        why=text(typed or {}, "why"),
        ground=text(typed or {}, "ground"),
        grounds=[(ground, say(f"request.ground_{ground}")) for ground in Refusal],
        told=say("request.answered", number=number, text="…"),
        clocks=console.house.case_room.clocks,
    )


def _erasure(
    request: Asked,
    console: Console,
    number: int,
    *,
    status: int = 200,
    note: str | None = None,
    typed: dict[str, Any] | None = None,
) -> Response[Any]:
    found = _paper(console, number)
    talk = found.request.conversation_id
    if found.request.kind is not Kind.DELETE or not found.is_open or talk is None:
        return _shown(request, console, number, status=409, note=words.ILLEGAL)
    return page(
        request,
        "requests/erasure.html.j2",
        status=status,
        paper=found,
        note=note or (words.HELD if found.is_held else None),
        words=words,
        going=Erasing(console.house).would_go(talk),
        why=text(typed or {}, "why"),
    )


HANDLERS = [requests, incident_page, request_page, answer, done, extend, refuse, erasure_page, erase]
