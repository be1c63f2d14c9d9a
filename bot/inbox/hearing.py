"""What is done with an event: a turn, a word to the citizen, a note on record, or nothing."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from sqlalchemy import Connection

from bot.channels.contract import Channel, Event, Kind
from bot.clock import now
from bot.dialogue import Dialogue
from bot.engine_client import EngineUnavailable
from bot.house import House
from bot.inbox.attachments import Attachments, FetchLater
from bot.inbox.breaker import Breaker
from bot.inbox.desk import ACTS, Desk, Queues, reply_of
from bot.inbox.inbox import Waiting
from bot.inbox.pace import Pace, Speed
from bot.inbox.signals import Signals
from bot.outbox.contacts import Known
from bot.outcomes import Outcome
from bot.records.record import Said

#: Seconds after which a citizen is told that the answer takes longer.
PATIENCE = 3.0
#: Nobody is told so twice within this time.
TOLD_AGAIN = timedelta(minutes=5)
#: Tries of an event that ended in no order (a process that died) before it is given up.
TRIES = 4
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


class TryLater(Exception):
    """The engine does not answer; the event stays, first in its lane."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`late`: age at which a message goes to staff instead of being answered; `silence`: how long the bot keeps still
    after staff wrote from the channel's own tool; `a_minute`: how many messages of one citizen are answered in one."""

    late: timedelta
    silence: timedelta
    a_minute: int = 60


class Hearing:
    """Works off one event at a time. Raises TryLater and DatabaseUnavailable: then nothing has been done with it."""

    def __init__(self, house: House, dialogue: Dialogue, queues: Queues, limits: Limits):
        self._house, self.limits = house, limits
        self._desk = Desk(house, dialogue, queues)
        self._signals = Signals(self._desk)
        self._breaker = Breaker()
        self._pace = Pace(limits.a_minute)
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
        channel = self._desk.queues.channels.get(event.channel)
        if channel is None or event.kind is Kind.UNKNOWN:
            await self._desk.end(waiting)
        elif event.kind is Kind.CONFIRMED:
            if not await self._signals.confirmed(waiting):
                raise TryLater
        elif event.kind in (Kind.LEFT, Kind.WITHDRAWN):
            await self._signals.gone(waiting)
        elif event.kind is Kind.STAFF:
            await self._signals.staff(waiting, channel, self.limits.silence)
        else:
            await self._citizen(waiting, channel)

    async def _citizen(self, waiting: Waiting, channel: Channel) -> None:
        event, desk = waiting.event, self._desk
        known = await asyncio.to_thread(self._known, event)
        if known and known.is_silent:
            await desk.set_down(waiting, channel, Said(Outcome.WITH_OFFICER))
        elif await asyncio.to_thread(self._is_held, event):
            await self._listened(waiting, channel)
        elif now() - event.sent_at > self.limits.late:
            await self._late(waiting, channel)
        elif (speed := self._pace.of(waiting.lane, waiting.id, waiting.received_at)) is not Speed.USUAL:
            told = desk.one(Outcome.CLARIFYING, "hearing.too_fast") if speed is Speed.TELL else Said(Outcome.CLARIFYING)
            await desk.set_down(waiting, channel, told)
        elif waiting.attempts > TRIES:
            await desk.set_down(waiting, channel, desk.one(Outcome.ERROR, "hearing.cut_off"), "dead")
        elif event.payload is not None or (event.text and event.kind in WORDS):
            await self._files(waiting, channel)
            await self._turn(waiting, channel)
        elif plain := PLAIN.get(event.kind):
            await desk.set_down(waiting, channel, desk.one(*plain))
        else:
            await desk.set_down(waiting, channel, await self._answered(waiting, channel))

    async def _listened(self, waiting: Waiting, channel: Channel) -> None:
        """For the officer who holds the talk, whatever it is and however late: the engine is not asked."""
        desk = self._desk
        deliver = desk.deliver(waiting, channel)
        await desk.dialogue.answer(desk.message(waiting.event, channel), deliver)
        if not deliver.is_done:
            await desk.end(waiting)

    async def _answered(self, waiting: Waiting, channel: Channel) -> Said:
        """What is said to files and the like, once they are kept where they belong to a report."""
        event, last = waiting.event, _is_last_try(waiting)
        talk = await asyncio.to_thread(self._desk.conversation, event)
        try:
            return await asyncio.to_thread(self._attachments.answer, event, talk, channel, last_try=last)
        except FetchLater:
            raise TryLater from None

    async def _files(self, waiting: Waiting, channel: Channel) -> None:
        """Keep the files of a message with words; the words are answered, whatever becomes of the files."""
        event, last = waiting.event, _is_last_try(waiting)
        if not event.attachments:
            return
        talk = await asyncio.to_thread(self._desk.conversation, event)
        try:
            await asyncio.to_thread(self._attachments.keep, event, talk, channel, last_try=last)
        except FetchLater:
            raise TryLater from None

    async def _turn(self, waiting: Waiting, channel: Channel) -> None:
        """A turn of the dialogue; the citizen hears of it where it takes long, once."""
        if self._breaker.is_open():
            await self._tell_of_wait(waiting, channel)
            raise TryLater
        desk, begun = self._desk, monotonic()
        deliver = desk.deliver(waiting, channel)
        turn = asyncio.ensure_future(desk.dialogue.answer(desk.message(waiting.event, channel), deliver))
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
            await desk.end(waiting)

    async def _late(self, waiting: Waiting, channel: Channel) -> None:
        """Too old to be answered by a machine: staff see it; the citizen is told where the delay was ours."""
        ours = waiting.received_at - waiting.event.sent_at <= self.limits.late
        said = self._desk.one(Outcome.HANDED_OVER, "hearing.late") if ours else Said(Outcome.HANDED_OVER)
        await self._desk.set_down(waiting, channel, said, "late")

    async def _tell_of_wait(self, waiting: Waiting, channel: Channel) -> None:
        """Once for all that waits: who asks five things while the engine is away is told so once."""
        if waiting.told:
            return
        event, queues = waiting.event, self._desk.queues
        text = self._house.adviser.phrases("hearing.takes_longer")

        def tell() -> None:
            conversation = self._desk.conversation(event)

            def store(connection: Connection) -> None:
                self._house.contacts.heard(connection, conversation, channel.name, event.sender, event.sent_at)
                is_told = queues.outbox.said_since(connection, conversation, "wait:", now() - TOLD_AGAIN)
                if not is_told and not self._house.talks.keeps_still(connection, conversation):
                    queues.outbox.put(connection, conversation, channel, f"wait:{waiting.id}", [reply_of(text)])
                queues.inbox.told(connection, waiting.lane)

            self._house.database.together(store)

        await asyncio.to_thread(tell)

    def _is_held(self, event: Event) -> bool:
        return self._house.talks.is_held(self._desk.conversation(event))

    def _known(self, event: Event) -> Known | None:
        return self._house.contacts.of(self._desk.conversation(event))


def _is_last_try(waiting: Waiting) -> bool:
    return now() - waiting.received_at > FETCHED_WITHIN
