"""Who works at what: a lease on a lane, renewed while its holder lives, free for others when it has died.

A lane is worked off by one process at a time. Rows are claimed with SKIP LOCKED, so that two apps which look for work
at the same moment find different lanes; the lease then keeps a lane for as long as the work takes.
"""

import uuid
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, delete, exists, or_, select, update
from sqlalchemy.sql.dml import ReturningInsert

from bot.clock import now
from bot.storage.database import Database
from bot.storage.queue_tables import Lease
from bot.storage.upsert import insert_of

#: How long work stands still after its process was killed.
LIFE = timedelta(seconds=12)
#: Seconds between two renewals.
RENEWED_EVERY = 3.0

_TABLE = Lease.metadata.tables[Lease.__tablename__]
_RENEWED = update(_TABLE).where(_TABLE.c.holder == bindparam("me")).values(until=bindparam("until"))
_RELEASED = delete(_TABLE).where(_TABLE.c.lane == bindparam("of"), _TABLE.c.holder == bindparam("me"))
_ALL_RELEASED = delete(_TABLE).where(_TABLE.c.holder == bindparam("me"))
_OTHERS_FREED = delete(_TABLE).where(_TABLE.c.holder != bindparam("me"))


# One that ends later than any lease can was made before the clock was set back.
_IS_OVER = or_(_TABLE.c.until < bindparam("moment"), _TABLE.c.until > bindparam("lease_far"))


def is_held(lane: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether somebody works at `lane`, as a condition of a query that is executed with `at(moment)`."""
    return exists(select(_TABLE.c.lane).where(_TABLE.c.lane == lane, ~_IS_OVER))


def at(moment: datetime) -> dict[str, datetime]:
    """What fills `is_held` at a moment."""
    return {"moment": moment, "lease_far": moment + 2 * LIFE}


@cache
def _taken(dialect: str) -> ReturningInsert[tuple[str]]:
    """Made once: a statement of this size costs more to build than to execute."""
    until: BindParameter[datetime] = bindparam("until_when")
    return (
        insert_of(dialect, _TABLE)
        .values(lane=bindparam("of_lane"), holder=bindparam("me"), until=until)
        .on_conflict_do_update(
            index_elements=["lane"], set_={"holder": bindparam("me"), "until": until}, where=_IS_OVER
        )
        .returning(_TABLE.c.lane)
    )


class Leases:
    """The leases of one process."""

    def __init__(self, database: Database):
        self._database = database
        self.holder = str(uuid.uuid4())

    def take(self, connection: Connection, lane: str) -> bool:
        """Whether the lane is ours from now on."""
        moment = now()
        ours = {"of_lane": lane, "me": self.holder, "until_when": moment + LIFE, **at(moment)}
        return connection.execute(_taken(connection.dialect.name), ours).one_or_none() is not None

    def release(self, connection: Connection, lane: str) -> None:
        """Give a lane back."""
        connection.execute(_RELEASED, {"of": lane, "me": self.holder})

    def renew(self) -> None:
        """Keep what we hold; to be called every RENEWED_EVERY seconds. Raises DatabaseUnavailable."""
        self._database.together(
            lambda connection: connection.execute(_RENEWED, {"me": self.holder, "until": now() + LIFE})
        )

    def take_over(self) -> None:
        """Free what a process that died still holds; only where no other app works on this database.

        Raises DatabaseUnavailable.
        """
        self._database.together(lambda connection: connection.execute(_OTHERS_FREED, {"me": self.holder}))

    def release_all(self) -> None:
        """Give everything back, when the process ends in order. Raises DatabaseUnavailable."""
        self._database.together(lambda connection: connection.execute(_ALL_RELEASED, {"me": self.holder}))
