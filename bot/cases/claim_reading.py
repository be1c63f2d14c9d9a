"""Claims as staff see them: how often each was met, before and after its verdict; a claim as a rumour's file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from bot.advice.rumours import Rumour
from bot.storage.claim_tables import Claim, ClaimFollower, ClaimSighting
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a claim was met before the day its verdict was published, and from that day on.

    Definition: messages that asked about it or reported it, each counted once; `before` is all where it has no verdict.
    """

    asked_before: int
    reported_before: int
    asked_after: int
    reported_after: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim in the list of staff. `waiting` is how many are to be told of its next verdict."""

    id: str
    text: str
    state: str
    opened_on: date
    verdict_on: date | None
    met: int
    waiting: int


class ClaimReading:
    """Reads claims and counts them."""

    def __init__(self, database: Database):
        self._database = database

    def listed(self, states: Iterable[str] = ("open",)) -> list[Listed]:
        """The claims in those states, the most met first."""
        met = (
            select(ClaimSighting.claim, func.sum(ClaimSighting.count).label("met"))
            .group_by(ClaimSighting.claim)
            .subquery()
        )
        waiting = (
            select(ClaimFollower.claim_id, func.count().label("waiting"))
            .join(Claim, Claim.id == ClaimFollower.claim_id)
            .where((ClaimFollower.told_version < Claim.version) | (Claim.version == 0))
            .group_by(ClaimFollower.claim_id)
            .subquery()
        )
        wanted = (
            select(Claim, func.coalesce(met.c.met, 0), func.coalesce(waiting.c.waiting, 0))
            .outerjoin(met, met.c.claim == Claim.id)
            .outerjoin(waiting, waiting.c.claim_id == Claim.id)
            .where(Claim.state.in_(list(states)), Claim.merged_into.is_(None))
            .order_by(func.coalesce(met.c.met, 0).desc(), Claim.opened_on, Claim.id)
        )
        with self._database.reading() as session:
            rows = session.execute(wanted).all()
        return [
            Listed(claim.id, claim.text, claim.state, claim.opened_on, claim.verdict_on, int(times), int(follow))
            for claim, times, follow in rows
        ]

    def counts(self, claim: str, verdict_on: date | None) -> Counts:
        """How often a claim, or a known rumour by its name, was met before and since its verdict."""
        wanted = select(ClaimSighting.day, ClaimSighting.way, func.sum(ClaimSighting.count)).where(
            ClaimSighting.claim == claim
        )
        with self._database.reading() as session:
            rows = session.execute(wanted.group_by(ClaimSighting.day, ClaimSighting.way)).all()
        found = dict.fromkeys(((way, late) for way in ("asked", "reported") for late in (False, True)), 0)
        for day, way, times in rows:
            found[way, verdict_on is not None and day >= verdict_on] += int(times)
        return Counts(found["asked", False], found["reported", False], found["asked", True], found["reported", True])

    def by_day(self, claim: str) -> dict[date, int]:
        """How often a claim was met on each day it was."""
        wanted = select(ClaimSighting.day, func.sum(ClaimSighting.count)).where(ClaimSighting.claim == claim)
        with self._database.reading() as session:
            rows = session.execute(wanted.group_by(ClaimSighting.day).order_by(ClaimSighting.day)).all()
        return {day: int(times) for day, times in rows}

    def hosts(self, claim: str) -> dict[str, int]:
        """The hosts of links that a claim came with, the most frequent first."""
        times = func.sum(ClaimSighting.count)
        wanted = select(ClaimSighting.host, times).where(ClaimSighting.claim == claim, ClaimSighting.host != "")
        with self._database.reading() as session:
            rows = session.execute(wanted.group_by(ClaimSighting.host).order_by(times.desc())).all()
        return {host: int(count) for host, count in rows}


def as_file(rumour: Rumour) -> str:
    """A published claim as a file of `data/rumours/`; officers read its wordings before it is kept in the project."""
    fields: dict[str, object] = {
        "claim": rumour.claim,
        "verdict": str(rumour.verdict),
        "refutation": rumour.refutation,
        "legal_basis": list(rumour.legal_basis),
        "confidence": rumour.confidence,
        "next": list(rumour.next),
        "first_seen": rumour.first_seen,
        "checked_on": rumour.checked_on,
        "review_by": rumour.review_by,
        "from_claim": rumour.name,
        "said": list(rumour.said),
    }
    return "".join(f"{name} = {_toml(value)}\n" for name, value in fields.items())


def _toml(value: object) -> str:
    # JSON's strings and lists of strings are TOML's too.
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
