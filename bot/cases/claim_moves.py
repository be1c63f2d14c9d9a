"""Claims regrouped by staff: two that are one rumour are merged, what is another rumour is taken out, and both undone.

A merged claim keeps its row, its words and its verdicts; what it was met, and who follows it, is counted as the other's
from then on. An undo gives back exactly what went; what was met since stays where it was met.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from bot.cases.claim_move_plan import MoveChanged, MoveRefused, Out, Plan, check_out, new_claim, planned
from bot.cases.claim_move_rows import Moves, opened, reworded
from bot.cases.claim_shifting import (
    FewerMet,
    Met,
    bring,
    bring_back,
    follow_instead,
    leave,
    met,
    moved,
    noted,
    send_away,
    shift,
)
from bot.cases.claim_verdicts import ClaimUnknown, known
from bot.cases.claims import Claims
from bot.cases.officer import Audit, Officer, reason
from bot.clock import now
from bot.storage.claim_move_tables import ClaimMove
from bot.storage.claim_tables import Claim
from bot.storage.database import Database
from bot.storage.personal import table

_CLAIM = table(Claim)


class ClaimMoves:
    """Merges, splits, undoes. Raises DatabaseUnavailable, and what the audit raises: then nothing was done."""

    def __init__(self, database: Database, claims: Claims, audit: Audit):
        self._database, self._audit, self._followers = database, audit, claims.followers
        self.reading = Moves(database)

    def plan(self, one: str, other: str) -> Plan:
        """Which of two stays when they are merged. Raises ClaimUnknown, ClaimMerged, MoveRefused."""
        with self._database.reading() as session:
            return planned(session, one, other)

    def merge(self, officer: Officer, plan: Plan, why: str) -> int:
        """Merge as was planned; gives the move's number. A published verdict stays, and is told to who did not hear it.

        Raises ReasonMissing, ClaimUnknown, ClaimMerged, MoveRefused, MoveChanged.
        """
        why = reason(why)
        if self.plan(plan.gone, plan.into) != plan:
            raise MoveChanged
        for claim in (plan.gone, plan.into):
            self._audit(officer.id, "claim.merge", f"claim/{claim}", why)
        with self._database.session() as session:
            _lock(session, plan.gone, plan.into)
            if planned(session, plan.gone, plan.into) != plan:
                raise MoveChanged
            gone, into = known(session, plan.gone), known(session, plan.into)
            move = opened(session, officer, gone.id, into.id, kind="merge", why=why)
            self._carry(session, move, gone, into)
            self._shift_all(session, move, gone, into)
            return move.number

    def split(self, officer: Officer, claim_id: str, out: Out, why: str) -> int:
        """Take something out of a claim; gives the move's number.

        Raises ReasonMissing, ClaimUnknown, ClaimMerged, MoveRefused, MoveChanged.
        """
        why = reason(why)
        with self._database.reading() as session:
            check_out(session, known(session, claim_id), out)
        for one in dict.fromkeys((claim_id, out.into or claim_id)):
            self._audit(officer.id, "claim.split", f"claim/{one}", why)
        with self._database.session() as session:
            _lock(session, claim_id, *([out.into] if out.into else []))
            claim = known(session, claim_id)
            check_out(session, claim, out)
            into = known(session, out.into) if out.into else new_claim(session, claim, out)
            move = opened(session, officer, claim.id, into.id, kind="split", why=why, is_new=not out.into)
            reworded(move, claim, into, out.wordings)
            session.flush()
            connection = session.connection()
            _shifted(connection, claim.id, into.id, out.sightings)
            noted(connection, move.number, out.sightings)
            if out.followers:
                bring(connection, self._followers, move.number, claim.id, into.id, told={})
            return move.number

    def undo(self, officer: Officer, number: int, why: str) -> None:
        """Give back what went with a move. Raises ReasonMissing, ClaimUnknown, MoveRefused, MoveChanged."""
        why = reason(why)
        with self._database.reading() as session:
            move = self._undoable(session, number)
        for claim in (move.from_claim, move.to_claim):
            self._audit(officer.id, "claim.undo", f"claim/{claim}", why)
        with self._database.session() as session:
            _lock(session, move.from_claim, move.to_claim)
            move = self._undoable(session, number)
            if move.kind == "merge":
                self._unmerge(session, move)
            else:
                self._unsplit(session, move)
            move.undone_at, move.undone_by, move.undone_why = now(), officer.id, why

    def _carry(self, session: Session, move: ClaimMove, gone: Claim, into: Claim) -> None:
        """Have the claim, and what was merged into it before, be the other one."""
        earlier = session.scalars(select(Claim).where(Claim.merged_into == gone.id).with_for_update()).all()
        move.carried = sorted(claim.id for claim in earlier)
        for claim in (*earlier, gone):
            claim.merged_into = into.id
        if gone.verdict_on and into.verdict_on and gone.verdict_on < into.verdict_on:
            # The verdict was known since the first of both days.
            move.verdict_on, into.verdict_on = into.verdict_on, gone.verdict_on
        session.flush()

    def _shift_all(self, session: Session, move: ClaimMove, gone: Claim, into: Claim) -> None:
        connection = session.connection()
        everything = met(connection, gone.id)
        shift(connection, gone.id, into.id, everything)
        noted(connection, move.number, everything)
        # Whoever was told the same verdict is not told it twice.
        told = {gone.version: into.version} if gone.version else {}
        brought = bring(connection, self._followers, move.number, gone.id, into.id, told=told)
        leave(connection, gone.id, brought)

    def _unmerge(self, session: Session, move: ClaimMove) -> None:
        gone, into = session.get_one(Claim, move.from_claim), session.get_one(Claim, move.to_claim)
        gone.merged_into = None
        session.execute(update(_CLAIM).where(_CLAIM.c.id.in_(move.carried)).values(merged_into=gone.id))
        if move.verdict_on:
            into.verdict_on = move.verdict_on
        self._give_back(session, move)

    def _unsplit(self, session: Session, move: ClaimMove) -> None:
        claim, into = session.get_one(Claim, move.from_claim), session.get_one(Claim, move.to_claim)
        since = [word for word in (claim.text, *claim.wordings) if word not in move.worded]
        claim.text, claim.wordings = move.worded[0], [*move.worded[1:], *since]
        into.wordings = [word for word in into.wordings if word not in move.moved]
        self._give_back(session, move)
        if move.is_new:
            # What has come to it since would have come to the claim that it was taken from.
            connection = session.connection()
            shift(connection, into.id, claim.id, met(connection, into.id))
            follow_instead(connection, self._followers, into.id, claim.id)
            into.merged_into = claim.id

    def _give_back(self, session: Session, move: ClaimMove) -> None:
        session.flush()
        connection = session.connection()
        _shifted(connection, move.to_claim, move.from_claim, moved(connection, move.number))
        bring_back(connection, self._followers, move.number, move.from_claim, move.to_claim)
        send_away(connection, move.number, move.to_claim)

    def _undoable(self, session: Session, number: int) -> ClaimMove:
        move = session.get(ClaimMove, number, populate_existing=True)
        if move is None:
            raise ClaimUnknown(f"no move {number}")
        if move.undone_at is not None:
            raise MoveRefused("undone")
        if later := self.reading.later(session, move):
            raise MoveRefused("later", later)
        if move.is_new and session.get_one(Claim, move.to_claim).version:
            raise MoveRefused("published", move.to_claim)
        return move


def _lock(session: Session, *claims: str) -> None:
    """In the order of their keys, so that two who regroup wait for each other instead of for ever."""
    for claim in sorted(claims):
        session.get(Claim, claim, with_for_update=True, populate_existing=True)


def _shifted(connection: Connection, from_claim: str, to_claim: str, wanted: Mapping[Met, int]) -> None:
    try:
        shift(connection, from_claim, to_claim, wanted)
    except FewerMet as error:
        raise MoveChanged from error
