"""What is done with an event: a turn, a word to the citizen, a note on record, or nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from sqlalchemy import Connection

from bot.channels.contract import Channel, Event, Kind
from bot.channels.message import InboundMessage, Reply
from bot.channels.registry import Channels
from bot.clock import now
from bot.dialogue import Deliver, Dialogue
from bot.engine_client import EngineUnavailable
from bot.house import House
from bot.inbox.attachments import Attachments, FetchLater
from bot.inbox.breaker import Breaker
from bot.inbox.inbox import Inbox, Waiting
from bot.outbox.contacts import Contacts, Known
from bot.outbox.outbox import Outbox
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.privacy.pseudonym import pseudonym
from bot.records.record import Record, Said

#: Seconds after which a citizen is told that the answer takes longer.
PATIENCE = 3.0
#: Nobody is told so twice within this time.
TOLD_AGAIN = timedelta(minutes=5)
#: Tries of an event that ended in no order (a process that died) before it is given up.
TRIES = 4
#: How often, and how far apart, a confirmation looks for its message: an echo may come before the send's own answer.
CONFIRMED_TRIES, CONFIRMED_PAUSE = 5, timedelta(seconds=2)
#: What a citizen did that opens the channel's window.
ACTS = frozenset(Kind) - {Kind.LEFT, Kind.STAFF, Kind.CONFIRMED, Kind.WITHDRAWN, Kind.UNKNOWN}
#: What carries words to be answered, if it has any.
WORDS = ACTS - {Kind.EDIT, Kind.FOLLOW, Kind.CONTACT}
#: How long a file that the channel does not give out now is asked for.
FETCHED_WITHIN = timedelta(seconds=30)
#: What is said to what brings neither words nor anything along.
PLAIN = {
    Kind.FOLLOW: (Outcome.SMALL_TALK, "hearing.welcome"),
    Kind.TEXT: (Outcome.CLARIFYING, "hearing.empty"),
    Kind.BUTTON: (Outcome.CLARIFYING, "hearing.stale_button"),
    Kind.EDIT: (Outcome.CLARIFYING, "hearing.edited"),
}


class _Delivery:
    """Remembers whether it was stored: a turn that had ended before stores nothing again.

    Only where the transaction has been committed, that is, where the dialogue came back without an error.
    """

    def __init__(self, deliver: Deliver):
        self._deliver = deliver
        self.is_done = False

    def __call__(self, connection: Connection, record: Record, reply: Reply) -> None:
        self._deliver(connection, record, reply)
        self.is_done = True


class TryLater(Exception):
    """The engine does not answer; the event stays, first in its lane."""


@dataclass(frozen=True, slots=True)
class Queues:
    """What comes from where, and what leaves."""

    channels: Channels
    inbox: Inbox
    outbox: Outbox


@dataclass(frozen=True, slots=True)
class Limits:
    """`late`: age at which a message goes to staff instead of being answered; `silence`: how long the bot keeps still
    after staff wrote from the channel's own tool."""

    late: timedelta
    silence: timedelta


