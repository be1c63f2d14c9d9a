"""Events that are no words of a citizen: staff who write, citizens who leave, messages of ours that arrived."""

import asyncio
from datetime import timedelta

from sqlalchemy import Connection

from bot.channels.contract import Channel
from bot.channels.message import Reply
from bot.clock import now
from bot.inbox.desk import Desk, reply_of
from bot.inbox.inbox import Waiting
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.records.record import Record, Said

#: How often, and how far apart, a confirmation looks for its message: an echo may come before the send's own answer.
CONFIRMED_TRIES, CONFIRMED_PAUSE = 5, timedelta(seconds=2)


class Signals:
    """Each ends its event. Raises DatabaseUnavailable."""

    def __init__(self, desk: Desk):
        self._desk = desk

    async def staff(self, waiting: Waiting, channel: Channel, silence: timedelta) -> None:
        """A person wrote from the channel's own tool: on record as said, and the bot keeps still for so long."""
        desk, text = self._desk, mask(waiting.event.text or "").text
        said = Said(Outcome.WITH_OFFICER, [reply_of(text)] if text else [])

        def keep_still(connection: Connection, record: Record, _reply: Reply) -> None:
            contacts = desk.house.contacts
            contacts.heard(connection, record.conversation_id, channel.name, waiting.event.sender, None)
            contacts.silence(connection, record.conversation_id, silence)
            desk.queues.inbox.end(connection, waiting.id)

        message = desk.message(waiting.event, channel, desk.house.adviser.phrases("hearing.mark_staff"))
        await desk.dialogue.set_down(message, said, keep_still, "officer")
        await desk.end(waiting)

    async def gone(self, waiting: Waiting) -> None:
        """The citizen blocked us or withdrew: nothing is sent any more."""
        event, desk = waiting.event, self._desk

        def bury() -> None:
            conversation = desk.conversation(event)

            def store(connection: Connection) -> None:
                desk.house.contacts.heard(connection, conversation, event.channel, event.sender, None)
                desk.queues.outbox.bury(connection, conversation, event.kind.value)
                desk.queues.inbox.end(connection, waiting.id)

            desk.house.database.together(store)

        await asyncio.to_thread(bury)

    async def confirmed(self, waiting: Waiting) -> bool:
        """The channel speaks of a message of ours; False where none is known by that id yet."""
        event, desk, outbox = waiting.event, self._desk, self._desk.queues.outbox
        is_last = waiting.received_at + CONFIRMED_TRIES * CONFIRMED_PAUSE < now()

        def confirm() -> bool:
            conversation, message_id = desk.conversation(event), event.message_id or ""

            def store(connection: Connection) -> bool:
                known = outbox.confirm(connection, conversation, message_id) or (
                    is_last and outbox.confirm_doubtful(connection, conversation, message_id)
                )
                if known or is_last:
                    desk.queues.inbox.end(connection, waiting.id)
                return known or is_last

            return desk.house.database.together(store)

        return await asyncio.to_thread(confirm)
