"""The room of claims put together: taking in, judging, matching, telling."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.advice import rumour_files
from bot.advice.adviser import Adviser
from bot.advice.rumours import Rumours
from bot.cases.claim_matching import KnownClaims
from bot.cases.claim_moves import ClaimMoves
from bot.cases.claim_reading import ClaimReading
from bot.cases.claim_telling import ClaimTelling, Tell
from bot.cases.claim_verdicts import Verdicts
from bot.cases.claims import Claims
from bot.cases.escalation import Signs
from bot.cases.officer import Audit
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class ClaimRoom:
    """What actions, chores and officers work with."""

    rumours: Rumours
    claims: Claims
    known: KnownClaims
    verdicts: Verdicts
    moves: ClaimMoves
    reading: ClaimReading
    telling: ClaimTelling
    signs: Signs

    @classmethod
    def build(
        cls, database: Database, key: bytes, adviser: Adviser, data: Path, audit: Audit, *, two_persons: bool = False
    ) -> "ClaimRoom":
        """Read `data/rumours/` and the signs. Raises RumoursError, OSError, KeyError."""
        rumours = rumour_files.load(data / "rumours", adviser)
        claims = Claims(database, key)
        known = KnownClaims(rumours, database)
        return cls(
            rumours=rumours,
            claims=claims,
            known=known,
            verdicts=Verdicts(database, adviser, audit, two_persons=two_persons),
            moves=ClaimMoves(database, claims, audit),
            reading=ClaimReading(database),
            telling=ClaimTelling(database, adviser, known, claims.followers),
            signs=Signs.load(data / "offices" / "escalation.toml"),
        )

    def tell(self, tell: Tell, today: date) -> int:
        """Tell followers what was published; a chore of the app."""
        return self.telling.run(tell, today)
