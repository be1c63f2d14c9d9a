"""The pages of this room: citizens who want a person: queue, claim, reply, hand back."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, NotFoundException, ValidationException
from litestar.params import FromPath

from bot.clock import now
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.inbox import words
from bot.console.inbox.refusals import Refusal, refusal_of
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, raw, text
from bot.console.web.listing import Column, Listing, form_of
from bot.console.web.listing import Form as Wanted
from bot.console.web.render import HEADERS, page, words_of
from bot.talks.desk import LONGEST_NOTE, LONGEST_REPLY, Draft
from bot.talks.reading import Queued, Shown, Transcript
from bot.talks.talk import State, TalkRefused, UnknownTalk

Asked = Request[Staff, Any, Any]
PATH = "/console/inbox"
#: Characters of a search among the approved answers, of a reason.
_LONGEST_SEARCH, _LONGEST_WHY = 200, 500
_KEY_BYTES = 16
_COLUMNS: list[Column[Queued]] = [
    Column("talk", said("Mã"), lambda row: row.talk.id),
    Column("state", said("Tình trạng"), lambda row: row.talk.state.value),
    Column("opened_at", said("Từ lúc"), lambda row: row.talk.opened_at),
    Column("words", said("Lời cuối"), lambda row: row.words),
    Column("channel", said("Kênh"), lambda row: row.channel),
    Column("topic", said("Chủ đề trước đó"), lambda row: row.topic),
    Column("window", said("Gửi được không"), lambda row: row.reach.way.value),
    Column("free_until", said("Miễn phí đến"), lambda row: row.reach.free_until),
    Column("holder", said("Người giữ"), lambda row: row.talk.holder),
    Column("reason", said("Lý do"), lambda row: row.talk.reason.value, is_default=False),
    Column("first_reply_at", said("Trả lời đầu"), lambda row: row.talk.first_reply_at, is_default=False),
    Column("ended_at", said("Kết thúc lúc"), lambda row: row.talk.ended_at, is_default=False),
]


@get(PATH, sync_to_thread=True)
def queue(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Who waits, longest first; `show` chooses, `after` leads on, `live` gives what has changed since `seen`."""
    room, me = console.inbox, request.user.name
    shown = _shown(request.query_params.get("show", ""))
    lines, after = room.reading.page(shown, me, request.query_params.get("after"))
    counts = room.reading.counts(me)
    listing = Listing("inbox", _COLUMNS, lines, lambda: room.reading.every(shown, me), after)
    context = {
        "shown": shown,
        "counts": counts,
        "names": room.names(),
        "words": words,
        "subjects": console.review.subjects,
        "is_open": room.words.hours.is_open(now()),
        "opens": room.words.hours.opens(now()),
        "seen": _seen([repr(counts), *(repr((row.talk, row.words, row.reach.way)) for row in lines)]),
    }
    if "live" in request.query_params and form_of(request) is Wanted.PAGE:
        return _live(request, "inbox/lines.html.j2", listing=listing, **context)
    return answer(request, console, "inbox/queue.html.j2", listing, **context)


