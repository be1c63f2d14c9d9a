"""The turns behind a number: where a sentence was met, who asked a question of a replay."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.console.console import Console
from bot.console.login.sessions import Login
from bot.console.review.words import CHANNELS
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, Listing
from bot.learning.candidates import Refused
from bot.learning.turns import Turn

Asked = Request[Staff, Login, Any]
PATH = "/console/learning"
COLUMNS: list[Column[Turn]] = [
    Column("accepted_at", said("Lúc"), lambda one: one.accepted_at),
    Column("channel", said("Kênh"), lambda one: one.channel),
    Column("question", said("Người dân hỏi"), lambda one: one.question),
    Column("by", said("Người sửa"), lambda one: one.by),
    Column("id", said("Mã lượt"), lambda one: one.id),
]


@get(f"{PATH}/{{candidate:str}}/turns", sync_to_thread=True)
def of_candidate(request: Asked, console: NamedDependency[Console], candidate: FromPath[str]) -> Response[Any]:
    """Where a sentence was met."""
    try:
        found = console.learning.candidates.of(candidate)
    except Refused:
        raise NotFoundException("no such candidate") from None
    return _turns(request, console, found.text, console.learning.turns.behind(candidate))


@get(f"{PATH}/replay/{{replay:str}}/changes/{{number:int}}/turns", sync_to_thread=True)
def of_change(
    request: Asked, console: NamedDependency[Console], replay: FromPath[str], number: FromPath[int]
) -> Response[Any]:
    """Who asked a question that would be read otherwise."""
    replays = console.learning.replays
    found, change = replays.of(replay), replays.changes.one(replay, number)
    if found is None or change is None:
        raise NotFoundException("no such change")
    return _turns(request, console, change.words, console.learning.turns.asked(found, change))


def _turns(request: Asked, console: Console, words: str, rows: Sequence[Turn]) -> Response[Any]:
    listing = Listing("turns", COLUMNS, rows, lambda: rows, None, len(rows))
    return answer(request, console, "learning/turns.html.j2", listing, words=words, channels=CHANNELS)


HANDLERS: list[Any] = [of_candidate, of_change]
