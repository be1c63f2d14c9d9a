"""One message at a time per conversation: clean, mask, accept, let the engine take the turn, read the record back."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

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
from bot.records.interactions import ANSWER_TO, Keep, Question, Said
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


class Dialogue:
    """Takes inbound messages of every channel and gives their replies."""

    def __init__(self, house: House, engine: EngineClient):
        self._house = house
        self._engine = engine
        self._queues = Queues()

    async def answer(self, message: InboundMessage) -> Reply:
        """Answer one message; the same message id again gives the same reply. Raises DatabaseUnavailable."""
        citizen = pseudonym(self._house.key, message.channel, message.sender)
        conversation = await asyncio.to_thread(self._house.conversations.of, message.channel, citizen)
        async with self._queues.turn(conversation):
            return await self._take_turn(conversation, message)

    async def _take_turn(self, conversation: str, message: InboundMessage) -> Reply:
        heard = await asyncio.to_thread(self._hear, conversation, message)
        as_of = message.as_of or today()
        question = Question(
            conversation, message.channel, message.message_id, heard.text, as_of, message.payload is not None
        )
        interaction, fresh = await asyncio.to_thread(self._house.interactions.accept, question)
        if fresh:
            ending, keep = await self._end_of(conversation, interaction, heard, as_of)
            await asyncio.to_thread(self._house.interactions.finish, interaction, ending, keep)
        return await asyncio.to_thread(self._read_back, interaction)

    async def _end_of(
        self, conversation: str, interaction: str, heard: _Heard, as_of: date
    ) -> tuple[Said, Keep | None]:
        """Run the turn; gives what it ends with where no action says anything, and what is remembered of it."""
        phrases = self._house.adviser.phrases
        if heard.complaint:
            return _one(Outcome.CLARIFYING, phrases(f"hearing.{heard.complaint}", longest=LONGEST_TEXT)), None
        state = await asyncio.to_thread(self._house.memory.of, conversation)
        try:
            said = readable(heard.text)
            after = await self._engine.turn(Turn(conversation, interaction, as_of, said, heard.button, state))
        except EngineUnavailable:
            return _one(Outcome.ERROR, phrases("hearing.engine_down")), None
        keep = partial(self._house.memory.keep, conversation_id=conversation, state=after)
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

    def _read_back(self, interaction_id: str) -> Reply:
        receipt = self._house.reports.tell_receipt(interaction_id)
        return replace(reply_of(self._house.interactions.get(interaction_id)), receipt=receipt)


def reply_of(row: Interaction) -> Reply:
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
