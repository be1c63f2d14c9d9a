"""One message at a time per conversation: clean, mask, accept, let the engine take the turn, read the record back."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection

from bot.cases.front_desk import with_private
from bot.cases.reports import FORM
from bot.channels.message import InboundMessage, Reply
from bot.clock import now, today
from bot.ear import LONGEST_TEXT, Ear, Heard
from bot.engine_client import EngineClient, EngineUnavailable, Turn
from bot.house import House
from bot.language.reading import readable
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.queues import Queues
from bot.records.ending import PLAIN, Light
from bot.records.interactions import Keep, Question
from bot.records.memory import State
from bot.records.record import Record, Said
from bot.replies import cut_off, one, reply_of
from bot.talks.talks import Listened


@dataclass(frozen=True, slots=True)
class _Taken:
    """A message on record, what the engine reads of it, and what its turn begins with."""

    interaction: str
    conversation: str
    heard: Heard
    read: str
    as_of: date
    is_over: bool
    attempt: int
    state: State
    link: str | None = None
    #: Set where the message is for an officer, or about one.
    listened: Listened | None = None


@dataclass(frozen=True, slots=True)
class _End:
    """What a turn ends with where no action says anything, what is stored of it, and in which light it is seen."""

    said: Said
    keep: Keep | None = None
    light: Light = PLAIN
    #: The citizen goes back from the officers to the machine.
    leaves: bool = False


#: What else is stored in the transaction that ends a turn, and nowhere else: given the turn and its reply.
Deliver = Callable[[Connection, Record, Reply], object]


class Dialogue:
    """Takes inbound messages of every channel and gives their replies."""

    def __init__(self, house: House, engine: EngineClient):
        self._house = house
        self._engine = engine
        self._queues = Queues()
        self._ear = Ear(house)
        #: Texts of the open turns that the citizen gets and the record does not.
        self._private: dict[str, dict[str, str]] = {}

    async def answer(self, message: InboundMessage, deliver: Deliver | None = None) -> Reply:
        """Answer one message; the same message id again gives the same reply. Raises DatabaseUnavailable.

        With `deliver` nobody waits for the reply: it is stored to be sent, a turn that was cut off is taken up again,
        and EngineUnavailable is raised where the engine does not answer, for the message to be tried again.
        """
        citizen = pseudonym(self._house.key, message.channel, message.sender)
        async with self._queues.turn(f"{message.channel}/{citizen}"):
            taken = await asyncio.to_thread(self._take, citizen, message, deliver is not None)
            if taken.is_over:
                return await asyncio.to_thread(self._read_back, taken.interaction)
            try:
                end = await self._end_of(taken)
            except EngineUnavailable:
                if deliver:
                    raise
                said = one(Outcome.ERROR, self._house.adviser.phrases("hearing.engine_down"))
                end = _End(said, light=Light(link=taken.link))
            return await asyncio.to_thread(self._finish, taken.interaction, end, deliver)

    async def set_down(self, message: InboundMessage, ending: Said, deliver: Deliver, author: str = "machine") -> Reply:
        """Put a message on record that the engine is not asked about, with what `author` (or "officer") says to it."""
        citizen = pseudonym(self._house.key, message.channel, message.sender)
        async with self._queues.turn(f"{message.channel}/{citizen}"):
            taken = await asyncio.to_thread(self._take, citizen, message, True, is_asked=False)
            end = _End(ending, light=Light(link=taken.link, author=author))
            return await asyncio.to_thread(self._finish, taken.interaction, end, deliver)

    def _take(self, citizen: str, message: InboundMessage, resumes: bool, *, is_asked: bool = True) -> _Taken:
        """Hear and accept a message: from here on it is on record. `is_asked`: the engine is asked about it."""
        interactions, memory = self._house.interactions, self._house.memory
        conversation = self._house.conversations.of(message.channel, citizen)
        listened = self._house.talks.hears(conversation, message)
        heard = Heard(listened.text) if listened else self._ear.hear(conversation, message)
        as_of = message.as_of or today()
        # What is said at the desk of a report is kept with the report alone.
        is_withheld = heard.at_desk or (heard.aside and heard.aside.is_withheld)
        if (heard.complaint or not is_asked) and heard.text and self._ear.is_reporting(conversation):
            # No action will take these words out of the record: too long, edited, too late.
            is_withheld, heard = True, replace(heard, text=self._house.adviser.phrases("report.withheld"))
        original = None if is_withheld or message.payload is not None else message.text
        question = Question(
            conversation,
            message.channel,
            message.message_id,
            heard.text,
            as_of,
            message.payload is not None,
            original=original,
        )
        state: State = {}

        def begin(connection: Connection) -> None:
            state.update(memory.within(connection, conversation))

        interaction, is_fresh = interactions.accept(question, begin)
        is_over = not is_fresh
        if resumes and not is_fresh:
            is_over = interactions.is_answered(interaction)
            state.update(memory.of(conversation))
        attempt = 0 if is_over else interactions.hold(interaction)
        return _Taken(
            *(interaction, conversation, heard, readable(heard.text), as_of, is_over, attempt, state),
            message.campaign,
            listened,
        )

    async def _end_of(self, taken: _Taken) -> _End:
        """Run the turn; gives what it ends with where no action says anything, and what is remembered of it.

        Raises EngineUnavailable.
        """
        phrases, heard = self._house.adviser.phrases, taken.heard
        in_form = bool(taken.state.get("loop"))
        if taken.listened:
            light = Light(in_form, taken.link, is_aside=True)
            return _End(taken.listened.said, light=light, leaves=taken.listened.leaves)
        if heard.complaint:
            said = one(Outcome.CLARIFYING, phrases(f"hearing.{heard.complaint}", longest=LONGEST_TEXT))
            return _End(said, light=Light(in_form, taken.link, keeps_waiting=True))
        if heard.aside:
            said, keep_aside = heard.aside.answer(taken.interaction)
            if in_form and heard.aside.goes_on:
                said = await asyncio.to_thread(self._house.two_way.going_on, taken.conversation, said)
            return _End(said, keep_aside, Light(in_form, taken.link, is_aside=True))
        if heard.at_desk:
            answer = self._house.case_room.desk.answer
            said, private = await asyncio.to_thread(answer, taken.conversation, heard.at_desk, now())
            self._private[taken.interaction] = private
            return _End(said, light=Light(in_form, taken.link))
        self._house.reports.overhear(taken.interaction, heard.clues)
        turn = Turn(
            taken.conversation, taken.interaction, taken.as_of, taken.read, heard.button, taken.state, taken.attempt
        )
        after = await self._engine.turn(turn)
        if taken.state.get("loop") == FORM and after.get("loop") != FORM:
            # What a report was taken with has moved to it by now; of one that was left nothing stays.
            await asyncio.to_thread(self._house.files.forget, taken.conversation)
        remember = partial(self._house.memory.keep, conversation_id=taken.conversation, state=after)

        def keep(connection: Connection) -> None:
            remember(connection)
            if heard.keep:
                heard.keep(connection)

        light = Light(bool(after.get("loop")), taken.link)
        return _End(one(Outcome.ERROR, phrases("hearing.nothing_said")), keep, light)

    def _finish(self, interaction: str, end: _End, deliver: Deliver | None = None) -> Reply:
        """Close the turn and tell its receipt; the reply is what the transaction has stored."""
        receipt: list[str | None] = []
        private = self._private.get(interaction, {})

        def told(record: Record) -> Reply:
            reply = reply_of(record)
            reply = replace(reply, replies=with_private(reply.replies, private), receipt=next(iter(receipt), None))
            return self._signed(reply, record.heard.channel)

        def also(connection: Connection, record: Record) -> None:
            if end.keep:
                end.keep(connection)
            receipt[:] = [self._house.reports.tell_receipt(connection, interaction)]
            if deliver:
                deliver(connection, record, told(record))

        inner = self._house.two_way.closing(end.light)
        closing = self._house.talks.closing(end.light, inner, leaves=end.leaves)
        record = self._house.interactions.finish(interaction, end.said, also, closing)
        self._private.pop(interaction, None)
        self._house.reports.forget(interaction)
        return told(record)

    def _read_back(self, interaction: str) -> Reply:
        if self._house.interactions.holds(interaction):
            # The message was sent again because the end of its turn could not be written.
            return self._finish(interaction, _End(cut_off(self._house)))
        receipt = self._house.database.together(partial(self._house.reports.tell_receipt, interaction_id=interaction))
        row, code = self._house.interactions.get(interaction), self._house.two_way.receipts.code_of(interaction)
        reply = replace(reply_of(row), receipt=receipt, answer_code=code)
        return self._signed(reply, row.channel)

    def _signed(self, reply: Reply, channel: str) -> Reply:
        """With the answer's code in its text, where the channel has no other place for it."""
        signed = self._house.two_way.words.signed(reply.replies, reply.answer_code, channel)
        return replace(reply, replies=signed)
