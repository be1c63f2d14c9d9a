"""The pages of this room: requests of citizens about their own data, and what is done about them."""

from dataclasses import replace
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.params import FromPath

from bot.cases.request_states import Kind, Refusal, Request
from bot.clock import today
from bot.console.console import Console
from bot.console.requests import copy_pages, erasure_pages, filters, incident_pages, words
from bot.console.requests.view import LONGEST, PATH, Asked, do, found_paper, shown
from bot.console.web.answer import answer as answered
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing

PAGE = 25
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


@get(f"{PATH}/{{number:int}}", sync_to_thread=True)
def request_page(request: Asked, console: NamedDependency[Console], number: FromPath[int]) -> Response[Any]:
    """One request with its clocks, its history, and what can be done."""
    return shown(request, console, number)


@post(f"{PATH}/{{number:int}}/answer", sync_to_thread=True)
def answer(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Tell the citizen how the request is dealt with."""
    acts, said_text = console.house.case_room.requests, text(data, "text", LONGEST)
    return do(request, console, number, data, acts.answer, said_text)


@post(f"{PATH}/{{number:int}}/done", sync_to_thread=True)
def done(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Tell the citizen that what was asked for is done."""
    acts, said_text = console.house.case_room.requests, text(data, "text", LONGEST)
    kind = found_paper(console, number).request.kind
    if instead := {Kind.DELETE: words.DELETE_ONLY, Kind.COPY: words.COPY_ONLY}.get(kind):
        return shown(request, console, number, status=409, note=instead, typed=data)
    return do(request, console, number, data, acts.finish, said_text)


@post(f"{PATH}/{{number:int}}/extend", sync_to_thread=True)
def extend(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Put the end off, once, with a reason that the citizen is told."""
    acts, why = console.house.case_room.requests, text(data, "why", LONGEST)
    if found_paper(console, number).request.extended:
        return shown(request, console, number, status=409, note=words.EXTENDED_ONCE)
    return do(request, console, number, data, acts.extend, why)


@post(f"{PATH}/{{number:int}}/refuse", sync_to_thread=True)
def refuse(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Refuse on a ground of the closed list; the citizen is told ground and reason."""
    acts, why, ground = console.house.case_room.requests, text(data, "why", LONGEST), text(data, "ground", 32)
    if ground not in set(Refusal):
        return shown(request, console, number, status=400, note=words.NO_GROUND, typed=data)
    return do(request, console, number, data, acts.refuse, Refusal(ground), why)


HANDLERS = [
    requests,
    request_page,
    answer,
    done,
    extend,
    refuse,
    *copy_pages.HANDLERS,
    *erasure_pages.HANDLERS,
    *incident_pages.HANDLERS,
]
