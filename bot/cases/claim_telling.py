"""Tells everybody who asked about a claim or reported it its verdict: once each, in batches, also after a crash.

A follower is marked after the message was handed on. What a crash lets happen twice has the same origin, under which
the outbox stores a message once.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.advice.adviser import Adviser, Day
from bot.advice.rumours import Rumour
from bot.cases.claim_followers import Followers
from bot.cases.claim_matching import KnownClaims
from bot.cases.claims import PREFIX
from bot.privacy.sealing import SealBroken
from bot.storage.claim_tables import Claim, ClaimFollower
from bot.storage.database import Database

log = logging.getLogger(__name__)

#: Called with conversation id, replies as of `/api/chat`, and their origin; False where nobody can be reached there.
#: When somebody may be written to is the channels' and the outbox's matter.
Tell = Callable[[str, Sequence[Mapping[str, Any]], str], bool]
#: Followers that are read, told and marked together.
BATCH = 50

_CLAIM = Claim.metadata.tables[Claim.__tablename__]
_FOLLOWER = ClaimFollower.metadata.tables[ClaimFollower.__tablename__]
_UNTOLD = (
    select(_FOLLOWER.c.claim_id, _FOLLOWER.c.follower, _FOLLOWER.c.sealed, _CLAIM.c.version)
    .join(_CLAIM, _CLAIM.c.id == _FOLLOWER.c.claim_id)
    .where(_CLAIM.c.state == "published", _FOLLOWER.c.told_version < _CLAIM.c.version)
    .order_by(_FOLLOWER.c.claim_id, _FOLLOWER.c.follower)
    .limit(BATCH)
)
_TOLD = (
    update(_FOLLOWER)
    .where(_FOLLOWER.c.claim_id == bindparam("of"), _FOLLOWER.c.follower == bindparam("who"))
    .values(told_version=bindparam("version"))
)


@dataclass(frozen=True, slots=True)
class _Due:
    """A follower who has not been told the newest verdict, `version`."""

    claim_id: str
    follower: str
    sealed: bytes
    version: int


class ClaimTelling:
    """Tells followers; run it after a verdict is published, at the start, and now and then."""

    def __init__(self, database: Database, adviser: Adviser, known: KnownClaims, followers: Followers):
        self._database, self._adviser = database, adviser
        self._known, self._followers = known, followers

    def run(self, tell: Tell, today: date) -> int:
        """Tell everybody who is not told yet; gives how many could be reached. Raises DatabaseUnavailable."""
        reached = 0
        while rows := self._untold():
            reached += sum(self._is_told(row, tell, today) for row in rows)
            self._mark(rows)
        return reached

    def _untold(self) -> list[_Due]:
        with self._database.looking() as connection:
            due = [_Due(*row) for row in connection.execute(_UNTOLD)]
            if due:
                self._known.refresh(connection)
        return due

    def _is_told(self, due: _Due, tell: Tell, today: date) -> bool:
        rumour = self._known.published(due.claim_id)
        try:
            conversation = self._followers.conversation(due.claim_id, due.follower, due.sealed)
        except SealBroken:
            log.warning("a follower of a claim could not be opened")
            return False
        known_by = origin(due.claim_id, due.version, due.follower)
        return rumour is not None and tell(conversation, [self._reply(rumour, today)], known_by)

    def _reply(self, rumour: Rumour, today: date) -> dict[str, Any]:
        return {"text": rumour.short(self._adviser, Day(today, today)), "buttons": [], "image": None}

    def _mark(self, rows: Sequence[_Due]) -> None:
        told = [{"of": one.claim_id, "who": one.follower, "version": one.version} for one in rows]

        def mark(connection: Connection) -> None:
            connection.execute(_TOLD, told)

        self._database.together(mark)


def origin(claim_id: str, version: int, follower: str) -> str:
    """What the outbox knows the message by, short enough for it: the same for the same follower and verdict."""
    return f"claim/{claim_id.removeprefix(PREFIX)}/{version}/{follower[:24]}"
