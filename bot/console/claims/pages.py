"""The pages of this room: what people pass on, grouped, judged by one, published by another."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.cases.claim_verdicts import ClaimUnknown, SamePerson, VerdictChanged, VerdictRefused
from bot.cases.handover.escalation import Escalations
from bot.cases.officer import ReasonMissing
from bot.clock import today
from bot.console.account_pages import go
from bot.console.claims import words
from bot.console.claims.case import Case, alike, case_of
from bot.console.claims.curve import curve
from bot.console.claims.filters import ClaimFilter, KnownFilter
from bot.console.claims.judging import Draft, Problem, problems
from bot.console.claims.known import KnownRumour, known_rumours
from bot.console.claims.listing import Claims, Listed
from bot.console.claims.looks import looks, rumour_of
from bot.console.claims.picking import choices
from bot.console.claims.prefilled import prefilled
from bot.console.claims.reached import reached
from bot.console.console import Console
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing
from bot.console.web.render import page
from bot.settings import PROJECT

Asked = Request[Staff, Any, Any]
PATH = "/console/claims"
#: Known rumours that stand beside the list; all of them have a page.
BESIDE = 8
_KEY = re.compile(r"claim_[0-9a-f]{16}")
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
        labels=_labels(),
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
    case, room = _case(console, claim), console.house.claim_room
    if "from" in request.query_params:
        with console.house.database.looking() as connection:
            room.known.refresh(connection)
    return _shown(request, console, case, prefilled(request.query_params, case, room))


@post(f"{PATH}/{{claim:str}}/preview", sync_to_thread=True)
def preview(request: Asked, console: NamedDependency[Console], claim: FromPath[str], data: Form) -> Response[Any]:
    """What a citizen would read of the verdict as it stands in the form; nothing is kept."""
    case, draft = _case(console, claim), Draft.typed(data)
    return page(request, "claims/looks.html.j2", words=words, **_seen(console, case, draft))


@post(f"{PATH}/{{claim:str}}/verdict", sync_to_thread=True)
def propose(request: Asked, console: NamedDependency[Console], claim: FromPath[str], data: Form) -> Response[Any]:
    """Put a version forward; somebody else publishes it."""
    case, draft = _case(console, claim), Draft.typed(data)
    wrong = problems(draft, console.house.adviser, today())
    if not any(char.isalnum() for char in draft.why):
        wrong["why"] = Problem(words.NO_REASON, {})
    if wrong:
        return _shown(request, console, case, draft, status=400, note=words.UNREADABLE, wrong=wrong)
    seen = text(data, "newest", 6)
    try:
        console.house.claim_room.verdicts.propose(
            request.user.officer, claim, draft.found, draft.why, today(), seen=int(seen) if seen.isdecimal() else None
        )
    except VerdictChanged:
        return _shown(request, console, _case(console, claim), draft, status=409, note=words.CHANGED)
    except VerdictRefused as error:
        raise ValidationException(str(error)) from error
    return go(f"{PATH}/{claim}#versions")


@post(f"{PATH}/{{claim:str}}/publish", sync_to_thread=True)
def publish(request: Asked, console: NamedDependency[Console], claim: FromPath[str], data: Form) -> Response[Any]:
    """Make a version the verdict: it is answered from the next message on, and followers are told."""
    case, version = _case(console, claim), text(data, "version", 6)
    try:
        console.house.claim_room.verdicts.publish(
            request.user.officer, claim, int(version) if version.isdecimal() else 0, text(data, "why", 1_000), today()
        )
    except ReasonMissing:
        return _shown(request, console, case, Draft(), status=400, note=words.NO_REASON)
    except SamePerson:
        return _shown(request, console, case, Draft(), status=403, note=words.SAME_PERSON)
    except ClaimUnknown:
        return _shown(request, console, case, Draft(), status=409, note=words.OLDER)
    return go(f"{PATH}/{claim}#told")


def _case(console: Console, claim: str) -> Case:
    house = console.house
    found = case_of(house.database, house.claim_room, _escalations(), claim) if _KEY.fullmatch(claim) else None
    if found is None:
        raise NotFoundException("no such claim")
    return found


def _shown(
    request: Asked,
    console: Console,
    case: Case,
    draft: Draft,
    *,
    status: int = 200,
    note: str | None = None,
    wrong: Mapping[str, Problem] | None = None,
) -> Response[Any]:
    house, day = console.house, today()
    return page(
        request,
        "claims/claim.html.j2",
        status=status,
        case=case,
        draft=draft,
        note=note,
        faults=wrong or {},
        words=words,
        curve=curve(case.by_day),
        alike=alike(house.database, house.claim_room.rumours, case),
        reached=reached(house.database, case.id, case.version) if case.version else None,
        figures=choices(house.adviser.policy, day),
        two_persons=house.claim_room.verdicts.two_persons,
        pending=[(one, _seen(console, case, Draft.of(one))) for one in case.pending],
        now=_seen(console, case, Draft.of(case.published)) if case.published else None,
        tomorrow=_tomorrow(day),
    )


def _seen(console: Console, case: Case, draft: Draft) -> dict[str, Any]:
    """What the template of the channels' looks needs."""
    adviser, day = console.house.adviser, today()
    faults, shown = problems(draft, adviser, day), None
    if not {"claim", "refutation", "verdict"} & set(faults):
        # The day of review is chosen last; what citizens read does not wait for it.
        dated = replace(draft, review_by=_tomorrow(day).isoformat()) if "review_by" in faults else draft
        rumour = rumour_of(case.id, dated.found, case.wordings, case.opened_on, day)
        shown = looks(rumour, adviser, day)
    return {"looks": shown, "faults": faults}


def _tomorrow(day: date) -> date:
    return day + timedelta(days=1)


@cache
def _escalations() -> Escalations:
    return Escalations.load(PROJECT / "data" / "offices" / "escalation.toml")


def _labels() -> dict[str, str]:
    """The names of the signs that a claim can bear."""
    return {one.id: one.label for one in _escalations() if "misinformation" in one.kinds}


HANDLERS = [claims, known, claim_page, preview, propose, publish]
