"""A replay: how far it is, what would change, what is harm, and single changes that a person lets pass."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.clock import VIETNAM, now
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.learning.words import KIND_WORDS, REFUSED, REPLAY_STATES, RULES, name_of
from bot.console.login.sessions import Login
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing
from bot.learning.changes import KINDS, place_of
from bot.learning.replay import Change, Replay, ReplayRefused

Asked = Request[Staff, Login, Any]
PATH = "/console/learning/replay/{replay:str}"
PAGE = 50
COLUMNS: list[Column[Change]] = [
    Column("number", said("Số"), lambda one: one.number),
    Column("words", said("Câu hỏi"), lambda one: one.words),
    Column("kind", said("Loại"), lambda one: one.kind),
    Column("askers", said("Số lần hỏi"), lambda one: one.askers),
    Column("before", said("Trước"), lambda one: one.before),
    Column("after", said("Sau"), lambda one: one.after),
    Column("before_margin", said("Cách biệt trước"), lambda one: one.before_margin),
    Column("after_margin", said("Cách biệt sau"), lambda one: one.after_margin),
    Column("expected", said("Đúng phải là"), lambda one: one.expected),
    Column("harm", said("Gây hại"), lambda one: one.harm),
    Column("weight", said("Mức hại"), lambda one: one.weight),
    Column("passed_by", said("Người cho qua"), lambda one: one.passed_by),
    Column("passed_why", said("Lý do cho qua"), lambda one: one.passed_why),
]


@get(PATH, sync_to_thread=True)
def show(request: Asked, console: NamedDependency[Console], replay: FromPath[str]) -> Response[Any]:
    """How far it is; what would change once it is done."""
    return _show(request, console, replay)


@post(f"{PATH}/cancel", sync_to_thread=True)
def cancel(request: Asked, console: NamedDependency[Console], replay: FromPath[str]) -> Response[Any]:
    """Stop it."""
    _found(console, replay)
    try:
        console.learning.replays.cancel(replay, request.user.name)
    except ReplayRefused as error:
        return _show(request, console, replay, error.reason, status=409)
    return go(f"/console/learning/replay/{replay}")


@post(f"{PATH}/changes/{{number:int}}/pass", sync_to_thread=True)
def let_pass(
    request: Asked, console: NamedDependency[Console], replay: FromPath[str], number: FromPath[int], data: Form
) -> Response[Any]:
    """Let one change pass."""
    _found(console, replay)
    try:
        console.learning.replays.changes.let_pass(replay, number, request.user.name, text(data, "why", 500))
    except ReplayRefused as error:
        status = 400 if error.reason == "why" else 409
        return _show(request, console, replay, error.reason, status=status)
    return go(f"/console/learning/replay/{replay}#c{number}")


@post(f"{PATH}/changes/{{number:int}}/hold", sync_to_thread=True)
def hold(
    request: Asked, console: NamedDependency[Console], replay: FromPath[str], number: FromPath[int]
) -> Response[Any]:
    """Take that back."""
    _found(console, replay)
    try:
        console.learning.replays.changes.hold_again(replay, number, request.user.name)
    except ReplayRefused as error:
        return _show(request, console, replay, error.reason, status=409)
    return go(f"/console/learning/replay/{replay}#c{number}")


def _found(console: Console, id_: str) -> Replay:
    found = console.learning.replays.of(id_)
    if found is None:
        raise NotFoundException("no such replay")
    return found


def _show(request: Asked, console: Console, id_: str, wrong: str = "", *, status: int = 200) -> Response[Any]:
    found, replays = _found(console, id_), console.learning.replays
    rule, kind = _one_of(request, "rule", RULES), _one_of(request, "kind", KINDS)
    after = request.query_params.get("after", "")
    try:
        rows = replays.changes.page(id_, rule, after, PAGE, kind=kind) if found.state == "done" else []
    except ReplayRefused:
        raise ValidationException("after: not a place of this list") from None
    following = place_of(rows[-1]) if len(rows) == PAGE else None
    total = replays.changes.count(id_, rule, kind) if found.state == "done" else None
    listing = Listing("replay", COLUMNS, rows, lambda: replays.changes.every(id_, rule, kind), following, total)
    answers = console.house.adviser.answers
    response = answer(
        request,
        console,
        "learning/replay.html.j2",
        listing,
        replay=found,
        rule=rule,
        kind=kind,
        kinds=KIND_WORDS,
        rules=RULES,
        counts=replays.changes.counts(id_) if found.state == "done" else {},
        blocks=replays.rules.blocks,
        states=REPLAY_STATES,
        name=lambda label: name_of(answers, label),
        serving=console.learning.switching.serving,
        days=(found.asked_at.astimezone(VIETNAM) - timedelta(days=found.days)).date(),
        last_day=(found.ended_at or now()).astimezone(VIETNAM).date(),
        wrong=REFUSED.get(wrong, ""),
    )
    if status != 200:
        response.status_code = status
    return response


def _one_of(request: Asked, name: str, allowed: Collection[str]) -> str:
    value: str = request.query_params.get(name, "")
    if value and value not in allowed:
        raise ValidationException(f"{name}: allowed are {', '.join(allowed)}")
    return value


HANDLERS: list[Any] = [show, cancel, let_pass, hold]
