"""What every event comes to in the end: on record, its reply in the outbox, itself done; in one transaction."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.channels.contract import Channel, Event, Kind
from bot.channels.message import InboundMessage, Reply
from bot.channels.registry import Channels
from bot.clock import now
from bot.dialogue import Deliver, Dialogue
from bot.house import House
from bot.inbox.inbox import Inbox, Waiting
from bot.outbox.outbox import Outbox
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records.record import Record, Said

#: What a citizen did that opens the channel's window.
ACTS = frozenset(Kind) - {Kind.LEFT, Kind.STAFF, Kind.CONFIRMED, Kind.WITHDRAWN, Kind.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Queues:
    """What comes from where, and what leaves."""

    channels: Channels
    inbox: Inbox
    outbox: Outbox


class Delivery:
    """Remembers whether it was stored: a turn that had ended before stores nothing again.

    Only where the transaction has been committed, that is, where the dialogue came back without an error.
    """

    def __init__(self, deliver: Deliver):
        self._deliver = deliver
        self.is_done = False

    def __call__(self, connection: Connection, record: Record, reply: Reply) -> None:
        self._deliver(connection, record, reply)
        self.is_done = True


class Desk:
    """Turns events into messages of the dialogue and stores how they end. Raises DatabaseUnavailable."""

    def __init__(self, house: House, dialogue: Dialogue, queues: Queues):
        self.house, self.dialogue, self.queues = house, dialogue, queues

    def conversation(self, event: Event) -> str:
        """The conversation that an event belongs to, opened where there was none."""
        citizen = pseudonym(self.house.key, event.channel, event.sender)
        return self.house.conversations.of(event.channel, citizen)

    def message(self, event: Event, channel: Channel, text: str | None = None) -> InboundMessage:
        """An event as a message; `text` is what stands on record in place of its words."""
        said = text or event.text or self.house.adviser.phrases(f"hearing.mark_{event.kind.value}")
        pressed = event.payload if event.kind is Kind.BUTTON else None
        return InboundMessage(
            event.channel,
            event.sender,
            event.event_id,
            None if pressed else said,
            pressed,
            numbered=channel.numbers_buttons,
            campaign=event.campaign,
        )

    def one(self, outcome: Outcome, phrase: str) -> Said:
        """One approved sentence as what is said."""
        return Said(outcome, [reply_of(self.house.adviser.phrases(phrase))])

    def deliver(self, waiting: Waiting, channel: Channel, state: str = "done") -> Delivery:
        """What is stored with the end of the turn: where to reach the citizen, what to send, that the event is done."""
        event, queues = waiting.event, self.queues

        def deliver(connection: Connection, record: Record, reply: Reply) -> None:
            # A channel whose clock is ahead must not open its window for longer than it is open.
            acted = min(event.sent_at, now()) if event.kind in ACTS else None
            self.house.contacts.heard(connection, record.conversation_id, channel.name, event.sender, acted)
            if replies := self._spoken_out(reply):
                queues.outbox.put(connection, record.conversation_id, channel, record.interaction_id, replies)
            queues.inbox.end(connection, waiting.id, state)

        return Delivery(deliver)

    async def set_down(self, waiting: Waiting, channel: Channel, said: Said, state: str = "done") -> None:
        """Put an event on record that the engine is not asked about, with what is said to it."""
        deliver = self.deliver(waiting, channel, state)
        await self.dialogue.set_down(self.message(waiting.event, channel), said, deliver)
        if not deliver.is_done:
            await self.end(waiting, state)

    async def end(self, waiting: Waiting, state: str = "done") -> None:
        """For an event whose turn had ended before: nothing is stored with it a second time."""
        await asyncio.to_thread(
            self.house.database.together, lambda connection: self.queues.inbox.end(connection, waiting.id, state)
        )

    def _spoken_out(self, reply: Reply) -> Sequence[dict[str, Any]]:
        """The replies, with the receipt code as words: a page shows it in its own place, a channel has none."""
        if not reply.receipt:
            return reply.replies
        told = self.house.adviser.phrases("hearing.receipt", code=reply.receipt)
        return [*reply.replies, reply_of(told)]


def reply_of(text: str) -> dict[str, Any]:
    """A text as a reply."""
    return {"text": text, "buttons": [], "image": None}
