"""One turn after the other: shown, judged, a verdict taken back."""

import uuid
from datetime import datetime
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.clock import now, today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.matrix import may
from bot.console.review import words
from bot.console.review.address import filter_of, query_of
from bot.console.review.around import PATH, Asked, address, around
from bot.console.review.judgement import AlreadyJudged, ChangedSince, Judgement, NoSuchTurn, VerdictRefused
from bot.console.review.queue import Filter, Waiting
from bot.console.review.room import ReviewRoom
from bot.console.review.scoring import REACH_DAYS
from bot.console.review.standing import Pair
from bot.console.web.forms import Form, text
from bot.console.web.render import page

_TURN = f"{PATH}/turns/{{interaction:str}}"


@get(_TURN, sync_to_thread=True)
def turn(request: Asked, console: NamedDependency[Console], interaction: FromPath[str]) -> Response[Any]:
    """One turn to be judged."""
    return _turn(request, console, interaction)


@post(f"{_TURN}/verdict", sync_to_thread=True)
def judge(request: Asked, console: NamedDependency[Console], interaction: FromPath[str], data: Form) -> Response[Any]:
    """Put a verdict on record and go on to the next turn."""
    room, moment = console.review, now()
    wanted = filter_of(request.query_params, request.user.name, room)
    turn_id = _known(interaction)
    place = room.queue.place(turn_id)
    try:
        room.verdicts.give(request.user.name, turn_id, _judgement(room, data, moment), moment)
    except NoSuchTurn as error:
        raise NotFoundException("no such turn") from error
    except VerdictRefused as error:
        return _turn(request, console, turn_id, data, status=400, wrong=str(error))
    except AlreadyJudged as error:
        return _turn(request, console, turn_id, data, status=409, conflict=error)
    if _from_talk(request):
        return go(f"/console/conversations/{turn_id}#turn")
    after = room.queue.next(wanted, today(), place) if place else None
    # Those that were passed over are still there.
    return go(address(after or room.queue.first(wanted, today()), query_of(wanted)))


@post(f"{_TURN}/undo", sync_to_thread=True)
def undo(request: Asked, console: NamedDependency[Console], interaction: FromPath[str], data: Form) -> Response[Any]:
    """Take one's own verdict of this login back; the turn is shown again."""
    wanted = filter_of(request.query_params, request.user.name, console.review)
    turn_id = _known(interaction)
    try:
        seen = text(data, "seen") or None
        console.review.verdicts.undo(request.user.name, turn_id, request.auth.began_at, now(), seen)
    except NoSuchTurn as error:
        raise NotFoundException("no such turn") from error
    except VerdictRefused as error:
        return _turn(request, console, turn_id, status=400, wrong=str(error))
    except AlreadyJudged as error:
        return _turn(request, console, turn_id, status=409, conflict=error)
    return go(address(turn_id, query_of(wanted)))


def _turn(
    request: Asked,
    console: Console,
    interaction: str,
    typed: dict[str, Any] | None = None,
    *,
    status: int = 200,
    wrong: str | None = None,
    conflict: AlreadyJudged | None = None,
) -> Response[Any]:
    room, day, turn_id = console.review, today(), _known(interaction)
    wanted = filter_of(request.query_params, request.user.name, room)
    view = room.turns.of(turn_id)
    if view is None:
        raise NotFoundException("no such turn")
    waiting, pair = room.queue.one(turn_id) or _just_ended(room, turn_id), room.verdicts.of([turn_id]).get(turn_id)
    mine = pair.of(request.user.name) if pair else None
    may_judge = may(request.user.roles, "POST", f"{_TURN}/verdict")
    # Whoever may give the second verdict does not see the first.
    is_blind = bool(may_judge and waiting and waiting.waits_for == "second" and mine is None)
    return page(
        request,
        "review/turn.html.j2",
        status=status,
        **around(request, console, wanted),
        view=view,
        waiting=waiting,
        why=words.why(room.weights, waiting) if waiting else [],
        alike=_alike(room, wanted, waiting),
        verdicts=[] if is_blind or not pair else [one for one in (pair.first, pair.second) if one],
        mine=mine,
        is_blind=is_blind,
        may_judge=may_judge and waiting is not None,
        before=room.queue.previous(wanted, day, waiting.place) if waiting else None,
        after=room.queue.next(wanted, day, waiting.place) if waiting else None,
        typed=typed or {},
        shown=now().isoformat(),
        wrong=wrong,
        conflict=conflict,
        is_stale=isinstance(conflict, ChangedSince),
        seen=(pair or Pair()).seen_by(request.user.name),
        from_talk=_from_talk(request),
    )


def _just_ended(room: ReviewRoom, turn_id: str) -> Waiting | None:
    """A turn of this minute, which the queue has not taken in yet."""
    return room.queue.one(turn_id) if room.scores.catch_up(now()) else None


def _from_talk(request: Asked) -> bool:
    """Whether it is judged from its transcript, and the reviewer goes back there."""
    return request.query_params.get("from") == "talk"


def _alike(room: ReviewRoom, wanted: Filter, waiting: Waiting | None) -> tuple[int, str] | None:
    """How many asked the like, and the address of the list of them."""
    if waiting is None or waiting.topic is None or room.subjects.find(waiting.topic, waiting.aspect) is None:
        return None
    like = Filter(wanted.me, "all", waiting.topic, waiting.aspect, days=REACH_DAYS)
    return room.queue.count(like, today()), query_of(like)


def _judgement(room: ReviewRoom, data: dict[str, Any], moment: datetime) -> Judgement:
    """What the form says; Enter in the list of topics means the topic that is chosen there."""
    right = room.subjects.keyed(text(data, "right"))
    verdict = text(data, "verdict") or ("wrong_topic" if right else "")
    return Judgement(
        verdict,
        right if verdict == "wrong_topic" else None,
        bool(text(data, "to_content")),
        text(data, "note"),
        _seconds(text(data, "shown"), moment),
        text(data, "seen"),
    )


def _seconds(shown: str, moment: datetime) -> float:
    """How long the page was looked at; 0 where it does not say since when."""
    try:
        return (moment - datetime.fromisoformat(shown)).total_seconds()
    except (ValueError, TypeError):
        return 0.0


def _known(interaction: str) -> str:
    """An id as ours are. Raises NotFoundException."""
    try:
        return str(uuid.UUID(interaction))
    except ValueError as error:
        raise NotFoundException("no such turn") from error


HANDLERS: list[Any] = [turn, judge, undo]
