"""Models: which serves, which were tried, the switch and the one step back."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.learning.words import REFUSED, REPLAY_STATES
from bot.console.login.sessions import Login
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing
from bot.learning import live, models
from bot.learning.models import Model
from bot.learning.replay import ReplayRefused
from bot.learning.switching import SwitchRefused

Asked = Request[Staff, Login, Any]
PATH = "/console/learning/models"
DAYS = 30
COLUMNS: list[Column[Model]] = [
    Column("model", said("Mô hình"), lambda one: one.id),
    Column("made_at", said("Lúc tạo"), lambda one: one.made_at),
    Column("size", said("Cỡ (byte)"), lambda one: one.size),
    Column("added", said("Câu thêm"), lambda one: sum(one.note.added.values()) if one.note else 0),
    Column("seconds", said("Huấn luyện (giây)"), lambda one: one.note.seconds if one.note else None),
]


@get(PATH, sync_to_thread=True)
def list_models(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Every model of this machine."""
    return _list(request, console)


@post(f"{PATH}/{{model:str}}/replay", sync_to_thread=True)
def ask_replay(request: Asked, console: NamedDependency[Console], model: FromPath[str], data: Form) -> Response[Any]:
    """Put the questions of the last days through it, beside the model that serves."""
    room, days = console.learning, text(data, "days")
    if not models.exists(console.house.settings.home, model):
        raise NotFoundException("no such model")
    try:
        wanted = int(days) if days.isdecimal() and len(days) < 6 else 0
        made = room.replays.ask(model, room.switching.serving, wanted, request.user.name)
    except ReplayRefused as error:
        return _list(request, console, error.reason, status=400, typed={"days": days})
    return go(f"/console/learning/replay/{made}")


@post(f"{PATH}/{{model:str}}/switch", sync_to_thread=True)
def switch(request: Asked, console: NamedDependency[Console], model: FromPath[str], data: Form) -> Response[Any]:
    """Let it serve."""
    why = text(data, "why", 500)
    try:
        console.learning.switching.switch(model, request.user.name, why, text(data, "seen") or None)
    except SwitchRefused as error:
        return _refused(request, console, error.reason, why)
    return go(PATH)


@post("/console/learning/rollback", sync_to_thread=True)
def rollback(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """One step back."""
    why = text(data, "why", 500)
    try:
        console.learning.switching.rollback(request.user.name, why, text(data, "seen") or None)
    except SwitchRefused as error:
        return _refused(request, console, error.reason, why)
    return go(PATH)


def _refused(request: Asked, console: Console, reason: str, why: str) -> Response[Any]:
    return _list(request, console, reason, status=400 if reason == "why" else 409, typed={"why": why})


def _list(
    request: Asked, console: Console, wrong: str = "", *, status: int = 200, typed: dict[str, str] | None = None
) -> Response[Any]:
    room, home = console.learning, console.house.settings.home
    rows, serving = models.models(home), room.switching.serving
    listing = Listing("models", COLUMNS, rows, lambda: rows, None, len(rows))
    response = answer(
        request,
        console,
        "learning/models.html.j2",
        listing,
        serving=serving,
        read_by=console.house.interactions.model_version,
        back=room.switching.back,
        chosen=live.read(home),
        replayed={one.id: room.replays.deciding(one.id, serving) for one in rows},
        replays=room.replays.latest(),
        replay_states=REPLAY_STATES,
        approved=len(room.exporting.waiting().added),
        wrong=REFUSED.get(wrong, ""),
        typed={"days": str(DAYS), "why": "", **(typed or {})},
    )
    if status != 200:
        response.status_code = status
    return response


HANDLERS: list[Any] = [list_models, ask_replay, switch, rollback]
