"""Verdicts on claims: proposed by one officer, published by another, every version kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bot.advice.adviser import Adviser
from bot.advice.answers import CONFIDENCES
from bot.advice.rumour_files import CLAIM, REFUTATION, text_problem
from bot.advice.rumours import Verdict
from bot.cases.officer import Audit, Officer, reason
from bot.clock import now
from bot.storage.claim_tables import Claim, ClaimVerdict
from bot.storage.database import Database

_NEWEST = select(func.max(ClaimVerdict.version)).where(ClaimVerdict.claim_id == bindparam("of"))


class ClaimUnknown(LookupError):
    """There is no such claim, or no such version of its verdict."""


class ClaimMerged(Exception):
    """The claim was merged: `into` is the one that is judged."""

    def __init__(self, claim: str, into: str):
        super().__init__(f"{claim} was merged into {into}; judge that one")
        self.into = into


class VerdictRefused(ValueError):
    """A verdict that cannot be used; says which part, and why."""


class SamePerson(PermissionError):
    """Whoever proposed a verdict does not publish it where two persons are asked for."""


class VerdictChanged(Exception):
    """Somebody else has proposed a version since the claim was read; `newest` is that version."""

    def __init__(self, newest: int):
        super().__init__(f"version {newest} was proposed by somebody else; read the claim again")
        self.newest = newest


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict as an officer writes it: `claim` one sentence, `refutation` two; numbers by placeholders only."""

    claim: str
    verdict: Verdict
    refutation: str
    legal_basis: Sequence[str]
    confidence: str
    review_by: date


class Verdicts:
    """Proposes and publishes verdicts. With `two_persons` nobody publishes what they proposed."""

    def __init__(self, database: Database, adviser: Adviser, audit: Audit, *, two_persons: bool = False):
        self._database, self._adviser, self._audit = database, adviser, audit
        self._two_persons = two_persons

    @property
    def two_persons(self) -> bool:
        """Whether nobody publishes what they proposed."""
        return self._two_persons

    def propose(
        self, officer: Officer, claim_id: str, found: Found, why: str, today: date, *, seen: int | None = None
    ) -> int:
        """Write down a new version; gives its number. `seen` is the newest version that the officer has read.

        Raises ClaimUnknown, ClaimMerged, VerdictRefused, ReasonMissing, VerdictChanged.
        """
        self._check(found, today)
        why = reason(why)
        with self._database.reading() as session:
            known(session, claim_id)
        self._audit(officer.id, "claim.propose", f"claim/{claim_id}", why)
        with self._database.session() as session:
            locked(session, claim_id)
            newest = session.scalar(_NEWEST, {"of": claim_id}) or 0
            if seen is not None and newest != seen:
                raise VerdictChanged(newest)
            row = ClaimVerdict(
                claim_id=claim_id,
                version=newest + 1,
                claim=found.claim.strip(),
                verdict=found.verdict,
                refutation=found.refutation.strip(),
                legal_basis=list(found.legal_basis),
                confidence=found.confidence,
                review_by=found.review_by,
                why=why,
                proposed_by=officer.id,
                proposed_at=now(),
            )
            session.add(row)
            return row.version

    def publish(self, officer: Officer, claim_id: str, version: int, why: str, today: date) -> None:
        """Make a version the verdict: from now on it is answered at once, and followers are told.

        Publishing what is published already does nothing. Raises ClaimUnknown, ClaimMerged, SamePerson,
        ReasonMissing.
        """
        why = reason(why)
        with self._database.reading() as session:
            if self._to_publish(session, officer, claim_id, version) is None:
                return
        # Noted before it is done, in the audit's own transaction: what cannot be noted is not done.
        self._audit(officer.id, "claim.publish", f"claim/{claim_id}", why)
        with self._database.session() as session:
            claim = locked(session, claim_id)
            row = self._to_publish(session, officer, claim_id, version)
            if row is not None:
                row.published_by, row.published_at = officer.id, now()
                claim.state, claim.version, claim.verdict_on = "published", version, claim.verdict_on or today

    def versions(self, claim_id: str) -> list[ClaimVerdict]:
        """Every version, the newest first."""
        with self._database.reading() as session:
            wanted = select(ClaimVerdict).where(ClaimVerdict.claim_id == claim_id)
            return list(session.scalars(wanted.order_by(ClaimVerdict.version.desc())))

    def _to_publish(self, session: Session, officer: Officer, claim_id: str, version: int) -> ClaimVerdict | None:
        """The version that this officer may publish; None where that is done. Raises ClaimUnknown, SamePerson."""
        claim, row = known(session, claim_id), session.get(ClaimVerdict, (claim_id, version))
        if row is None or version < claim.version:
            raise ClaimUnknown(f"{claim_id} has no version {version} that is newer than {claim.version}")
        if row.published_at is not None:
            return None
        if self._two_persons and row.proposed_by == officer.id:
            raise SamePerson(f"version {version} of {claim_id} was proposed by {officer.id}; another publishes it")
        return row

    def _check(self, found: Found, today: date) -> None:
        for name, text, most in (("claim", found.claim, CLAIM), ("refutation", found.refutation, REFUTATION)):
            if problem := text_problem(text, self._adviser, today, most):
                raise VerdictRefused(f"{name}: {problem}")
        if not found.legal_basis or not all(one.strip() for one in found.legal_basis):
            raise VerdictRefused("legal_basis: name the law or the announcement that says so")
        if found.confidence not in CONFIDENCES:
            raise VerdictRefused(f"confidence {found.confidence!r}; allowed are {', '.join(sorted(CONFIDENCES))}")
        if (found.confidence in "CX") != (found.verdict is Verdict.NOT_SETTLED):
            raise VerdictRefused("confidence C or X means that nothing is settled, and only that")
        if found.review_by <= today:
            raise VerdictRefused("review_by: a day to come")


def known(session: Session, claim_id: str) -> Claim:
    """A claim that is judged by itself. Raises ClaimUnknown, ClaimMerged."""
    return _there(session.get(Claim, claim_id), claim_id)


def locked(session: Session, claim_id: str) -> Claim:
    """As `known`, and nobody else changes it until the end of the transaction."""
    return _there(session.get(Claim, claim_id, with_for_update=True, populate_existing=True), claim_id)


def _there(found: Claim | None, claim_id: str) -> Claim:
    if found is None:
        raise ClaimUnknown(f"no claim {claim_id}")
    if found.merged_into is not None:
        raise ClaimMerged(claim_id, found.merged_into)
    return found
