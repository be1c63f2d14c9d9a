"""The pages of this room: what people pass on, grouped, judged by one, published by another."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.params import FromPath

from bot.cases.claim_verdicts import ClaimMerged, ClaimUnknown, SamePerson, VerdictChanged, VerdictRefused
from bot.cases.officer import ReasonMissing
from bot.clock import today
from bot.console.account_pages import go
from bot.console.claims import move_pages, words
from bot.console.claims.filters import ClaimFilter, KnownFilter
from bot.console.claims.judging import Draft, Problem, problems
from bot.console.claims.known import KnownRumour, known_rumours
from bot.console.claims.listing import Claims, Listed
from bot.console.claims.prefilled import prefilled
from bot.console.claims.view import PATH, Asked, find, labels, seen, shown
from bot.console.console import Console
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing
from bot.console.web.render import page

#: Known rumours that stand beside the list; all of them have a page.
BESIDE = 8
_COLUMNS: list[Column[Listed]] = [
    Column("text", said("Tin"), lambda one: one.text),
    Column("states", said("Tình trạng"), lambda one: one.states),
    Column("met", said("Số lần gặp"), lambda one: one.met),
    Column("followers", said("Người theo dõi"), lambda one: one.followers),
    Column("first", said("Ngày đầu"), lambda one: one.first),
    Column("last", said("Ngày cuối"), lambda one: one.last),
    Column("verdict", said("Kết luận"), lambda one: one.verdict),
    Column("verdict_on", said("Ngày kết luận"), lambda one: one.verdict_on, is_default=False),
    Column("signs", said("Dấu hiệu"), lambda one: one.signs),
    Column("id", said("Mã tin"), lambda one: one.id, is_default=False),
]
_KNOWN: list[Column[KnownRumour]] = [
    Column("claim", said("Tin"), lambda one: one.claim),
    Column("verdict", said("Kết luận"), lambda one: one.verdict),
    Column("met", said("Số lần gặp"), lambda one: one.met),
    Column("first_seen", said("Gặp lần đầu"), lambda one: one.first_seen),
    Column("checked_on", said("Ngày kiểm tra"), lambda one: one.checked_on),
    Column("review_by", said("Soát lại trước"), lambda one: one.review_by),
    Column("holds_to", said("Đúng đến hết"), lambda one: one.holds_to),
    Column("is_spoken", said("Đang trả lời"), lambda one: one.is_spoken),
    Column("refutation", said("Giải thích"), lambda one: one.refutation),
    Column("name", said("Tên tệp"), lambda one: one.name),
]


@get(PATH, sync_to_thread=True)
def claims(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The claims that fit the filter; beside them the known rumours that are met most."""
    house = console.house
    wanted, read = ClaimFilter.read(request.query_params), Claims(house.database, house.claim_room.signs)
    try:
        rows, after = read.page(wanted, request.query_params.get("after", ""))
    except ValueError as error:
        raise ValidationException("after: only as a page of this list gives it") from error
    beside = known_rumours(house.claim_room.rumours, read, house.adviser, KnownFilter(words=wanted.words), today())
    return answer(
        request,
        console,
        "claims/claims.html.j2",
        Listing("claims", _COLUMNS, rows, lambda: read.every(wanted), after),
        wanted=wanted,
        counts=read.counts(),
        known=beside[:BESIDE],
        known_count=len(beside),
        words=words,
        labels=labels(),
    )


@get(f"{PATH}/known", sync_to_thread=True)
def known(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The known rumours of the project's files."""
    house, wanted = console.house, KnownFilter.read(request.query_params)
    read = Claims(house.database, house.claim_room.signs)
    rows = known_rumours(house.claim_room.rumours, read, house.adviser, wanted, today())
    listing = Listing("rumours", _KNOWN, rows, lambda: rows, None, len(rows))
    return answer(request, console, "claims/known.html.j2", listing, wanted=wanted, words=words)


@get(f"{PATH}/{{claim:str}}", sync_to_thread=True)
def claim_page(request: Asked, console: NamedDependency[Console], claim: FromPath[str]) -> Response[Any]:
    """One claim: `from`, `version` and `withdraw` in the address fill the form of its verdict in."""
    case, room = find(console, claim), console.house.claim_room
    if "from" in request.query_params:
        with console.house.database.looking() as connection:
            room.known.refresh(connection)
    return shown(request, console, case, prefilled(request.query_params, case, room))


@post(f"{PATH}/{{claim:str}}/preview", sync_to_thread=True)
def preview(request: Asked, console: NamedDependency[Console], claim: FromPath[str], data: Form) -> Response[Any]:
    """What a citizen would read of the verdict as it stands in the form; nothing is kept."""
    case, draft = find(console, claim), Draft.typed(data)
    return page(request, "claims/looks.html.j2", words=words, **seen(console, case, draft))


@post(f"{PATH}/{{claim:str}}/verdict", sync_to_thread=True)
def propose(request: Asked, console: NamedDependency[Console], claim: FromPath[str], data: Form) -> Response[Any]:
    """Put a version forward; somebody else publishes it."""
    case, draft = find(console, claim), Draft.typed(data)
    wrong = problems(draft, console.house.adviser, today())
    if not any(char.isalnum() for char in draft.why):
        wrong["why"] = Problem(words.NO_REASON, {})
    if wrong:
        return shown(request, console, case, draft, status=400, note=words.UNREADABLE, wrong=wrong)
    seen = text(data, "newest", 6)
    try:
        console.house.claim_room.verdicts.propose(
            request.user.officer, claim, draft.found, draft.why, today(), seen=int(seen) if seen.isdecimal() else None
        )
    except VerdictChanged:
        return shown(request, console, find(console, claim), draft, status=409, note=words.CHANGED)
    except ClaimMerged:
        return shown(request, console, find(console, claim), draft, status=409, note=words.MERGED)
    except VerdictRefused as error:
        raise ValidationException(str(error)) from error
    return go(f"{PATH}/{claim}#versions")


@post(f"{PATH}/{{claim:str}}/publish", sync_to_thread=True)
def publish(request: Asked, console: NamedDependency[Console], claim: FromPath[str], data: Form) -> Response[Any]:
    """Make a version the verdict: it is answered from the next message on, and followers are told."""
    case, version = find(console, claim), text(data, "version", 6)
    try:
        console.house.claim_room.verdicts.publish(
            request.user.officer, claim, int(version) if version.isdecimal() else 0, text(data, "why", 1_000), today()
        )
    except ReasonMissing:
        return shown(request, console, case, Draft(), status=400, note=words.NO_REASON)
    except SamePerson:
        return shown(request, console, case, Draft(), status=403, note=words.SAME_PERSON)
    except ClaimMerged:
        return shown(request, console, find(console, claim), Draft(), status=409, note=words.MERGED)
    except ClaimUnknown:
        return shown(request, console, case, Draft(), status=409, note=words.OLDER)
    return go(f"{PATH}/{claim}#told")


HANDLERS = [claims, known, claim_page, preview, propose, publish, *move_pages.HANDLERS]
