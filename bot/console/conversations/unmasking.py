"""Showing what was typed before it was masked: one message at a time, for a reason, on record first."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select

from bot.cases.officer import reason
from bot.clock import VIETNAM, now
from bot.console.staff import Staff
from bot.records.audit import Audit
from bot.records.chain import Chain
from bot.records.chain.originals import original_of
from bot.storage.database import Database
from bot.storage.tables import Interaction

UNMASKED, ALARM = "talk.unmasked", "talk.unmasked_often"
#: More in a day by one person is an alarm; so is every as many more.
MOST_A_DAY = 20
_AT_ONCE = 500
_TURN = Interaction.metadata.tables[Interaction.__tablename__]


class TurnUnknown(LookupError):
    """There is no such turn that has ended."""


@dataclass(frozen=True, slots=True)
class Unmasking:
    """Opens originals from the chain."""

    database: Database
    chain: Chain
    audit: Audit

    def open(self, staff: Staff, turn: str, why: str) -> str:
        """The words of a turn as they were typed; who reads them and why is on record before they are read.

        Raises ReasonMissing, TurnUnknown, OriginalGone, SealBroken, DatabaseUnavailable; then nothing is shown.
        """
        why = reason(why)
        with self.database.looking() as connection:
            answered = connection.scalar(select(_TURN.c.answered_at).where(_TURN.c.id == turn))
        if answered is None:
            raise TurnUnknown(turn)
        self.audit.first(staff.name, UNMASKED, f"interaction/{turn}", why)
        count = self.count(staff.name)
        if count % MOST_A_DAY == 1 and count > MOST_A_DAY:
            self.audit.first(staff.name, ALARM, f"staff/{staff.name}", f"{count} in a day")
        with self.database.looking() as connection:
            return original_of(connection, self.chain, turn, answered)

    def count(self, who: str) -> int:
        """How many messages somebody has unmasked today, in Vietnam."""
        midnight = datetime.combine(now().astimezone(VIETNAM).date(), time(), VIETNAM)
        count, before = 0, None
        while acts := self.audit.latest(_AT_ONCE, before):
            for done in acts:
                if done.moment < midnight:
                    return count
                count += done.act.who == who and done.act.what == UNMASKED
            before = acts[-1].sequence
        return count
