"""Conversations: who talks with us, known by pseudonym only."""

import uuid

from sqlalchemy import bindparam, insert, select

from bot.clock import now
from bot.storage.database import Database, RowExists
from bot.storage.tables import Conversation

_TABLE = Conversation.metadata.tables[Conversation.__tablename__]
_KNOWN = select(_TABLE.c.id).where(_TABLE.c.channel == bindparam("channel"), _TABLE.c.citizen == bindparam("citizen"))
_OPENED = insert(_TABLE)


class Conversations:
    """Finds or opens the conversation of a citizen on a channel."""

    def __init__(self, database: Database):
        self._database = database

    def of(self, channel: str, citizen: str) -> str:
        """The conversation's id; `citizen` is the pseudonym of `bot.privacy.pseudonym`."""
        known = self.find(channel, citizen)
        if known:
            return known
        row = {"id": str(uuid.uuid4()), "channel": channel, "citizen": citizen, "started_at": now()}
        try:
            self._database.together(lambda connection: connection.execute(_OPENED, row))
        except RowExists:
            # Two first messages at once: the other one opened it.
            return self.find(channel, citizen) or str(row["id"])
        return str(row["id"])

    def find(self, channel: str, citizen: str) -> str | None:
        """The conversation's id, None before the first message."""
        with self._database.looking() as connection:
            found: str | None = connection.scalar(_KNOWN, {"channel": channel, "citizen": citizen})
        return found
