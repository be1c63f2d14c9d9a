"""The durable outbox: messages are stored in the transaction that ends the turn, and sent until they are or cannot be.

States: pending → sent → confirmed; failed waits for its next try; dead is not tried again and says why.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, literal, select, update

from bot.channels.contract import Channel, Part, Rate
from bot.clock import now
from bot.leases import Leases
from bot.outbox import rows
from bot.outbox.contacts import Contacts
from bot.privacy.sealing import Seal, SealBroken
from bot.storage.database import Database
from bot.storage.upsert import insert


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
            connection.execute(rows.stored(connection.dialect.name), row)
        self.woken(channel.name)
        return len(parts)

    def said_since(self, connection: Connection, conversation_id: str, origin: str, moment: datetime) -> bool:
        """Whether something whose origin begins so was said in a conversation since then."""
        said = select(rows.TABLE.c.id).where(
            rows.TABLE.c.conversation_id == conversation_id,
            rows.TABLE.c.created_at > moment,
            rows.TABLE.c.origin.startswith(origin, autoescape=True),
        )
        return connection.execute(said.limit(1)).first() is not None

    def open(self, channel: str) -> None:
        """Make the row that apps take turns at when they count a channel's rate."""
        row = {"lane": f"rate:{channel}", "holder": "", "until": now()}
        self._database.together(
            lambda connection: connection.execute(insert(connection, rows.LEASE).values(row).on_conflict_do_nothing())
        )

    def claim(self, channel: str, rate: Rate, most: int) -> list[Going]:
        """The first unsent messages of at most so many conversations, as many as the rate allows now."""
        moment = now()
        with self._database.looking() as connection:
            if connection.execute(rows.HEADS, rows.due(channel, moment)).first() is None:
                return []

        def take(connection: Connection) -> list[Going]:
            connection.execute(
                select(rows.LEASE.c.lane).where(rows.LEASE.c.lane == f"rate:{channel}").with_for_update()
            )
            left = rate.overall - self._used(connection, channel, moment, rate)
            heads = connection.execute(rows.CLAIMED, rows.due(channel, moment, most))
            going = []
            for head in heads.all():
                one = self._opened(connection, head)
                if one is None:
                    continue
                if (left := left - one.part.requests) < 0:
                    break
                if self._leases.take(connection, rows.lane_of(head.conversation_id)):
                    self._begin(connection, channel, one, rate)
                    going.append(one)
            return going

        return self._database.together(take)

    def sent(self, going: Going, message_id: str | None) -> None:
        """The channel has taken it."""

        def store(connection: Connection) -> None:
            connection.execute(rows.SENT, {"of": going.id, "at": now(), "given": message_id})
            self._ended(connection, going)

        self._database.together(store)

    def failed(self, going: Going, why: str, pause: timedelta, *, maybe_arrived: bool) -> None:
        """It is tried again after a pause; what may have arrived is marked "có thể trùng" then."""

        def store(connection: Connection) -> None:
            connection.execute(rows.FAILED, {"of": going.id, "why": why, "due": now() + pause})
            if maybe_arrived:
                connection.execute(rows.DOUBTFUL, {"of": going.id})
            self._ended(connection, going)

        self._database.together(store)

    def dead(self, going: Going, why: str, *, lost: bool = False) -> None:
        """It is not tried again. `lost`: nothing else reaches this citizen either."""

        def store(connection: Connection) -> None:
            connection.execute(rows.DEAD, {"of": going.id, "why": why})
            if lost:
                self.bury(connection, going.conversation_id, why)
            self._ended(connection, going)

        self._database.together(store)

    def bury(self, connection: Connection, conversation_id: str, why: str) -> None:
        """The citizen cannot be reached: what waits for them is dead, until they write again."""
        connection.execute(rows.ALL_DEAD, {"of": conversation_id, "why": why})
        self._contacts.lost(connection, conversation_id, why)

    def confirm(self, connection: Connection, conversation_id: str, message_id: str) -> bool:
        """The channel speaks of a message of ours: it has arrived. False where none is known by that id (yet)."""
        known = (
            update(rows.TABLE)
            .where(rows.TABLE.c.conversation_id == conversation_id, rows.TABLE.c.channel_message_id == message_id)
            .values(
                state="confirmed",
                confirmed_at=func.coalesce(rows.TABLE.c.confirmed_at, literal(now(), rows.TABLE.c.due_at.type)),
            )
        )
        return connection.execute(known).rowcount > 0

    def confirm_doubtful(self, connection: Connection, conversation_id: str, message_id: str) -> bool:
        """An echo with an id that nobody knows: the one message whose sending nobody knows the end of."""
        doubtful = (
            select(rows.TABLE.c.id)
            .where(
                rows.TABLE.c.conversation_id == conversation_id,
                rows.TABLE.c.state == "failed",
                rows.TABLE.c.possible_duplicate,
                rows.TABLE.c.trying_since.is_(None),
            )
            .order_by(rows.TABLE.c.id)
            .limit(1)
        )
        found = connection.scalar(doubtful)
        if found is None:
            return False
        arrived = {"state": "confirmed", "sealed": None, "confirmed_at": now(), "channel_message_id": message_id}
        connection.execute(
            update(rows.TABLE).where(rows.TABLE.c.id == found).values(arrived | {"possible_duplicate": False})
        )
        return True

    def counts(self) -> dict[str, int]:
        """How many messages wait, failed for now, or are dead."""
        watched = select(rows.TABLE.c.state, func.count()).where(rows.TABLE.c.state.in_(("pending", "failed", "dead")))
        with self._database.looking() as connection:
            counted = connection.execute(watched.group_by(rows.TABLE.c.state)).all()
        return {str(state): int(count) for state, count in counted}

    def forget_tries(self) -> None:
        """Delete counts that no rate looks at any more."""
        self._database.together(
            lambda connection: connection.execute(delete(rows.TRY).where(rows.TRY.c.at < now() - rows.TRIES_KEPT))
        )

    def _ended(self, connection: Connection, going: Going) -> None:
        """Give the lane back, and count the try from now on: on a busy machine it left long after it was claimed."""
        connection.execute(rows.TRY_ENDED, {"of_channel": going.channel, "begun": going.begun, "ended": now()})
        self._leases.release(connection, rows.lane_of(going.conversation_id))

    def _begin(self, connection: Connection, channel: str, going: Going, rate: Rate) -> None:
        moment = going.begun
        changed: dict[str, object] = {"trying_since": moment, "attempts": going.tries}
        if going.unknown:
            changed["possible_duplicate"] = True
        connection.execute(update(rows.TABLE).where(rows.TABLE.c.id == going.id).values(changed))
        connection.execute(rows.TRY.insert(), [{"channel": channel, "at": moment}] * going.part.requests)
        if rate.apart:
            after = moment + timedelta(seconds=rate.apart)
            connection.execute(rows.SEND_AFTER, {"of": going.conversation_id, "after": after})

    def _used(self, connection: Connection, channel: str, moment: datetime, rate: Rate) -> int:
        since = moment - timedelta(seconds=rate.seconds) - rows.MARGIN
        # What lies in the future was counted before the clock was set back.
        counted = select(func.count()).where(
            rows.TRY.c.channel == channel, rows.TRY.c.at > since, rows.TRY.c.at <= moment + rows.MARGIN
        )
        return connection.scalar(counted) or 0

    def _opened(self, connection: Connection, row: Row[tuple[object, ...]]) -> Going | None:
        try:
            part = msgspec.json.decode(self._seal.open(row.sealed, f"{row.origin}/{row.position}"), type=Part)
            known = self._contacts.within(connection, row.conversation_id)
        except (SealBroken, msgspec.MsgspecError):
            known = None
        if known is None:
            connection.execute(rows.DEAD, {"of": row.id, "why": "the content or the address cannot be opened"})
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
