"""Merging two claims that are one rumour, taking another rumour out of a claim, and undoing either."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.cases.claim_move_plan import MoveChanged, MoveRefused, Plan
from bot.cases.claim_verdicts import ClaimMerged, ClaimUnknown
from bot.cases.officer import ReasonMissing
from bot.console.account_pages import go
from bot.console.claims import regrouping, words
from bot.console.claims.case import Case
from bot.console.claims.judging import Draft
from bot.console.claims.regrouping import Fitting
from bot.console.claims.view import PATH, Asked, find, shown
from bot.console.console import Console
from bot.console.web.forms import Form, text
from bot.console.web.render import page

#: Letters of a reason.
LONGEST = 1_000
#: Why a move is not made; the page is shown anew, as the claim stands now.
REFUSED = (ReasonMissing, MoveChanged, MoveRefused, ClaimMerged)


@get(f"{PATH}/{{claim:str}}/merge", sync_to_thread=True)
def merge_page(request: Asked, console: NamedDependency[Console], claim: FromPath[str]) -> Response[Any]:
    """Choose the other claim (`with`), then see which stays and what goes."""
    return _merge(request, console, find(console, claim), request.query_params.get("with", ""))


@post(f"{PATH}/{{claim:str}}/merge", sync_to_thread=True)
def merge(request: Asked, console: NamedDependency[Console], claim: FromPath[str], data: Form) -> Response[Any]:
    """Merge as the page showed it."""
    case, other, why = find(console, claim), text(data, "with", 32), text(data, "why", LONGEST)
    into = text(data, "into", 32)
    plan = Plan(gone=other if into == case.id else case.id, into=into)
    try:
        console.house.claim_room.moves.merge(request.user.officer, plan, why)
    except REFUSED as error:
        status, note = _refusal(error)
        return _merge(request, console, find(console, claim), other, status=status, note=note, why=why)
    except ClaimUnknown as error:
        raise NotFoundException("no such claim") from error
    return go(f"{PATH}/{into}#moves")


@get(f"{PATH}/{{claim:str}}/split", sync_to_thread=True)
def split_page(request: Asked, console: NamedDependency[Console], claim: FromPath[str]) -> Response[Any]:
    """Choose what is taken out, and where to: `since`, `until`, `host` and `way` fill in, `words` finds claims."""
    return _split(request, console, find(console, claim))


@post(f"{PATH}/{{claim:str}}/split", sync_to_thread=True)
def split(request: Asked, console: NamedDependency[Console], claim: FromPath[str], data: Form) -> Response[Any]:
    """Take out what was chosen."""
    case, moves = find(console, claim), console.house.claim_room.moves
    out = regrouping.out_of(case, data)
    try:
        number = moves.split(request.user.officer, case.id, out, text(data, "why", LONGEST))
    except REFUSED as error:
        status, note = _refusal(error)
        return _split(request, console, find(console, claim), status=status, note=note, typed=data)
    except ClaimUnknown as error:
        raise NotFoundException("no such claim") from error
    made = moves.reading.get(number)
    return go(f"{PATH}/{made.to_claim if made else case.id}#moves")


@post(f"{PATH}/{{claim:str}}/moves/{{move:int}}/undo", sync_to_thread=True)
def undo(
    request: Asked, console: NamedDependency[Console], claim: FromPath[str], move: FromPath[int], data: Form
) -> Response[Any]:
    """Give back what went with a move of this claim."""
    case, moves = find(console, claim), console.house.claim_room.moves
    if move not in {one.number for one in moves.reading.of(case.id)}:
        raise NotFoundException("no such move")
    try:
        moves.undo(request.user.officer, move, text(data, "why", LONGEST))
    except REFUSED as error:
        status, note = _refusal(error)
        return shown(request, console, find(console, claim), Draft(), status=status, note=note)
    return go(f"{PATH}/{case.id}#moves")


def _refusal(error: Exception) -> tuple[int, str]:
    """The status and the sentence for one of REFUSED."""
    match error:
        case ReasonMissing():
            return 400, words.MOVE_NO_REASON
        case MoveRefused(why=why):
            return 409, words.REFUSED[why]
        case ClaimMerged():
            return 409, words.MERGED
        case _:
            return 409, words.MOVE_CHANGED


def _merge(
    request: Asked,
    console: Console,
    case: Case,
    other: str,
    *,
    status: int = 200,
    note: str | None = None,
    why: str = "",
) -> Response[Any]:
    searched = request.query_params.get("words", "").strip()[:LONGEST]
    chosen = find(console, other) if other else None
    plan, refused = None, None
    if chosen and not (case.merged_into or chosen.merged_into):
        try:
            plan = console.house.claim_room.moves.plan(case.id, chosen.id)
        except MoveRefused as error:
            refused = words.REFUSED[error.why]
    elif chosen:
        refused = words.MERGED
    both = {one.id: one for one in (case, chosen) if one}
    return page(
        request,
        "claims/merge.html.j2",
        status=status,
        case=case,
        chosen=chosen,
        gone=both[plan.gone] if plan else None,
        into=both[plan.into] if plan else None,
        choices=[] if chosen else regrouping.choices(console.house, case, searched),
        searched=searched,
        note=note or refused,
        why=why,
        words=words,
    )


def _split(
    request: Asked,
    console: Console,
    case: Case,
    *,
    status: int = 200,
    note: str | None = None,
    typed: dict[str, Any] | None = None,
) -> Response[Any]:
    given, kept = request.query_params, typed or {}
    searched = given.get("words", "").strip()[:LONGEST]
    fitting = Fitting.read(given)
    rows = regrouping.rows(console.house, case.id, fitting, typed)
    out = regrouping.out_of(case, kept)
    return page(
        request,
        "claims/split.html.j2",
        status=status,
        case=case,
        fitting=fitting,
        rows=rows[: regrouping.ROWS],
        is_cut=len(rows) > regrouping.ROWS,
        hosts=regrouping.hosts(rows),
        wordings=[(regrouping.key(one), one, one in out.wordings) for one in case.wordings],
        choices=regrouping.choices(console.house, case, searched),
        searched=searched,
        into=text(kept, "into", 32),
        new_words=out.words,
        follows=out.followers or typed is None,
        why=text(kept, "why", LONGEST),
        note=note or (words.MERGED if case.merged_into else None),
        words=words,
    )


HANDLERS = [merge_page, merge, split_page, split, undo]
