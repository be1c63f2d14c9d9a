"""The durable outbox: messages are stored in the transaction that ends the turn, and sent until they are or cannot be.

States: pending → sent → confirmed; failed waits for its next try; dead is not tried again and says why.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from bot.channels.contract import Channel, Part, Rate
from bot.clock import now
from bot.leases import Leases, is_held
from bot.outbox.contacts import Contacts
from bot.privacy.sealing import Seal, SealBroken
from bot.storage.database import Database
from bot.storage.queue_tables import Contact, Lease, OutboxMessage, SendTry
from bot.storage.upsert import insert

#: No message waits longer than this for its next try; a date beyond it was made before the clock was set back.
LONGEST_WAIT = timedelta(minutes=30)
#: Beside the channel's window, for what leaves late on its way.
MARGIN = timedelta(milliseconds=300)
TRIES_KEPT = timedelta(minutes=10)

_TABLE = OutboxMessage.metadata.tables[OutboxMessage.__tablename__]
_EARLIER = _TABLE.alias("earlier")
_CONTACT = Contact.metadata.tables[Contact.__tablename__]
_TRY = SendTry.metadata.tables[SendTry.__tablename__]
_LEASE = Lease.metadata.tables[Lease.__tablename__]
#: Written out, not bound: SQLite uses a partial index only where it can read the condition.
_UNSENT: tuple[ColumnElement[str], ...] = (literal_column("'pending'"), literal_column("'failed'"))
_OF = _TABLE.c.id == bindparam("of")
_SENT = (
    update(_TABLE)
    .where(_OF)
    .values(
        state="sent",
        sealed=None,
        trying_since=None,
        reason=None,
        sent_at=bindparam("at"),
        channel_message_id=bindparam("given"),
    )
)
_FAILED = (
    update(_TABLE)
    .where(_OF)
    .values(state="failed", trying_since=None, reason=bindparam("why"), due_at=bindparam("due"))
)
_DOUBTFUL = update(_TABLE).where(_OF).values(possible_duplicate=True)
_DEAD = update(_TABLE).where(_OF).values(state="dead", trying_since=None, reason=bindparam("why"))
_ALL_DEAD = (
    update(_TABLE)
    .where(_TABLE.c.conversation_id == bindparam("of"), _TABLE.c.state.in_(_UNSENT))
    .values(state="dead", trying_since=None, reason=bindparam("why"))
)
_TRY_ENDED = (
    update(_TRY)
    .where(_TRY.c.channel == bindparam("of_channel"), _TRY.c.at == bindparam("begun"))
    .values(at=bindparam("ended"))
)
_SEND_AFTER = (
    update(_CONTACT).where(_CONTACT.c.conversation_id == bindparam("of")).values(send_after=bindparam("after"))
)


@dataclass(frozen=True, slots=True)
class Going:
    """A message that is this process's to send.

    `tries` counts this one too; `unknown`: an earlier one may have arrived.
    """

    id: int
    conversation_id: str
    address: str
    last_acted_at: datetime | None
    part: Part
    tries: int
    created_at: datetime
    unknown: bool
    channel: str
    begun: datetime


class Outbox:
    """Stores messages and hands them out. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, key: bytes, leases: Leases, contacts: Contacts):
        self._database, self._leases, self._contacts = database, leases, contacts
        self._seal = Seal(key, "outbox")
        #: Called with a channel's name when something was stored for it; perhaps a moment before it is committed.
        self.woken: Callable[[str], None] = lambda _channel: None

    def put(
        self,
        connection: Connection,
        conversation_id: str,
        channel: Channel,
        origin: str,
        replies: Sequence[Mapping[str, Any]],
    ) -> int:
        """Store `replies` as messages of a channel, once an `origin`; gives how many messages they are."""
        moment = now()
        parts = channel.render(replies)
        for position, part in enumerate(parts):
            row = {
                "conversation_id": conversation_id,
                "channel": channel.name,
                "origin": origin,
                "position": position,
                "state": "pending",
                "sealed": self._seal.close(msgspec.json.encode(part), f"{origin}/{position}"),
                "attempts": 0,
                "created_at": moment,
                "due_at": moment,
                "possible_duplicate": False,
            }
            connection.execute(insert(connection, _TABLE).values(row).on_conflict_do_nothing())
        self.woken(channel.name)
        return len(parts)

    def said_since(self, connection: Connection, conversation_id: str, origin: str, moment: datetime) -> bool:
        """Whether something whose origin begins so was said in a conversation since then."""
        said = select(_TABLE.c.id).where(
            _TABLE.c.conversation_id == conversation_id,
            _TABLE.c.created_at > moment,
            _TABLE.c.origin.startswith(origin, autoescape=True),
        )
        return connection.execute(said.limit(1)).first() is not None

    def open(self, channel: str) -> None:
        """Make the row that apps take turns at when they count a channel's rate."""
        row = {"lane": f"rate:{channel}", "holder": "", "until": now()}
        self._database.together(
            lambda connection: connection.execute(insert(connection, _LEASE).values(row).on_conflict_do_nothing())
        )

    def claim(self, channel: str, rate: Rate, most: int) -> list[Going]:
        """The first unsent messages of at most so many conversations, as many as the rate allows now."""
        moment = now()
        with self._database.looking() as connection:
            if connection.execute(_heads(channel, moment).limit(1)).first() is None:
                return []

        def take(connection: Connection) -> list[Going]:
            connection.execute(select(_LEASE.c.lane).where(_LEASE.c.lane == f"rate:{channel}").with_for_update())
            left = rate.overall - self._used(connection, channel, moment, rate)
            heads = connection.execute(_heads(channel, moment).limit(most).with_for_update(skip_locked=True, of=_TABLE))
            going = []
            for head in heads.all():
                one = self._opened(connection, head)
                if one is None:
                    continue
                if (left := left - one.part.requests) < 0:
                    break
                if self._leases.take(connection, lane_of(head.conversation_id)):
                    self._begin(connection, channel, one, rate)
                    going.append(one)
            return going

        return self._database.together(take)

    def sent(self, going: Going, message_id: str | None) -> None:
        """The channel has taken it."""

        def store(connection: Connection) -> None:
            connection.execute(_SENT, {"of": going.id, "at": now(), "given": message_id})
            self._ended(connection, going)

        self._database.together(store)

    def failed(self, going: Going, why: str, pause: timedelta, *, maybe_arrived: bool) -> None:
        """It is tried again after a pause; what may have arrived is marked "có thể trùng" then."""

        def store(connection: Connection) -> None:
            connection.execute(_FAILED, {"of": going.id, "why": why, "due": now() + pause})
            if maybe_arrived:
                connection.execute(_DOUBTFUL, {"of": going.id})
            self._ended(connection, going)

        self._database.together(store)

    def dead(self, going: Going, why: str, *, lost: bool = False) -> None:
        """It is not tried again. `lost`: nothing else reaches this citizen either."""

        def store(connection: Connection) -> None:
            connection.execute(_DEAD, {"of": going.id, "why": why})
            if lost:
                self.bury(connection, going.conversation_id, why)
            self._ended(connection, going)

        self._database.together(store)

    def bury(self, connection: Connection, conversation_id: str, why: str) -> None:
        """The citizen cannot be reached: what waits for them is dead, until they write again."""
        connection.execute(_ALL_DEAD, {"of": conversation_id, "why": why})
        self._contacts.lost(connection, conversation_id, why)

    def confirm(self, connection: Connection, conversation_id: str, message_id: str) -> bool:
        """The channel speaks of a message of ours: it has arrived. False where none is known by that id (yet)."""
        known = (
            update(_TABLE)
            .where(_TABLE.c.conversation_id == conversation_id, _TABLE.c.channel_message_id == message_id)
            .values(
                state="confirmed",
                confirmed_at=func.coalesce(_TABLE.c.confirmed_at, literal(now(), _TABLE.c.due_at.type)),
            )
        )
        return connection.execute(known).rowcount > 0

    def confirm_doubtful(self, connection: Connection, conversation_id: str, message_id: str) -> bool:
        """An echo with an id that nobody knows: the one message whose sending nobody knows the end of."""
        doubtful = (
            select(_TABLE.c.id)
            .where(
                _TABLE.c.conversation_id == conversation_id,
                _TABLE.c.state == "failed",
                _TABLE.c.possible_duplicate,
                _TABLE.c.trying_since.is_(None),
            )
            .order_by(_TABLE.c.id)
            .limit(1)
        )
        found = connection.scalar(doubtful)
        if found is None:
            return False
        arrived = {"state": "confirmed", "sealed": None, "confirmed_at": now(), "channel_message_id": message_id}
        connection.execute(update(_TABLE).where(_TABLE.c.id == found).values(arrived | {"possible_duplicate": False}))
        return True

    def counts(self) -> dict[str, int]:
        """How many messages wait, failed for now, or are dead."""
        watched = select(_TABLE.c.state, func.count()).where(_TABLE.c.state.in_(("pending", "failed", "dead")))
        with self._database.looking() as connection:
            rows = connection.execute(watched.group_by(_TABLE.c.state)).all()
        return {str(state): int(count) for state, count in rows}

    def forget_tries(self) -> None:
        """Delete counts that no rate looks at any more."""
        self._database.together(
            lambda connection: connection.execute(delete(_TRY).where(_TRY.c.at < now() - TRIES_KEPT))
        )

    def _ended(self, connection: Connection, going: Going) -> None:
        """Give the lane back, and count the try from now on: on a busy machine it left long after it was claimed."""
        connection.execute(_TRY_ENDED, {"of_channel": going.channel, "begun": going.begun, "ended": now()})
        self._leases.release(connection, lane_of(going.conversation_id))

    def _begin(self, connection: Connection, channel: str, going: Going, rate: Rate) -> None:
        moment = going.begun
        changed: dict[str, object] = {"trying_since": moment, "attempts": going.tries}
        if going.unknown:
            changed["possible_duplicate"] = True
        connection.execute(update(_TABLE).where(_TABLE.c.id == going.id).values(changed))
        connection.execute(_TRY.insert(), [{"channel": channel, "at": moment}] * going.part.requests)
        if rate.apart:
            after = moment + timedelta(seconds=rate.apart)
            connection.execute(_SEND_AFTER, {"of": going.conversation_id, "after": after})

    def _used(self, connection: Connection, channel: str, moment: datetime, rate: Rate) -> int:
        since = moment - timedelta(seconds=rate.seconds) - MARGIN
        # What lies in the future was counted before the clock was set back.
        counted = select(func.count()).where(_TRY.c.channel == channel, _TRY.c.at > since, _TRY.c.at <= moment + MARGIN)
        return connection.scalar(counted) or 0

    def _opened(self, connection: Connection, row: Row[tuple[object, ...]]) -> Going | None:
        try:
            part = msgspec.json.decode(self._seal.open(row.sealed, f"{row.origin}/{row.position}"), type=Part)
            known = self._contacts.within(connection, row.conversation_id)
        except (SealBroken, msgspec.MsgspecError):
            known = None
        if known is None:
            connection.execute(_DEAD, {"of": row.id, "why": "the content or the address cannot be opened"})
            return None
        unknown = row.trying_since is not None
        return Going(
            row.id,
            row.conversation_id,
            known.address,
            known.last_acted_at,
            part,
            row.attempts + 1,
            row.created_at,
            unknown,
            row.channel,
            now(),
        )


