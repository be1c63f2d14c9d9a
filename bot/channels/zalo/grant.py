"""The grant of the Official Account: one sealed row, renewed by one owner at a time.

A claim on the row is made and given back in short transactions, and Zalo is asked between them: a lock held as long as
Zalo takes would keep every other writer of SQLite waiting. A claim whose holder died runs out by itself.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.channels.zalo.oauth import Pair
from bot.clock import now
from bot.privacy.sealing import Seal, SealBroken
from bot.storage.database import Database
from bot.storage.tables import ChannelGrant

CHANNEL = "zalo"
#: Longer than a renewal can take with all its time-outs.
CLAIMED_FOR = timedelta(seconds=60)
#: How long nobody tries after a renewal that failed.
PAUSE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Grant:
    """What the row holds. `dead` says why it works no more, `trouble` why the last renewal failed."""

    access: str
    refresh: str
    version: int
    refreshed_at: datetime
    expires_at: datetime
    is_claimed: bool = False
    dead: str | None = None
    trouble: str | None = None

    @property
    def is_paused(self) -> bool:
        """Whether a renewal failed a moment ago."""
        return self.is_claimed and self.trouble is not None


class Grants:
    """Reads and changes the row."""

    def __init__(self, database: Database, key: bytes):
        self._database, self._seal = database, Seal(key, "channel-grant")

    def read(self) -> Grant | None:
        """The grant as stored, None before the first consent. Raises DatabaseUnavailable."""
        with self._database.reading() as session:
            row = session.get(ChannelGrant, CHANNEL)
        return self._opened(row) if row else None

    def claim(self, version: int) -> bool:
        """Whether the caller, and nobody else, is to renew `version` now."""
        with self._database.session() as session:
            row = _locked(session)
            if row is None or row.version != version or row.dead_reason or _is_claimed(row):
                return False
            row.claimed_until, row.trouble = now() + CLAIMED_FOR, None
        return True

    def keep(self, pair: Pair, instead_of: int | None = None) -> bool:
        """Store a new pair, beside it the one before; False where `instead_of` is not the stored version any more."""
        with self._database.session() as session:
            row = _locked(session)
            if instead_of is not None and (row is None or row.version != instead_of):
                return False
            session.merge(self._row(pair, row))
        return True

    def failed(self, version: int, why: str, *, is_dead: bool) -> None:
        """A renewal of `version` gave no pair: give the claim back, after a pause; a dead grant is not tried again."""
        with self._database.session() as session:
            row = _locked(session)
            if row is not None and row.version == version:
                row.claimed_until, row.trouble = now() + PAUSE, why
                row.dead_reason = why if is_dead else None

    def _row(self, pair: Pair, row: ChannelGrant | None) -> ChannelGrant:
        before = self._opened(row) if row else None
        kept = {"access": pair.access, "refresh": pair.refresh}
        if before:
            kept["previous"] = before.refresh
        return ChannelGrant(
            channel=CHANNEL,
            sealed=self._seal.close(json.dumps(kept).encode(), CHANNEL),
            version=row.version + 1 if row else 1,
            refreshed_at=now(),
            expires_at=now() + pair.life,
            claimed_until=None,
            dead_reason=None,
            trouble=None,
        )

    def _opened(self, row: ChannelGrant) -> Grant:
        dead = row.dead_reason
        try:
            kept = json.loads(self._seal.open(row.sealed, CHANNEL))
        except SealBroken:
            kept, dead = {"access": "", "refresh": ""}, "it was sealed with another key than this installation's"
        return Grant(
            access=kept["access"],
            refresh=kept["refresh"],
            version=row.version,
            refreshed_at=row.refreshed_at,
            expires_at=row.expires_at,
            is_claimed=_is_claimed(row),
            dead=dead,
            trouble=row.trouble,
        )


def _locked(session: Session) -> ChannelGrant | None:
    """The row, for this transaction alone: FOR UPDATE on PostgreSQL, BEGIN IMMEDIATE on SQLite."""
    return session.get(ChannelGrant, CHANNEL, with_for_update=True)


def _is_claimed(row: ChannelGrant) -> bool:
    return row.claimed_until is not None and row.claimed_until > now()