class Hearing:
    """Works off one event at a time. Raises TryLater and DatabaseUnavailable: then nothing has been done with it."""

    def __init__(self, house: House, dialogue: Dialogue, queues: Queues, limits: Limits):
        self._house, self._dialogue, self.limits = house, dialogue, limits
        self._channels, self._inbox, self._outbox = queues.channels, queues.inbox, queues.outbox
        self._contacts: Contacts = house.contacts
        self._breaker = Breaker()
        self._attachments = Attachments(house.memory, house.files, house.adviser.phrases, house.files.limits.told)

    @property
    def is_away(self) -> bool:
        """Whether the engine did not answer the last time it was asked."""
        return self._breaker.is_away

    @property
    def rests(self) -> bool:
        """Whether the engine was found away a moment ago: then only who has not been told yet is worth a look."""
        return self._breaker.rests

    async def hear(self, waiting: Waiting) -> None:
        """Do what is to be done with an event, and end it."""
        event = waiting.event
        channel = self._channels.get(event.channel)
        if channel is None or event.kind is Kind.UNKNOWN:
            await self._end(waiting)
        elif event.kind is Kind.CONFIRMED:
            await self._confirm(waiting)
        elif event.kind in (Kind.LEFT, Kind.WITHDRAWN):
            await self._gone(waiting)
        elif event.kind is Kind.STAFF:
            await self._staff(waiting, channel)
        else:
            await self._citizen(waiting, channel)

    async def _citizen(self, waiting: Waiting, channel: Channel) -> None:
        event = waiting.event
        known = await asyncio.to_thread(self._known, event)
        if known and known.is_silent:
            await self._set_down(waiting, channel, Said(Outcome.WITH_OFFICER))
        elif now() - event.sent_at > self.limits.late:
            await self._late(waiting, channel)
        elif waiting.attempts > TRIES:
            await self._set_down(waiting, channel, self._one(Outcome.ERROR, "hearing.cut_off"), "dead")
        elif event.payload is not None or (event.text and event.kind in WORDS):
            await self._files(waiting, channel)
            await self._turn(waiting, channel)
        elif said := self._plain(event.kind):
            await self._set_down(waiting, channel, said)
        else:
            await self._set_down(waiting, channel, await self._answered(waiting, channel))

    def _plain(self, kind: Kind) -> Said | None:
        """What is said to what brings neither words nor anything along."""
        spoken = PLAIN.get(kind)
        return self._one(*spoken) if spoken else None

    async def _answered(self, waiting: Waiting, channel: Channel) -> Said:
        """What is said to files and the like, once they are kept where they belong to a report."""
        try:
            return await asyncio.to_thread(
                self._attachments.answer,
                waiting.event,
                self._conversation(waiting.event),
                channel,
                last_try=_is_last_try(waiting),
            )
        except FetchLater:
            raise TryLater from None

    async def _files(self, waiting: Waiting, channel: Channel) -> None:
        """Keep the files of a message with words; the words are answered, whatever becomes of the files."""
        if not waiting.event.attachments:
            return
        try:
            await asyncio.to_thread(
                self._attachments.keep,
                waiting.event,
                self._conversation(waiting.event),
                channel,
                last_try=_is_last_try(waiting),
            )
        except FetchLater:
            raise TryLater from None

    async def _turn(self, waiting: Waiting, channel: Channel) -> None:
        """A turn of the dialogue; the citizen hears of it where it takes long, once."""
        if self._breaker.is_open():
            await self._tell_of_wait(waiting, channel)
            raise TryLater
        begun, deliver = monotonic(), self._deliver(waiting, channel)
        turn = asyncio.ensure_future(self._dialogue.answer(self._message(waiting.event, channel), deliver))
        try:
            done, _ = await asyncio.wait({turn}, timeout=PATIENCE)
            if not done:
                self._breaker.slow(begun)
                await self._tell_of_wait(waiting, channel)
            await turn
        except EngineUnavailable:
            self._breaker.failed()
            await self._tell_of_wait(waiting, channel)
            raise TryLater from None
        finally:
            if not turn.done():
                turn.cancel()
        self._breaker.worked()
        if not deliver.is_done:
            await self._end(waiting)

    async def _late(self, waiting: Waiting, channel: Channel) -> None:
        """Too old to be answered by a machine: staff see it; the citizen is told where the delay was ours."""
        ours = waiting.received_at - waiting.event.sent_at <= self.limits.late
        said = self._one(Outcome.HANDED_OVER, "hearing.late") if ours else Said(Outcome.HANDED_OVER)
        await self._set_down(waiting, channel, said, "late")

    async def _staff(self, waiting: Waiting, channel: Channel) -> None:
        """A person wrote from the channel's own tool: on record as said, and the bot keeps still."""
        text = mask(waiting.event.text or "").text
        said = Said(Outcome.WITH_OFFICER, [{"text": text, "buttons": [], "image": None}] if text else [])

        def keep_still(connection: Connection, record: Record, _reply: Reply) -> None:
            self._contacts.heard(connection, record.conversation_id, channel.name, waiting.event.sender, None)
            self._contacts.silence(connection, record.conversation_id, self.limits.silence)
            self._inbox.end(connection, waiting.id)

        message = self._message(waiting.event, channel, self._house.adviser.phrases("hearing.mark_staff"))
        await self._dialogue.set_down(message, said, keep_still, "officer")
        await self._end(waiting)

    async def _gone(self, waiting: Waiting) -> None:
        """The citizen blocked us or withdrew: nothing is sent any more."""
        event = waiting.event

        def bury() -> None:
            conversation = self._conversation(event)

            def store(connection: Connection) -> None:
                self._contacts.heard(connection, conversation, event.channel, event.sender, None)
                self._outbox.bury(connection, conversation, event.kind.value)
                self._inbox.end(connection, waiting.id)

            self._house.database.together(store)

        await asyncio.to_thread(bury)

    async def _confirm(self, waiting: Waiting) -> None:
        """The channel speaks of a message of ours."""
        event, is_last = waiting.event, waiting.received_at + CONFIRMED_TRIES * CONFIRMED_PAUSE < now()

        def confirm() -> bool:
            conversation, message_id = self._conversation(event), event.message_id or ""

            def store(connection: Connection) -> bool:
                known = self._outbox.confirm(connection, conversation, message_id) or (
                    is_last and self._outbox.confirm_doubtful(connection, conversation, message_id)
                )
                if known or is_last:
                    self._inbox.end(connection, waiting.id)
                return known or is_last

            return self._house.database.together(store)

        if not await asyncio.to_thread(confirm):
            raise TryLater

    async def _set_down(self, waiting: Waiting, channel: Channel, said: Said, state: str = "done") -> None:
        deliver = self._deliver(waiting, channel, state)
        await self._dialogue.set_down(self._message(waiting.event, channel), said, deliver)
        if not deliver.is_done:
            await self._end(waiting, state)

    async def _end(self, waiting: Waiting, state: str = "done") -> None:
        """For an event whose turn had ended before: nothing is stored with it a second time."""
        await asyncio.to_thread(
            self._house.database.together, lambda connection: self._inbox.end(connection, waiting.id, state)
        )

    async def _tell_of_wait(self, waiting: Waiting, channel: Channel) -> None:
        """Once for all that waits: who asks five things while the engine is away is told so once."""
        if waiting.told:
            return
        event = waiting.event
        text = self._house.adviser.phrases("hearing.takes_longer")

        def tell() -> None:
            conversation = self._conversation(event)

            def store(connection: Connection) -> None:
                self._contacts.heard(connection, conversation, channel.name, event.sender, event.sent_at)
                if not self._outbox.said_since(connection, conversation, "wait:", now() - TOLD_AGAIN):
                    self._outbox.put(connection, conversation, channel, f"wait:{waiting.id}", [_reply(text)])
                self._inbox.told(connection, waiting.lane)

            self._house.database.together(store)

        await asyncio.to_thread(tell)

    def _deliver(self, waiting: Waiting, channel: Channel, state: str = "done") -> "_Delivery":
        """What is stored with the end of the turn: where to reach the citizen, what to send, that the event is done."""
        event = waiting.event

        def deliver(connection: Connection, record: Record, reply: Reply) -> None:
            acted = event.sent_at if event.kind in ACTS else None
            self._contacts.heard(connection, record.conversation_id, channel.name, event.sender, acted)
            replies = self._spoken_out(reply)
            if replies:
                self._outbox.put(connection, record.conversation_id, channel, record.interaction_id, replies)
            self._inbox.end(connection, waiting.id, state)

        return _Delivery(deliver)

    def _spoken_out(self, reply: Reply) -> Sequence[dict[str, Any]]:
        """The replies, with the receipt code as words: a page shows it in its own place, a channel has none."""
        if not reply.receipt:
            return reply.replies
        told = self._house.adviser.phrases("hearing.receipt", code=reply.receipt)
        return [*reply.replies, _reply(told)]

    def _message(self, event: Event, channel: Channel, text: str | None = None) -> InboundMessage:
        said = text or event.text or self._house.adviser.phrases(f"hearing.mark_{event.kind.value}")
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

    def _known(self, event: Event) -> Known | None:
        return self._contacts.of(self._conversation(event))

    def _conversation(self, event: Event) -> str:
        return self._house.conversations.of(event.channel, pseudonym(self._house.key, event.channel, event.sender))

    def _one(self, outcome: Outcome, phrase: str) -> Said:
        return Said(outcome, [_reply(self._house.adviser.phrases(phrase))])


def _reply(text: str) -> dict[str, Any]:
    return {"text": text, "buttons": [], "image": None}


def _is_last_try(waiting: Waiting) -> bool:
    return now() - waiting.received_at > FETCHED_WITHIN
