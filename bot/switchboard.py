"""Joins channels, inbox, dialogue and outbox while the app runs."""

import asyncio
import contextlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from bot.channels.registry import Channels
from bot.channels.telegram.background import Background
from bot.channels.telegram.polling import receiving
from bot.chores import Chore, Chores
from bot.dialogue import Dialogue
from bot.house import House
from bot.inbox.desk import Queues
from bot.inbox.hearing import Hearing, Limits
from bot.inbox.inbox import Inbox
from bot.inbox.worker import Worker
from bot.leases import RENEWED_EVERY, Leases
from bot.outbox.outbox import Outbox
from bot.outbox.sender import Sender
from bot.storage.database import DatabaseUnavailable
from bot.webhooks import Door

_MINUTE, _HOUR = 60.0, 3600.0


class Switchboard:
    """Everything between the channels and the dialogue, of one process."""

    def __init__(self, house: House, dialogue: Dialogue, channels: Channels):
        settings = house.settings
        self.channels = channels
        self._house = house
        self._leases = Leases(house.database)
        self.inbox = Inbox(house.database, house.key, self._leases, timedelta(seconds=settings.settle_seconds))
        self.outbox = Outbox(house.database, house.key, self._leases, house.contacts)
        limits = Limits(
            timedelta(minutes=settings.late_after_minutes),
            timedelta(minutes=settings.staff_silence_minutes),
            settings.flood_per_minute,
        )
        self.hearing = Hearing(house, dialogue, Queues(channels, self.inbox, self.outbox), limits)
        self._worker = Worker(self.inbox, self.hearing)
        give_up = timedelta(hours=settings.give_up_hours)
        self._senders = {channel.name: Sender(channel, self.outbox, give_up) for channel in channels}
        self.outbox.woken = self._wake_sender
        house.voice.speak_through(self.tell)
        house.talks.speaking.way_out = self.put
        self.door = Door(channels, self.inbox, self._worker.wake)
        self._polling: Background | None = None
        # Apart from the others: a chore that waits for a channel must not cost us our leases.
        self._heart = Chores([Chore("leases", RENEWED_EVERY, self._leases.renew)], "leases")
        #: What is to be done for it now and then.
        self.chores = [
            Chore("forget", _HOUR, self.inbox.forget_old),
            Chore("forget-tries", _MINUTE, self.outbox.forget_tries),
            *(Chore(f"tend-{channel.name}", 3 * _MINUTE, channel.tend) for channel in channels),
        ]
        self._working: asyncio.Task[None] | None = None

    async def start(self, *, alone: bool = False) -> None:
        """Begin; waits for no channel. `alone`: no other app works on this database; what is held is a dead one's."""
        if alone:
            await asyncio.to_thread(self._leases.take_over)
        self._heart.start()
        for sender in self._senders.values():
            sender.start()
        self._working = asyncio.create_task(self._worker.run())
        if self.channels.telegram:
            telegram, settings = self.channels.telegram
            self._polling = receiving(telegram, settings, self.door.accept)
            self._polling.start()

    async def stop(self) -> None:
        """Take nothing more, let what is under way end, give everything back."""
        if self._polling:
            await asyncio.to_thread(self._polling.stop)
        if self._working:
            self._working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._working
        for stop in (*(sender.stop for sender in self._senders.values()), self._heart.stop):
            await asyncio.to_thread(stop)
        self.door.close()
        with contextlib.suppress(DatabaseUnavailable):
            self._leases.release_all()
        self.channels.close()

    def tell(self, conversation_id: str, replies: Sequence[Mapping[str, Any]], origin: str = "") -> bool:
        """Say something outside a turn, once an `origin`; False where the conversation cannot be reached.

        Raises DatabaseUnavailable.
        """
        said_by = origin or f"told:{uuid.uuid4()}"

        def put(connection: Connection) -> bool:
            if self._house.talks.withholds(connection, conversation_id, said_by, replies):
                return True
            return self.put(connection, conversation_id, said_by, replies)

        return self._house.database.together(put)

    def put(
        self, connection: Connection, conversation_id: str, origin: str, replies: Sequence[Mapping[str, Any]]
    ) -> bool:
        """As `tell`, within a transaction, whoever holds the talk."""
        known = self._house.contacts.within(connection, conversation_id)
        channel = self.channels.get(known.channel) if known else None
        if known is None or channel is None or known.unreachable_reason:
            return False
        return self.outbox.put(connection, conversation_id, channel, origin, replies) > 0

    def health(self) -> dict[str, Any]:
        """What waits, what is dead, what a person has to know of each channel. Raises DatabaseUnavailable."""
        return {
            "inbox": {"waiting": self.inbox.waiting(), **self.door.refused},
            "outbox": self.outbox.counts(),
            "channels": {channel.name: channel.trouble() or "ok" for channel in self.channels},
        }

    def _wake_sender(self, channel: str) -> None:
        if sender := self._senders.get(channel):
            sender.wake()
