"""What the pages of the queue share."""

from typing import Any

from litestar import Request

from bot.clock import now
from bot.console.console import Console
from bot.console.login.sessions import Login
from bot.console.review import words
from bot.console.review.address import query_of
from bot.console.review.queue import Filter
from bot.console.staff import Staff

Asked = Request[Staff, Login, Any]
PATH = "/console/review"


def around(request: Asked, console: Console, wanted: Filter) -> dict[str, Any]:
    """For their templates: the filter, one's own work of the day, what may be taken back."""
    room, me = console.review, request.user.name
    return {
        "room": room,
        "words": words,
        "wanted": wanted,
        "filter_query": query_of(wanted),
        "today": room.verdicts.today(me, now()),
        "last": room.verdicts.last_of(me, request.auth.began_at),
    }


def address(turn_id: str | None, query: str) -> str:
    place = f"{PATH}/turns/{turn_id}" if turn_id else PATH
    return f"{place}?{query}" if query else place
