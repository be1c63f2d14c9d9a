"""What a merge or a split would do, and why some are refused."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bot.cases.claim_move_rows import stays
from bot.cases.claim_shifting import Met, met
from bot.cases.claim_verdicts import known
from bot.cases.claims import LONGEST, PREFIX
from bot.privacy.masking import mask
from bot.storage.claim_tables import Claim, ClaimVerdict

_VERDICT = select(ClaimVerdict.verdict).where(
    ClaimVerdict.claim_id == bindparam("of"), ClaimVerdict.version == bindparam("version")
)
_NEWEST = select(func.max(ClaimVerdict.version)).where(ClaimVerdict.claim_id == bindparam("of"))


class MoveRefused(ValueError):
    """Claims that cannot be regrouped so: `why` is one of `REFUSALS`."""

    def __init__(self, why: str, about: str = ""):
        super().__init__(why)
        self.why, self.about = why, about


#: Why claims are not regrouped.
REFUSALS = ("same", "verdicts", "nothing", "all", "wordless", "later", "published", "undone")


class MoveChanged(Exception):
    """The claims are not any more as they were read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would do: `gone` becomes part of `into`."""

    gone: str
    into: str


@dataclass(frozen=True, slots=True)
class Out:
    """What is taken out of a claim: sightings, wordings. `into` is another claim, "" for a new one, whose first
    wording is `words` where none is taken along. `followers`: whether who follows hears of both from then on."""

    sightings: Mapping[Met, int] = field(default_factory=dict)
    wordings: Sequence[str] = ()
    into: str = ""
    words: str = ""
    followers: bool = True


def planned(session: Session, one: str, other: str) -> Plan:
    """Which of two stays. Raises ClaimUnknown, ClaimMerged, MoveRefused."""
    if one == other:
        raise MoveRefused("same")
    first, second = known(session, one), known(session, other)
    if first.version and second.version and _verdict(session, first) != _verdict(session, second):
        raise MoveRefused("verdicts")
    newest = {claim.id: session.scalar(_NEWEST, {"of": claim.id}) or 0 for claim in (first, second)}
    into, gone = sorted((first, second), key=lambda claim: stays(claim, newest[claim.id]))
    return Plan(gone.id, into.id)


def _verdict(session: Session, claim: Claim) -> str | None:
    return session.scalar(_VERDICT, {"of": claim.id, "version": claim.version})


def check_out(session: Session, claim: Claim, out: Out) -> None:
    """Raises MoveRefused, MoveChanged."""
    if out.into:
        known(session, out.into)
    words, there = [claim.text, *claim.wordings], met(session.connection(), claim.id)
    if not set(out.wordings) <= set(words) or any(there.get(one, 0) < n for one, n in out.sightings.items()):
        raise MoveChanged
    refused = {
        "same": out.into == claim.id,
        "nothing": not (out.sightings or out.wordings) or any(n < 1 for n in out.sightings.values()),
        "all": set(out.wordings) >= set(words),
        "wordless": not (out.into or out.wordings or out.words.strip()),
    }
    for why, is_so in refused.items():
        if is_so:
            raise MoveRefused(why)


def new_claim(session: Session, claim: Claim, out: Out) -> Claim:
    """The claim that a split opens."""
    first, *others = out.wordings or [mask(out.words.strip()).text[:LONGEST]]
    into = Claim(
        id=f"{PREFIX}{secrets.token_hex(8)}",
        text=first,
        wordings=others,
        state="open",
        opened_on=min((day for day, _, _ in out.sightings), default=claim.opened_on),
        noticed_at=None,
        version=0,
    )
    session.add(into)
    session.flush()
    return into
