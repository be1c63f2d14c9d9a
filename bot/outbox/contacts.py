"""Where a conversation is reached, and whether it may be."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, select, update

from bot.clock import now
from bot.privacy.sealing import Seal
from bot.storage.database import Database
from bot.storage.queue_tables import Contact
from bot.storage.upsert import insert

_TABLE = Contact.metadata.tables[Contact.__tablename__]
_OF = _TABLE.c.conversation_id == bindparam("of")
_FOUND = select(_TABLE).where(_OF)
_LOST = update(_TABLE).where(_OF).values(unreachable_since=bindparam("since"), unreachable_reason=bindparam("why"))
_SILENT = update(_TABLE).where(_OF).values(silent_until=bindparam("until_when"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of how to reach a conversation; `address` is the channel's id of the citizen."""

    channel: str
    address: str
    last_acted_at: datetime | None
    unreachable_reason: str | None
    silent_until: datetime | None

    @property
    def is_silent(self) -> bool:
        """Whether a person of the staff writes and the bot keeps still."""
        return self.silent_until is not None and self.silent_until > now()


class Contacts:
    """Keeps addresses, sealed; a conversation without one (the web page) is reached by its own request only."""

    def __init__(self, database: Database, key: bytes):
        self._database, self._seal = database, Seal(key, "contact")

    def of(self, conversation_id: str) -> Known | None:
        """How to reach a conversation, None for the web."""
        with self._database.looking() as connection:
            return self.within(connection, conversation_id)

    def within(self, connection: Connection, conversation_id: str) -> Known | None:
        """As `of`, in a transaction that is open."""
        row = connection.execute(_FOUND, {"of": conversation_id}).one_or_none()
        if row is None:
            return None
        return Known(
            row.channel,
            self._seal.open(row.sealed, conversation_id).decode(),
            row.last_acted_at,
            row.unreachable_reason,
            row.silent_until,
        )

    def heard(
        self, connection: Connection, conversation_id: str, channel: str, address: str, acted_at: datetime | None
    ) -> None:
        """The citizen was heard: their address, and when they last opened the channel's window (None: this did not)."""
        row: dict[str, object] = {
            "conversation_id": conversation_id,
            "channel": channel,
            "sealed": self._seal.close(address.encode(), conversation_id),
            "last_acted_at": acted_at,
        }
        changed: dict[str, object] = {"channel": channel}
        if acted_at:
            # Whoever writes can be written to again.
            later = case((_TABLE.c.last_acted_at > acted_at, _TABLE.c.last_acted_at), else_=acted_at)
            changed |= {"last_acted_at": later, "unreachable_since": None, "unreachable_reason": None}
        stored = insert(connection, _TABLE).values(row)
        connection.execute(stored.on_conflict_do_update(index_elements=["conversation_id"], set_=changed))

    def lost(self, connection: Connection, conversation_id: str, why: str) -> None:
        """The citizen blocked us, or the channel says that they cannot be reached."""
        connection.execute(_LOST, {"of": conversation_id, "since": now(), "why": why})

    def silence(self, connection: Connection, conversation_id: str, pause: timedelta) -> None:
        """A person of the staff writes: the bot keeps still for a while."""
        connection.execute(_SILENT, {"of": conversation_id, "until_when": now() + pause})
