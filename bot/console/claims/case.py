"""One claim as its page shows it: wordings, counts, signs, what is like it, its verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.advice.rumours import Rumours
from bot.cases.claim_reading import Counts
from bot.cases.claim_room import ClaimRoom
from bot.cases.handover.escalation import Escalation, Escalations
from bot.language.likeness import shared
from bot.storage.claim_tables import Claim, ClaimVerdict
from bot.storage.database import Database

#: From this part of common runs of letters on a claim is shown as like another; the latest claims, and the first
#: wordings of known rumours, are compared.
LIKE, COMPARED, WORDINGS, SHOWN = 0.45, 300, 3, 6

_CLAIM = Claim.metadata.tables[Claim.__tablename__]


@dataclass(frozen=True, slots=True)
class Alike:
    """A claim (or a known rumour, where `is_known`) that reads like another; `part` from 0 to 1."""

    id: str
    text: str
    part: float
    is_known: bool
    is_published: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """An escalation sign, the words that show it, and where it leads."""

    escalation: Escalation
    words: tuple[str, ...]
    offices: Sequence[str]


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with all that is known of it; `versions` the newest first."""

    id: str
    wordings: tuple[str, ...]
    opened_on: date
    version: int
    verdict_on: date | None
    counts: Counts
    by_day: Mapping[date, int]
    hosts: Mapping[str, int]
    signs: Sequence[Signed]
    versions: Sequence[ClaimVerdict]
    merged_into: str | None

    @property
    def newest(self) -> int:
        """The newest version that was proposed, 0 for none."""
        return self.versions[0].version if self.versions else 0

    @property
    def published(self) -> ClaimVerdict | None:
        """The verdict that is answered now."""
        return next((one for one in self.versions if one.version == self.version), None)

    @property
    def pending(self) -> Sequence[ClaimVerdict]:
        """Versions that wait for the second person, the newest first."""
        return [one for one in self.versions if one.version > self.version]


def case_of(database: Database, room: ClaimRoom, escalations: Escalations, claim_id: str) -> Case | None:
    """A claim by its key; None where there is none. Raises DatabaseUnavailable."""
    with database.looking() as connection:
        row = connection.execute(select(_CLAIM).where(_CLAIM.c.id == claim_id)).one_or_none()
    if row is None:
        return None
    return Case(
        id=row.id,
        wordings=(row.text, *row.wordings),
        opened_on=row.opened_on,
        version=row.version,
        verdict_on=row.verdict_on,
        counts=room.reading.counts(claim_id, row.verdict_on),
        by_day=room.reading.by_day(claim_id),
        hosts=room.reading.hosts(claim_id),
        signs=_signs(room, escalations, row.text),
        versions=room.verdicts.versions(claim_id),
        merged_into=row.merged_into,
    )


def alike(database: Database, rumours: Rumours, case: Case) -> list[Alike]:
    """What reads like a claim, the likest first: staff see with it whether the same verdict holds."""
    latest = select(_CLAIM.c.id, _CLAIM.c.text, _CLAIM.c.version).where(_CLAIM.c.merged_into.is_(None))
    latest = latest.order_by(_CLAIM.c.opened_on.desc(), _CLAIM.c.id)
    with database.looking() as connection:
        rows = connection.execute(latest.where(_CLAIM.c.id != case.id).limit(COMPARED)).all()
    mine = case.wordings[0]
    found = [Alike(row.id, row.text, shared(mine, row.text), False, row.version > 0) for row in rows]
    for rumour in rumours:
        wording = max(rumour.said[:WORDINGS], key=lambda one: shared(mine, one))
        found.append(Alike(rumour.name, wording, shared(mine, wording), True, True))
    return sorted((one for one in found if one.part >= LIKE), key=lambda one: -one.part)[:SHOWN]


def _signs(room: ClaimRoom, escalations: Escalations, text: str) -> list[Signed]:
    rows = {row.id: row for row in escalations}
    found = room.signs.of(text, "misinformation")
    return [
        Signed(rows[one.id], one.words, escalations.addressees([rows[one.id]], None)) for one in found if one.id in rows
    ]
