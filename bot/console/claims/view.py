"""The page of one claim: found, and shown with what was typed and what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from litestar import Request, Response
from litestar.exceptions import NotFoundException

from bot.cases.handover.escalation import Escalations
from bot.clock import today
from bot.console.claims import words
from bot.console.claims.case import Case, alike, case_of
from bot.console.claims.curve import curve
from bot.console.claims.judging import Draft, Problem, problems
from bot.console.claims.looks import looks, rumour_of
from bot.console.claims.picking import choices
from bot.console.claims.reached import reached
from bot.console.console import Console
from bot.console.staff import Staff
from bot.console.web.render import page
from bot.settings import PROJECT

Asked = Request[Staff, Any, Any]
PATH = "/console/claims"
_KEY = re.compile(r"claim_[0-9a-f]{16}")


def find(console: Console, claim: str) -> Case:
    """A claim by its key. Raises NotFoundException."""
    house = console.house
    found = case_of(house.database, house.claim_room, escalations(), claim) if _KEY.fullmatch(claim) else None
    if found is None:
        raise NotFoundException("no such claim")
    return found


def shown(
    request: Asked,
    console: Console,
    case: Case,
    draft: Draft,
    *,
    status: int = 200,
    note: str | None = None,
    wrong: Mapping[str, Problem] | None = None,
) -> Response[Any]:
    """The page; `note` says what stands in the way of what was asked for."""
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
        pending=[(one, seen(console, case, Draft.of(one))) for one in case.pending],
        now=seen(console, case, Draft.of(case.published)) if case.published else None,
        tomorrow=_tomorrow(day),
        moves=house.claim_room.moves.reading.of(case.id),
    )


def seen(console: Console, case: Case, draft: Draft) -> dict[str, Any]:
    """What the template of the channels' looks needs."""
    adviser, day = console.house.adviser, today()
    faults, shown = problems(draft, adviser, day), None
    if not {"claim", "refutation", "verdict"} & set(faults):
        # The day of review is chosen last; what citizens read does not wait for it.
        dated = replace(draft, review_by=_tomorrow(day).isoformat()) if "review_by" in faults else draft
        rumour = rumour_of(case.id, dated.found, case.wordings, case.opened_on, day)
        shown = looks(rumour, adviser, day)
    return {"looks": shown, "faults": faults}


@cache
def escalations() -> Escalations:
    """The signs, and where they lead."""
    return Escalations.load(PROJECT / "data" / "offices" / "escalation.toml")


def labels() -> dict[str, str]:
    """The names of the signs that a claim can bear."""
    return {one.id: one.label for one in escalations() if "misinformation" in one.kinds}


def _tomorrow(day: date) -> date:
    return day + timedelta(days=1)
