"""Conversations: who talks with us, known by pseudonym only."""

import uuid

from sqlalchemy import select

from bot.clock import now
from bot.storage.database import Database, RowExists
from bot.storage.tables import Conversation


class Conversations:
    """Finds or opens the conversation of a citizen on a channel."""

    def __init__(self, database: Database):
        self._database = database

    def of(self, channel: str, citizen: str) -> str:
        """The conversation's id; `citizen` is the pseudonym of `bot.privacy.pseudonym`."""
        known = self._find(channel, citizen)
        if known:
            return known
        row = Conversation(id=str(uuid.uuid4()), channel=channel, citizen=citizen, started_at=now())
        try:
            with self._database.session() as session:
                session.add(row)
            return row.id
        except RowExists:
            # Two first messages at once: the other one opened it.
            return self._find(channel, citizen) or row.id

    def _find(self, channel: str, citizen: str) -> str | None:
        with self._database.reading() as session:
            return session.scalar(
                select(Conversation.id).where(Conversation.channel == channel, Conversation.citizen == citizen)
            )
