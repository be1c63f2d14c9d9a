"""How far a published verdict has come: who was told, who waits for a channel, who cannot be reached."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import Select, select

from bot.cases.claim_telling import origin
from bot.storage.claim_tables import ClaimFollower
from bot.storage.database import Database
from bot.storage.queue_tables import OutboxMessage

#: Origins looked up at once.
BATCH = 500

_FOLLOWER = ClaimFollower.metadata.tables[ClaimFollower.__tablename__]
_MESSAGE = OutboxMessage.metadata.tables[OutboxMessage.__tablename__]


@dataclass(frozen=True, slots=True)
class Reached:
    """Of the `followers` of a claim, by what became of the message with its newest verdict.

    `arrived`: the channel has taken it; `waiting`: it goes out when the channel lets it (window, pause, next try);
    `dead`: it will not be tried again; `not_yet`: the next round of telling takes them; `unreachable`: no way outside
    their own turn (the web page, a block), or the message is no longer kept.
    """

    followers: int
    arrived: int
    waiting: int
    dead: int
    not_yet: int
    unreachable: int


def reached(database: Database, claim_id: str, version: int) -> Reached:
    """For a verdict's `version`. Raises DatabaseUnavailable."""
    query = select(_FOLLOWER.c.follower, _FOLLOWER.c.told_version).where(_FOLLOWER.c.claim_id == claim_id)
    with database.looking() as connection:
        rows = connection.execute(query).all()
        told = [origin(claim_id, version, row.follower) for row in rows if row.told_version >= version]
        states: Counter[str] = Counter()
        for some in batched(told, BATCH):
            states.update(connection.scalars(_states(some)))
    return Reached(
        followers=len(rows),
        arrived=states["sent"] + states["confirmed"],
        waiting=states["pending"] + states["failed"],
        dead=states["dead"],
        not_yet=len(rows) - len(told),
        unreachable=len(told) - states.total(),
    )


def _states(origins: Sequence[str]) -> Select[Any]:
    # The first message stands for all that one verdict is cut into.
    return select(_MESSAGE.c.state).where(_MESSAGE.c.origin.in_(origins), _MESSAGE.c.position == 0)
