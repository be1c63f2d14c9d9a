"""The pages of this room: the talks: list, search, detail, unmasking, live."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.cases.officer import ReasonMissing
from bot.clock import today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.conversations import words
from bot.console.conversations.address import Asking, days, filter_parts, short
from bot.console.conversations.chips import chips
from bot.console.conversations.columns import COLUMNS, TRANSCRIPT, worded
from bot.console.conversations.filters import NAMES, Asked, FilterRefused, read
from bot.console.conversations.found import marked
from bot.console.conversations.rows import Row
from bot.console.conversations.unmasking import TurnUnknown
from bot.console.conversations.words import Labels
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form as Fields
from bot.console.web.forms import text
from bot.console.web.listing import COLUMNS as CHOSEN
from bot.console.web.listing import Form, Listing, form_of
from bot.console.web.render import page
from bot.records.chain.originals import OriginalGone, SealBroken
from bot.records.figure_words import amount

PLACE = "/console/conversations"
_LIST, _TALK = "conversations/list.html.j2", "conversations/talk.html.j2"
#: Longest number that every database can compare.
_LONGEST_NUMBER = 18
_LONGEST_REASON = 500


@get(PLACE, sync_to_thread=True)
def conversations(request: Asking, console: NamedDependency[Console]) -> Response[Any]:
    """The turns that fit the filter, the latest first."""
    if (parts := short(request, console.house.adviser.families)) is not None:
        return go(f"{PLACE}?{urlencode(parts, doseq=True)}" if parts else PLACE)
    try:
        asked, before = read(partial(_given, request)), _number(request, "after")
    except FilterRefused as error:
        return _refused(request, console, error)
    finder = console.conversations.finder
    rows, after = finder.page(asked, before)
    return answer(
        request,
        console,
        _LIST,
        _listing(rows, after, partial(finder.every, asked), _labels(console)),
        **_around_list(request, console, asked),
        wrong=None,
        newest=rows[0].number if rows and before is None else None,
    )


@get(f"{PLACE}/news", sync_to_thread=True)
def news(request: Asking, console: NamedDependency[Console]) -> Response[Any]:
    """How many turns have come since the page was read: a piece of it, asked for again and again."""
    try:
        asked, since = read(partial(_given, request)), _number(request, "since")
    except FilterRefused as error:
        raise ValidationException(str(error)) from error
    count = console.conversations.finder.news(asked, since or 0)
    fresh = {name: values for name, values in filter_parts(request).items() if name in {*NAMES, CHOSEN}}
    if form_of(request) is Form.JSON:
        return Response({"count": count})
    return page(request, "conversations/news.html.j2", count=count, query_now=urlencode(fresh, doseq=True))


@get(f"{PLACE}/{{turn:str}}", sync_to_thread=True)
def conversation(request: Asking, console: NamedDependency[Console], turn: FromPath[str]) -> Response[Any]:
    """The talk around one of its turns."""
    return _talk(request, console, turn)


@post(f"{PLACE}/{{turn:str}}/unmask", sync_to_thread=True, status_code=200)
def unmask(request: Asking, console: NamedDependency[Console], turn: FromPath[str], data: Fields) -> Response[Any]:
    """Show one message as it was typed; nobody keeps this answer, and loading it again asks again."""
    why = text(data, "why", _LONGEST_REASON)
    try:
        original = console.conversations.unmasking.open(request.user, turn, why)
    except ReasonMissing:
        return _talk(request, console, turn, said("Ghi lý do, dài ít nhất vài chữ"), status=400)
    except TurnUnknown as error:
        raise NotFoundException("no such turn") from error
    except (OriginalGone, SealBroken):
        gone = said("Nguyên văn không còn: đã xoá, không được giữ, hoặc không đọc được.")
        return _talk(request, console, turn, gone, status=410)
    return _talk(request, console, turn, original=original)


def _talk(
    request: Asking,
    console: Console,
    turn: str,
    wrong: str | None = None,
    *,
    original: str | None = None,
    status: int = 200,
) -> Response[Any]:
    talk = console.conversations.talks.around(turn)
    if talk is None:
        raise NotFoundException("no such turn")
    labels = _labels(console)
    around: dict[str, Any] = {
        "talk": talk,
        "wrong": wrong,
        "original": original,
        "labels": labels,
        "words": words,
        "amount": amount,
        "place": PLACE,
    }
    if request.method == "POST":
        return page(request, _TALK, status=status, **around)
    every = partial(console.conversations.talks.every, talk.turn.conversation_id)
    listing = Listing("conversation", TRANSCRIPT, [one.row for one in talk.turns], every, words=worded(labels))
    return answer(request, console, _TALK, listing, **around)


def _labels(console: Console) -> Labels:
    return Labels(console.house, console.review.subjects)


def _listing(rows: list[Row], after: int | None, every: Any, labels: Labels) -> Listing[Row]:
    following = str(after) if after is not None else None
    return Listing("conversations", COLUMNS, rows, every, after=following, words=worded(labels))


def _around_list(request: Asking, console: Console, asked: Asked) -> dict[str, Any]:
    labels = _labels(console)
    return {
        "asked": asked,
        "typed": {name: (values or [""])[-1] for name in NAMES for values in [_given(request, name)]},
        "picked": _given(request, "topic"),
        "chips": chips(PLACE, filter_parts(request), labels),
        "days": days(today()),
        "labels": labels,
        "words": words,
        "marked": partial(marked, asked.wanted),
        "views": console.views.of(request.user, PLACE),
        "place": PLACE,
        "every_column": COLUMNS,
    }


def _refused(request: Asking, console: Console, error: FilterRefused) -> Response[Any]:
    if form_of(request) is not Form.PAGE:
        raise ValidationException(str(error)) from error
    listing = _listing([], None, list, _labels(console))
    around = {**_around_list(request, console, Asked()), "wrong": error, "newest": None}
    return page(request, _LIST, status=400, listing=listing, columns=listing.chosen(request), **around)


def _given(request: Asking, name: str) -> list[str]:
    return list(request.query_params.getall(name, []))


def _number(request: Asking, name: str) -> int | None:
    typed = request.query_params.get(name, "")
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_NUMBER):
        raise FilterRefused(name, said("một con số"))
    return int(typed) if typed else None


HANDLERS = [conversations, news, conversation, unmask]