@get(PATH + "/picks", sync_to_thread=True)
def picks(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Approved answers in which the words of `q` stand; those of the topic `first` stand first."""
    given = request.query_params
    found = console.inbox.picks.found(given.get("q", "")[:_LONGEST_SEARCH], given.get("first", ""))
    return page(request, "inbox/picks.html.j2", picks=found, canned="")


@get(PATH + "/{talk:str}", sync_to_thread=True)
def one_talk(request: Asked, console: NamedDependency[Console], talk: FromPath[str]) -> Response[Any]:
    """One talk; `before` shows what was said earlier, `live` what has changed since `seen`."""
    if "live" in request.query_params:
        return _live(request, "inbox/turns.html.j2", **_context(request, console, talk))
    return _page(request, console, talk)


@post(PATH + "/open/{conversation:str}", sync_to_thread=True)
def open_talk(request: Asked, console: NamedDependency[Console], conversation: FromPath[str]) -> Response[Any]:
    """Take any conversation."""
    try:
        return go(f"{PATH}/{console.inbox.desk.open(request.user, conversation)}")
    except UnknownTalk:
        raise NotFoundException("no such conversation") from None
    except TalkRefused as error:
        refused = refusal_of(request, console.inbox.names(), error, claims=True)
        raise HTTPException(refused.text, status_code=refused.status) from None


@post(PATH + "/{talk:str}/claim", sync_to_thread=True)
def claim(request: Asked, console: NamedDependency[Console], talk: FromPath[str]) -> Response[Any]:
    """Hold it; 409 says who was quicker."""
    return _done(request, console, talk, lambda: console.inbox.desk.claim(request.user, talk), claims=True)


@post(PATH + "/{talk:str}/assign", sync_to_thread=True)
def assign(request: Asked, console: NamedDependency[Console], talk: FromPath[str], data: Form) -> Response[Any]:
    """Give it to a colleague."""
    to = console.accounts.named(text(data, "to"))
    names, why = dict(console.inbox.colleagues(request.user)), text(data, "why", _LONGEST_WHY)
    if to is None or to.name not in names:
        return _page(request, console, talk, Refusal(400, words_of(request, words.NOBODY)))
    return _done(request, console, talk, lambda: console.inbox.desk.assign(request.user, talk, to, why))


@post(PATH + "/{talk:str}/take-over", sync_to_thread=True)
def take_over(request: Asked, console: NamedDependency[Console], talk: FromPath[str], data: Form) -> Response[Any]:
    """A manager takes what a colleague holds, with a reason."""
    why = text(data, "why", _LONGEST_WHY)
    if not why:
        return _page(request, console, talk, Refusal(400, words_of(request, words.REASON_NEEDED)))
    return _done(request, console, talk, lambda: console.inbox.desk.take_over(request.user, talk, why))


@post(PATH + "/{talk:str}/back", sync_to_thread=True)
def hand_back(request: Asked, console: NamedDependency[Console], talk: FromPath[str]) -> Response[Any]:
    """The machine answers again."""
    return _done(request, console, talk, lambda: console.inbox.desk.hand_back(request.user, talk))


@post(PATH + "/{talk:str}/note", sync_to_thread=True)
def note(request: Asked, console: NamedDependency[Console], talk: FromPath[str], data: Form) -> Response[Any]:
    """A note for colleagues."""
    written = raw(data, "note").replace("\r\n", "\n").strip()
    if not written or len(written) > LONGEST_NOTE:
        wrong = (
            words_of(request, words.NOTE_TOO_LONG, most=LONGEST_NOTE)
            if written
            else words_of(request, words.NOTE_NOTHING)
        )
        return _page(request, console, talk, Refusal(400, wrong), data)
    return _done(request, console, talk, lambda: console.inbox.desk.note(request.user, talk, written), typed=data)


@post(PATH + "/{talk:str}/draft", sync_to_thread=True)
def draft(request: Asked, console: NamedDependency[Console], talk: FromPath[str], data: Form) -> Response[Any]:
    """Put an approved text of today into the reply box, below what was typed."""
    topic, _, aspect = text(data, "pick").partition("/")
    advice = console.inbox.desk.approved(topic, aspect) if aspect else None
    if advice is None:
        return _page(request, console, talk, Refusal(400, words_of(request, words.NO_TEXT)), data)
    typed = raw(data, "text").strip()
    filled = {**data, "text": f"{typed}\n\n{advice.text}" if typed else advice.text, "canned": f"{topic}/{aspect}"}
    return _page(request, console, talk, None, filled)


@post(PATH + "/{talk:str}/reply", sync_to_thread=True)
def reply(request: Asked, console: NamedDependency[Console], talk: FromPath[str], data: Form) -> Response[Any]:
    """Say it to the citizen; what was typed is kept where something is in the way."""
    topic, _, aspect = text(data, "canned").partition("/")
    written = Draft(
        raw(data, "text"),
        text(data, "key", 64),
        (topic, aspect) if aspect else None,
        with_numbers=bool(text(data, "with_numbers")),
        billed=bool(text(data, "billed")),
    )
    return _done(request, console, talk, lambda: console.inbox.desk.reply(request.user, talk, written), typed=data)


def _done(
    request: Asked,
    console: Console,
    talk: str,
    act: Callable[[], object],
    *,
    claims: bool = False,
    typed: dict[str, Any] | None = None,
) -> Response[Any]:
    """Do it and show the talk; where it is refused, with what is in the way and what was typed."""
    try:
        act()
    except UnknownTalk:
        raise NotFoundException("no such talk") from None
    except TalkRefused as error:
        refused = refusal_of(request, console.inbox.names(), error, claims=claims)
        return _page(request, console, talk, refused, typed)
    return go(f"{PATH}/{talk}")


def _page(
    request: Asked,
    console: Console,
    talk: str,
    refused: Refusal | None = None,
    typed: dict[str, Any] | None = None,
) -> Response[Any]:
    context = _context(request, console, talk)
    typed, first = typed or {}, _last_topic(console, context["transcript"])
    search = request.query_params.get("q", "")[:_LONGEST_SEARCH]
    # Sent again after a refusal, it is the same message.
    context |= {
        "refused": refused,
        "typed": raw(typed, "text"),
        "note": raw(typed, "note"),
        "canned": text(typed, "canned"),
        "key": text(typed, "key", 64) or secrets.token_hex(_KEY_BYTES),
        "picks": console.inbox.picks.found(search, first) if context["is_mine"] else [],
        "first": first,
        "search": search,
        "colleagues": console.inbox.colleagues(request.user),
    }
    return page(request, "inbox/talk.html.j2", status=refused.status if refused else 200, **context)


def _last_topic(console: Console, transcript: Transcript) -> str:
    """What the citizen was last answered on, of the topics that have approved answers."""
    known = {one.topic for one in console.inbox.picks.today()}
    return next((line.topic for line in reversed(transcript.lines) if line.topic in known), None) or ""


def _context(request: Asked, console: Console, talk: str) -> dict[str, Any]:
    room = console.inbox
    try:
        transcript = room.reading.transcript(talk, _moment(request.query_params.get("before")))
    except UnknownTalk:
        raise NotFoundException("no such talk") from None
    found = transcript.talk
    return {
        "transcript": transcript,
        "talk": found,
        "reach": transcript.reach,
        "names": room.names(),
        "words": words,
        "is_mine": found.state is State.HELD and found.holder == request.user.name,
        "was": f"{found.state}:{found.holder or ''}",
        "is_stale": request.query_params.get("was", f"{found.state}:{found.holder or ''}")
        != f"{found.state}:{found.holder or ''}",
        "seen": _seen([repr(line) for line in transcript.lines] + [repr(transcript.reach.way), repr(found.state)]),
        "longest": LONGEST_REPLY,
    }


def _live(request: Asked, template: str, **context: Any) -> Response[Any]:
    """A part of a page that is asked for again and again: nothing (204) while nothing has changed."""
    if request.query_params.get("seen") == context["seen"]:
        return Response("", status_code=204, headers=HEADERS)
    return page(request, template, **context)


def _seen(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()[:16]


def _moment(given: str | None) -> datetime | None:
    try:
        read = datetime.fromisoformat(given or "")
    except ValueError:
        return None
    return read if read.tzinfo else None


def _shown(given: str) -> Shown:
    """Which list. Raises ValidationException."""
    if given and given not in set(Shown):
        raise ValidationException(f"show: allowed are {', '.join(Shown)}")
    return Shown(given or Shown.OPEN)


HANDLERS = [queue, picks, one_talk, open_talk, claim, assign, take_over, hand_back, note, draft, reply]
