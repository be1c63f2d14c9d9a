"""One message at a time per conversation: clean, mask, accept, let the engine take the turn, read the record back."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection

from bot.advice.advice import Button
from bot.advice.answers import FURTHER, further_aspect
from bot.cases.clues import clues_in
from bot.cases.front_desk import with_private
from bot.cases.reports import FORM
from bot.cases.return_desk import AtDesk
from bot.channels.message import InboundMessage, Reply
from bot.clock import now, today
from bot.engine_client import EngineClient, EngineUnavailable, Turn
from bot.first_aid import first_aid
from bot.house import House
from bot.language.reading import readable
from bot.language.text import clean, is_empty_like, neutral
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.privacy.pseudonym import pseudonym
from bot.queues import Queues
from bot.records.answer_codes import shown
from bot.records.asides import Aside
from bot.records.ending import PLAIN, Light
from bot.records.interactions import ANSWER_TO, Keep, Question
from bot.records.memory import State
from bot.records.record import Record, Said
from bot.storage.tables import Interaction

#: Characters of a message that the engine is given; longer ones are asked for in parts.
LONGEST_TEXT = 2_000
#: Intents of the words that lead out of every state, of an opinion that was asked for too.
WAYS_OUT = frozenset({"talk_to_officer", "restart", "stop", "help"})
#: Turns between an answer and "nói rõ hơn" that do not change what it is about.
BETWEEN = frozenset({Outcome.SMALL_TALK, Outcome.FEEDBACK_RECEIVED, Outcome.ERROR})


@dataclass(frozen=True, slots=True)
class _Heard:
    """A message after the language front: what is recorded, and why it cannot be understood, if so."""

    text: str
    button: Button | None = None
    complaint: str | None = None
    at_desk: AtDesk | None = None
    clues: Mapping[str, str] = field(default_factory=dict)
    aside: Aside | None = None
    #: Stored with the end of the turn, whatever the turn says.
    keep: Keep | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """A message on record, what the engine reads of it, and what its turn begins with."""

    interaction: str
    conversation: str
    heard: _Heard
    read: str
    as_of: date
    is_over: bool
    attempt: int
    state: State
    link: str | None = None


@dataclass(frozen=True, slots=True)
class _End:
    """What a turn ends with where no action says anything, what is stored of it, and in which light it is seen."""

    said: Said
    keep: Keep | None = None
    light: Light = PLAIN


#: What else is stored in the transaction that ends a turn, and nowhere else: given the turn and its reply.
Deliver = Callable[[Connection, Record, Reply], object]


class Dialogue:
    """Takes inbound messages of every channel and gives their replies."""

    def __init__(self, house: House, engine: EngineClient):
        self._house = house
        self._engine = engine
        self._queues = Queues()
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
                end = _End(_one(Outcome.ERROR, self._house.adviser.phrases("hearing.engine_down")))
            return await asyncio.to_thread(self._finish, taken.interaction, end, deliver)

    async def set_down(self, message: InboundMessage, ending: Said, deliver: Deliver, author: str = "machine") -> Reply:
        """Put a message on record that the engine is not asked about, with what `author` (or "officer") says to it."""
        citizen = pseudonym(self._house.key, message.channel, message.sender)
        async with self._queues.turn(f"{message.channel}/{citizen}"):
            taken = await asyncio.to_thread(self._take, citizen, message, True)
            end = _End(ending, light=Light(link=taken.link, author=author))
            return await asyncio.to_thread(self._finish, taken.interaction, end, deliver)

    def _take(self, citizen: str, message: InboundMessage, resumes: bool) -> _Taken:
        """Hear and accept a message: from here on it is on record."""
        interactions, memory = self._house.interactions, self._house.memory
        conversation = self._house.conversations.of(message.channel, citizen)
        heard = self._hear(conversation, message)
        as_of = message.as_of or today()
        # What is said at the desk of a report is kept with the report alone.
        is_withheld = heard.at_desk or (heard.aside and heard.aside.is_withheld)
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
            interaction, conversation, heard, readable(heard.text), as_of, is_over, attempt, state, message.campaign
        )

    async def _end_of(self, taken: _Taken) -> _End:
        """Run the turn; gives what it ends with where no action says anything, and what is remembered of it.

        Raises EngineUnavailable.
        """
        phrases, heard = self._house.adviser.phrases, taken.heard
        in_form = bool(taken.state.get("loop"))
        if heard.complaint:
            said = _one(Outcome.CLARIFYING, phrases(f"hearing.{heard.complaint}", longest=LONGEST_TEXT))
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
        return _End(_one(Outcome.ERROR, phrases("hearing.nothing_said")), keep, light)

    def _hear(self, conversation: str, message: InboundMessage) -> _Heard:
        if message.payload is not None:
            button = self._house.buttons.pressed(conversation, message.payload)
            return self._pressed(conversation, button) if button else _Heard("", None, "stale_button")
        text = neutral(clean(message.text or ""))
        if message.numbered and (button := self._house.offered.meant(conversation, text)):
            return self._pressed(conversation, button)
        return self._said(conversation, text)

    def _said(self, conversation: str, text: str) -> _Heard:
        if len(text) > LONGEST_TEXT:
            return _Heard(mask(text).text[:LONGEST_TEXT], None, "too_long")
        intent, two_way = self._house.shortcuts.intent(text), self._house.two_way
        if aside := two_way.coded(conversation, text):
            return _Heard(aside.heard, aside=aside)
        in_form = partial(self._in_form, conversation)
        at_desk = self._house.case_room.desk.hears(conversation, text, now(), leaves=intent is not None)
        if at_desk and (at_desk.sure or not in_form()):
            return _Heard(at_desk.recorded, at_desk=at_desk)
        if aside := two_way.said(conversation, text, leads_out=intent in WAYS_OUT, in_form=in_form):
            return _Heard(aside.heard, aside=aside)
        if intent:
            return self._meant(conversation, text, intent)
        return self._heard(conversation, text)

    def _heard(self, conversation: str, text: str) -> _Heard:
        masked = mask(text)
        # In the form of a report such words are what is reported.
        if (steps := first_aid(masked.text)) and self._form(conversation) != "report_form":
            return _Heard(masked.text, steps)
        return _Heard(masked.text, None, is_empty_like(text), clues=clues_in(masked))

    def _in_form(self, conversation: str) -> bool:
        return bool(self._form(conversation))

    def _form(self, conversation: str) -> str | None:
        name: str | None = self._house.memory.of(conversation).get("loop")
        return name

    def _pressed(self, conversation: str, button: Button) -> _Heard:
        if found := self._house.two_way.question_in(button):
            return replace(self._said(conversation, found[0]), keep=found[1])
        if aside := self._house.two_way.pressed(conversation, button):
            return _Heard(aside.heard, aside=aside)
        at_desk = self._house.case_room.desk.pressed(button)
        return _Heard(button.text or button.title, button, at_desk=at_desk)

    def _meant(self, conversation: str, text: str, intent: str) -> _Heard:
        """What a shortcut stands for: "ví dụ" is one of the answer just given, in a form it is left to the model."""
        if intent not in FURTHER:
            return _Heard(text, Button(text, intent))
        last = self._house.interactions.last_turn(conversation)
        outcome, aspect = last or (None, None)
        asked_again = outcome is Outcome.CLARIFYING and self._house.memory.of(conversation).get("loop")
        if outcome is Outcome.COLLECTING or asked_again:
            return _Heard(text)
        answered = self._house.interactions.speaking_of(conversation)
        if answered is None or (aspect is None and outcome not in BETWEEN):
            return _Heard(text, None, "nothing_to_explain")
        return _Heard(text, Button(text, answered[0], further_aspect(answered[1], intent)))

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

        closing = self._house.two_way.closing(end.light)
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


def reply_of(row: Interaction | Record) -> Reply:
    """An interaction as the citizen gets it."""
    return Reply(
        replies=[{key: value for key, value in one.items() if key != ANSWER_TO} for one in row.replies],
        topic=row.topic,
        aspect=row.aspect,
        confidence=row.confidence,
        outcome=row.outcome or Outcome.ERROR,
        evidence=[
            {
                "figure": one.figure,
                "label": one.label,
                "value": one.value,
                "unit": one.unit,
                "legal_basis": one.legal_basis,
                "effective_from": one.effective_from,
                "effective_to": one.effective_to,
            }
            for one in row.evidence
        ],
        as_of=row.as_of,
        answer_code=shown(row.answer_code) if isinstance(row, Record) and row.answer_code else None,
    )


def _one(outcome: Outcome, text: str) -> Said:
    return Said(outcome, [{"text": text, "buttons": [], "image": None}])


def cut_off(house: House) -> Said:
    """What a turn ends with when the machine died in the middle of it."""
    return _one(Outcome.ERROR, house.adviser.phrases("hearing.cut_off"))
