"""One message at a time per conversation: clean, mask, accept, let the engine take the turn, read the record back."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection

from bot.advice.advice import Button
from bot.advice.answers import FURTHER, further_aspect
from bot.channels.message import InboundMessage, Reply
from bot.clock import today
from bot.engine_client import EngineClient, EngineUnavailable, Turn
from bot.house import House
from bot.language.reading import readable
from bot.language.text import clean, is_empty_like, neutral
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.privacy.pseudonym import pseudonym
from bot.queues import Queues
from bot.records.interactions import ANSWER_TO, Keep, Question
from bot.records.memory import State
from bot.records.record import Record, Said
from bot.storage.tables import Interaction

#: Characters of a message that the engine is given; longer ones are asked for in parts.
LONGEST_TEXT = 2_000
#: Turns between an answer and "nói rõ hơn" that do not change what it is about.
BETWEEN = frozenset({Outcome.SMALL_TALK, Outcome.FEEDBACK_RECEIVED, Outcome.ERROR})


@dataclass(frozen=True, slots=True)
class _Heard:
    """A message after the language front: what is recorded, and why it cannot be understood, if so."""

    text: str
    button: Button | None = None
    complaint: str | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """A message on record, what the engine reads of it, and what its turn begins with."""

    interaction: str
    conversation: str
    heard: _Heard
    read: str
    as_of: date
    is_fresh: bool
    state: State


class Dialogue:
    """Takes inbound messages of every channel and gives their replies."""

    def __init__(self, house: House, engine: EngineClient):
        self._house = house
        self._engine = engine
        self._queues = Queues()

    async def answer(self, message: InboundMessage) -> Reply:
        """Answer one message; the same message id again gives the same reply. Raises DatabaseUnavailable."""
        citizen = pseudonym(self._house.key, message.channel, message.sender)
        async with self._queues.turn(f"{message.channel}/{citizen}"):
            taken = await asyncio.to_thread(self._take, citizen, message)
            if not taken.is_fresh:
                return await asyncio.to_thread(self._read_back, taken.interaction)
            ending, keep = await self._end_of(taken)
            return await asyncio.to_thread(self._finish, taken.interaction, ending, keep)

    def _take(self, citizen: str, message: InboundMessage) -> _Taken:
        """Hear and accept a message: from here on it is on record."""
        conversation = self._house.conversations.of(message.channel, citizen)
        heard = self._hear(conversation, message)
        as_of = message.as_of or today()
        question = Question(
            conversation, message.channel, message.message_id, heard.text, as_of, message.payload is not None
        )
        state: State = {}

        def begin(connection: Connection) -> None:
            state.update(self._house.memory.within(connection, conversation))

        interaction, is_fresh = self._house.interactions.accept(question, begin)
        if is_fresh:
            self._house.interactions.hold(interaction)
        return _Taken(interaction, conversation, heard, readable(heard.text), as_of, is_fresh, state)

    async def _end_of(self, taken: _Taken) -> tuple[Said, Keep | None]:
        """Run the turn; gives what it ends with where no action says anything, and what is remembered of it."""
        phrases, heard = self._house.adviser.phrases, taken.heard
        if heard.complaint:
            return _one(Outcome.CLARIFYING, phrases(f"hearing.{heard.complaint}", longest=LONGEST_TEXT)), None
        turn = Turn(taken.conversation, taken.interaction, taken.as_of, taken.read, heard.button, taken.state)
        try:
            after = await self._engine.turn(turn)
        except EngineUnavailable:
            return _one(Outcome.ERROR, phrases("hearing.engine_down")), None
        keep = partial(self._house.memory.keep, conversation_id=taken.conversation, state=after)
        return _one(Outcome.ERROR, phrases("hearing.nothing_said")), keep

    def _hear(self, conversation: str, message: InboundMessage) -> _Heard:
        if message.payload is not None:
            button = self._house.buttons.pressed(conversation, message.payload)
            return _Heard(button.text or button.title, button) if button else _Heard("", None, "stale_button")
        text = neutral(clean(message.text or ""))
        if len(text) > LONGEST_TEXT:
            return _Heard(mask(text).text[:LONGEST_TEXT], None, "too_long")
        if intent := self._house.shortcuts.intent(text):
            return self._meant(conversation, text, intent)
        return _Heard(mask(text).text, None, is_empty_like(text))

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

    def _finish(self, interaction: str, ending: Said, keep: Keep | None) -> Reply:
        """Close the turn and tell its receipt; the reply is what the transaction has stored."""
        receipt: list[str | None] = []

        def also(connection: Connection) -> None:
            if keep:
                keep(connection)
            receipt[:] = [self._house.reports.tell_receipt(connection, interaction)]

        record = self._house.interactions.finish(interaction, ending, also)
        return replace(reply_of(record), receipt=next(iter(receipt), None))

    def _read_back(self, interaction: str) -> Reply:
        if self._house.interactions.holds(interaction):
            # The message was sent again because the end of its turn could not be written.
            return self._finish(interaction, cut_off(self._house), None)
        receipt = self._house.database.together(partial(self._house.reports.tell_receipt, interaction_id=interaction))
        return replace(reply_of(self._house.interactions.get(interaction)), receipt=receipt)


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
    )


def _one(outcome: Outcome, text: str) -> Said:
    return Said(outcome, [{"text": text, "buttons": [], "image": None}])


def cut_off(house: House) -> Said:
    """What a turn ends with when the machine died in the middle of it."""
    return _one(Outcome.ERROR, house.adviser.phrases("hearing.cut_off"))
