"""Rows of moves: written in a transaction of the caller, and read as the page of a claim shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from bot.cases.officer import Officer
from bot.clock import now
from bot.storage.claim_move_tables import ClaimMove, ClaimMovedFollower, ClaimMovedSighting
from bot.storage.claim_tables import Claim
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Moved:
    """A move as staff read it. `sightings` and `followers` are how many went; `later` stands before an undo."""

    number: int
    kind: str
    from_claim: str
    to_claim: str
    words: str
    sightings: int
    followers: int
    at: datetime
    by: str
    why: str
    undone_at: datetime | None
    undone_by: str | None
    undone_why: str | None
    later: str


class Moves:
    """Reads moves. Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def of(self, claim_id: str) -> list[Moved]:
        """The moves of a claim, the latest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(ClaimMove).where(_touches(claim_id)).order_by(ClaimMove.number.desc()))
            return [self._read(session, row, claim_id) for row in rows]

    def get(self, number: int) -> ClaimMove | None:
        """One of them."""
        with self._database.reading() as session:
            return session.get(ClaimMove, number)

    @staticmethod
    def later(session: Session, move: ClaimMove) -> str:
        """The claim of a move that came after and must be undone first, "" for none."""
        since = select(ClaimMove.to_claim).where(ClaimMove.number > move.number, ClaimMove.undone_at.is_(None))
        touching = since.where(or_(_touches(move.from_claim), _touches(move.to_claim)))
        return session.scalar(touching.order_by(ClaimMove.number.desc()).limit(1)) or ""

    def _read(self, session: Session, row: ClaimMove, claim_id: str) -> Moved:
        other = row.to_claim if row.from_claim == claim_id else row.from_claim
        went = select(func.coalesce(func.sum(ClaimMovedSighting.count), 0))
        came = select(func.count()).select_from(ClaimMovedFollower)
        return Moved(
            number=row.number,
            kind=row.kind,
            from_claim=row.from_claim,
            to_claim=row.to_claim,
            words=session.get_one(Claim, other).text,
            sightings=int(session.scalar(went.where(ClaimMovedSighting.move == row.number)) or 0),
            followers=session.scalar(came.where(ClaimMovedFollower.move == row.number)) or 0,
            at=row.moved_at,
            by=row.moved_by,
            why=row.why,
            undone_at=row.undone_at,
            undone_by=row.undone_by,
            undone_why=row.undone_why,
            later="" if row.undone_at else self.later(session, row),
        )


def stays(claim: Claim, newest: int) -> tuple[bool, bool, date, str]:
    """The smaller one stays: what is published, what is being judged, what came first. `newest` is its last version."""
    return claim.version == 0, newest == 0, claim.verdict_on or claim.opened_on, claim.id


def opened(
    session: Session, officer: Officer, from_claim: str, to_claim: str, *, kind: str, why: str, is_new: bool = False
) -> ClaimMove:
    """A move that is being made."""
    move = ClaimMove(
        kind=kind,
        from_claim=from_claim,
        to_claim=to_claim,
        is_new=is_new,
        worded=[],
        moved=[],
        carried=[],
        verdict_on=None,
        moved_at=now(),
        moved_by=officer.id,
        why=why,
    )
    session.add(move)
    session.flush()
    return move


def reworded(move: ClaimMove, claim: Claim, into: Claim, taken: Sequence[str]) -> None:
    """Have wordings be the other claim's; the first that is left is the claim's own words."""
    move.worded = [claim.text, *claim.wordings]
    claim.text, *left = [word for word in move.worded if word not in taken]
    claim.wordings = left
    move.moved = [word for word in taken if word not in (into.text, *into.wordings)]
    into.wordings = [*into.wordings, *move.moved]


def _touches(claim_id: str) -> ColumnElement[bool]:
    return or_(ClaimMove.from_claim == claim_id, ClaimMove.to_claim == claim_id)