def lane_of(conversation_id: str) -> str:
    """The lane of the messages to a conversation."""
    return f"out:{conversation_id}"


def _heads(channel: str, moment: datetime) -> Select[tuple[object, ...]]:
    """The first unsent message of each conversation that is due, reachable and nobody's."""
    first = ~exists(
        select(_EARLIER.c.id).where(
            _EARLIER.c.conversation_id == _TABLE.c.conversation_id,
            _EARLIER.c.state.in_(_UNSENT),
            _EARLIER.c.id < _TABLE.c.id,
        )
    )
    due = or_(_TABLE.c.due_at <= moment, _TABLE.c.due_at > moment + LONGEST_WAIT)
    paused = _CONTACT.c.send_after
    rested = or_(paused.is_(None), paused <= moment, paused > moment + LONGEST_WAIT)
    # By when it could have gone: whoever has a hundred messages waiting takes turns with who has one.
    ready = case((and_(paused.is_not(None), paused > _TABLE.c.due_at), paused), else_=_TABLE.c.due_at)
    names = (
        "id",
        "conversation_id",
        "channel",
        "origin",
        "position",
        "sealed",
        "attempts",
        "created_at",
        "trying_since",
    )
    return (
        select(*(_TABLE.c[name] for name in names))
        .join(_CONTACT, _CONTACT.c.conversation_id == _TABLE.c.conversation_id)
        .where(_TABLE.c.channel == channel, _TABLE.c.state.in_(_UNSENT), due, rested, first)
        .where(~is_held(literal("out:") + _TABLE.c.conversation_id, moment))
        .order_by(ready, _TABLE.c.id)
    )
