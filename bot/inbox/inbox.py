"""The durable inbox: an event is on the disk before its channel hears so, and is worked off in the channel's order."""

import hashlib
import hmac
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.channels.contract import Event, Kind
from bot.clock import now
from bot.leases import Leases, at, is_held
from bot.privacy.pseudonym import pseudonym
from bot.privacy.sealing import Seal, SealBroken
from bot.records.repeats import tell_of
from bot.storage.database import Database
from bot.storage.queue_tables import InboxEvent
from bot.storage.upsert import insert_of

#: How long an event is remembered, so that a repeat is known; one that is older when it comes is not heard at all.
REMEMBERED = timedelta(days=8)
#: No event waits longer than this for its next try; a date beyond it was made before the clock was set back.
LONGEST_WAIT = timedelta(minutes=10)

_TABLE = InboxEvent.metadata.tables[InboxEvent.__tablename__]
_EARLIER = _TABLE.alias("earlier")
#: Written out, not bound: SQLite uses a partial index only where it can read the condition.
_WAITING: ColumnElement[str] = literal_column("'waiting'")
_OF = _TABLE.c.id == bindparam("of")
_ENDED = update(_TABLE).where(_OF, _TABLE.c.state == "waiting").values(state=bindparam("ended"), sealed=None)
_LATER = update(_TABLE).where(_OF).values(due_at=bindparam("due"), attempts=bindparam("tries"))
_BEGUN = update(_TABLE).where(_OF).values(attempts=_TABLE.c.attempts + 1)
_TOLD = update(_TABLE).where(_TABLE.c.lane == bindparam("of"), _TABLE.c.state == _WAITING).values(told=True)
_SEALED = select(_TABLE.c.sealed).where(
    _TABLE.c.channel == bindparam("of_channel"), _TABLE.c.event == bindparam("of_event")
)
#: What one lane is worked off by: never beside the citizen's messages, which must not wait for it.
_BESIDE = {Kind.CONFIRMED: "echo", Kind.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that is this process's to work off. `attempts` counts tries that ended in no order, this one too."""

    id: int
    lane: str
    event: Event
    received_at: datetime
    attempts: int
    told: bool


class Inbox:
    """Stores events and hands them out. Raises DatabaseUnavailable.

    `settle`: how long an event waits for one that was sent earlier and is still under way.
    """

    def __init__(self, database: Database, key: bytes, leases: Leases, settle: timedelta):
        self._database, self._key, self._leases, self._settle = database, key, leases, settle
        self._seal = Seal(key, "inbox")

    def accept(self, events: Sequence[Event]) -> int:
        """Store what is new of `events`, on the disk when this returns; gives how many were new."""
        received = now()
        fresh = [event for event in events if event.sent_at > received - REMEMBERED]
        rows = [(event, self._row(event, received)) for event in fresh]

        def store(connection: Connection) -> int:
            stored, count = _stored(connection.dialect.name), 0
            for event, row in rows:
                if connection.execute(stored, row).one_or_none() is not None:
                    count += 1
                else:
                    self._repeated(connection, event, row)
            return count

        return self._database.together(store) if rows else 0

    def claim(self, most: int, *, untold: bool = False) -> list[Waiting]:
        """The first events of at most so many lanes, which are ours until `release`.

        `untold`: only where the citizen has not been told that it takes longer.
        """
        moment = now()
        with self._database.looking() as connection:
            if connection.execute(_FREE[untold], _due(moment)).first() is None:
                return []

        def take(connection: Connection) -> list[Row[tuple[object, ...]]]:
            heads = connection.execute(_CLAIMED[untold], _due(moment, most)).all()
            mine = [head for head in heads if self._leases.take(connection, head.lane)]
            for head in mine:
                connection.execute(_BEGUN, {"of": head.id})
            return mine

        return [self._opened(head) for head in self._database.together(take)]

    def following(self, lane: str) -> Waiting | None:
        """The next event of a lane that is ours; None gives the lane back."""

        def begin(connection: Connection) -> Row[tuple[object, ...]] | None:
            head = connection.execute(_OURS, {**_due(now()), "of_lane": lane}).first()
            if head is None:
                self._leases.release(connection, lane)
            else:
                connection.execute(_BEGUN, {"of": head.id})
            return head

        head = self._database.together(begin)
        return self._opened(head) if head else None

    def end(self, connection: Connection, event: int, state: str = "done") -> None:
        """Nothing more is to be done for an event; its content goes. Within the transaction that ends its turn."""
        connection.execute(_ENDED, {"of": event, "ended": state})

    def later(self, waiting: Waiting, pause: timedelta) -> None:
        """Try again after a pause, and give the lane back: what follows in it waits too."""

        def put_off(connection: Connection) -> None:
            connection.execute(_LATER, {"of": waiting.id, "due": now() + pause, "tries": 0})
            self._leases.release(connection, waiting.lane)

        self._database.together(put_off)

    def told(self, connection: Connection, lane: str) -> None:
        """The citizen knows that what waits in this lane takes longer."""
        connection.execute(_TOLD, {"of": lane})

    def bury(self, broken: "UnreadableEvent") -> None:
        """End an event that cannot be opened, so that its lane goes on."""

        def store(connection: Connection) -> None:
            self.end(connection, broken.event, "dead")
            self._leases.release(connection, broken.lane)

        self._database.together(store)

    def release(self, lane: str) -> None:
        """Give a lane back."""
        self._database.together(lambda connection: self._leases.release(connection, lane))

    def waiting(self) -> int:
        """How many events are not worked off yet."""
        with self._database.looking() as connection:
            return connection.scalar(select(func.count()).where(_TABLE.c.state == _WAITING)) or 0

    def forget_old(self) -> int:
        """Delete what is answered and too old to come again."""
        gone = delete(_TABLE).where(_TABLE.c.received_at < now() - REMEMBERED, _TABLE.c.state != "waiting")
        return self._database.together(lambda connection: connection.execute(gone).rowcount)

    def _row(self, event: Event, received: datetime) -> dict[str, object]:
        hashed = hmac.new(self._key, f"event:{event.channel}:{event.event_id}".encode(), hashlib.sha256).hexdigest()
        return {
            "channel": event.channel,
            "event": hashed,
            "lane": self._lane(event),
            "kind": event.kind.value,
            "number": event.order,
            "sent_at": event.sent_at,
            "received_at": received,
            # What the channel held back already need not settle any more.
            "due_at": received if received - event.sent_at > 2 * self._settle else received + self._settle,
            "state": "waiting",
            "attempts": 0,
            "told": False,
            "sealed": self._seal.close(msgspec.json.encode(event), hashed),
        }

    def _repeated(self, connection: Connection, event: Event, row: dict[str, object]) -> None:
        """Tell of an event that came again with another text while the first is still here to be compared."""
        sealed = connection.scalar(_SEALED, {"of_channel": row["channel"], "of_event": row["event"]})
        if sealed is None:
            return
        with suppress(SealBroken, msgspec.MsgspecError):
            before = msgspec.json.decode(self._seal.open(sealed, str(row["event"])), type=Event)
            tell_of(event.channel, pressed=event.payload is not None, stored=before.text or "", again=event.text or "")

    def _lane(self, event: Event) -> str:
        beside = _BESIDE.get(event.kind)
        name = f"{event.channel}:{beside}" if beside else event.channel
        return f"{name}:{pseudonym(self._key, event.channel, event.sender)}"

    def _opened(self, row: Row[tuple[object, ...]]) -> Waiting:
        try:
            event = msgspec.json.decode(self._seal.open(row.sealed, row.event), type=Event)
        except (SealBroken, msgspec.MsgspecError) as error:
            raise UnreadableEvent(int(row.id), str(row.lane)) from error
        return Waiting(row.id, row.lane, event, row.received_at, row.attempts + 1, row.told)


class UnreadableEvent(Exception):
    """An event that this installation cannot open (another key): it is ended, or its lane would stand still."""

    def __init__(self, event: int, lane: str):
        super().__init__(f"event {event} cannot be opened")
        self.event, self.lane = event, lane


def _heads(mine: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """The first waiting event of each lane that is due; executed with `_due(moment)`, at most `most` of them."""
    first = ~exists(
        select(_EARLIER.c.id).where(
            _EARLIER.c.lane == _TABLE.c.lane,
            _EARLIER.c.state == _WAITING,
            tuple_(_EARLIER.c.number, _EARLIER.c.id) < tuple_(_TABLE.c.number, _TABLE.c.id),
        )
    )
    due = or_(_TABLE.c.due_at <= bindparam("moment"), _TABLE.c.due_at > bindparam("far"))
    columns = ("id", "lane", "event", "sealed", "received_at", "attempts", "told")
    return (
        select(*(_TABLE.c[name] for name in columns))
        .where(and_(_TABLE.c.state == _WAITING, due, mine, first))
        .order_by(_TABLE.c.due_at, _TABLE.c.id)
        .limit(bindparam("most"))
    )


@cache
def _stored(dialect: str) -> ReturningInsert[tuple[int]]:
    return insert_of(dialect, _TABLE).on_conflict_do_nothing().returning(_TABLE.c.id)


def _due(moment: datetime, most: int = 1) -> dict[str, object]:
    return {**at(moment), "far": moment + LONGEST_WAIT, "most": most}


# Made once: statements of this size cost more to build than to execute.
_OURS = _heads(_TABLE.c.lane == bindparam("of_lane"))
#: By whether only who has not been told of a wait is looked for.
_FREE = {untold: _heads(~is_held(_TABLE.c.lane) & (~_TABLE.c.told if untold else true())) for untold in (False, True)}
_CLAIMED = {untold: found.with_for_update(skip_locked=True) for untold, found in _FREE.items()}
