"""What a message is before the engine hears of it: words, a button, a shortcut, an aside, a complaint."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from bot.advice.advice import Button
from bot.advice.answers import FURTHER, further_aspect
from bot.cases.clues import clues_in
from bot.cases.reports import FORM
from bot.cases.return_desk import AtDesk
from bot.channels.message import InboundMessage
from bot.clock import now
from bot.first_aid import first_aid
from bot.house import House
from bot.language.text import clean, is_empty_like, neutral
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.records.asides import Aside
from bot.records.interactions import Keep

#: Characters of a message that the engine is given; longer ones are asked for in parts.
LONGEST_TEXT = 2_000
#: Intents of the words that lead out of every state, of an opinion that was asked for too.
WAYS_OUT = frozenset({"talk_to_officer", "restart", "stop", "help"})
#: Turns between an answer and "nói rõ hơn" that do not change what it is about.
BETWEEN = frozenset({Outcome.SMALL_TALK, Outcome.FEEDBACK_RECEIVED, Outcome.ERROR})


@dataclass(frozen=True, slots=True)
class Heard:
    """A message after the language front: what is recorded, and why it cannot be understood, if so."""

    text: str
    button: Button | None = None
    complaint: str | None = None
    at_desk: AtDesk | None = None
    clues: Mapping[str, str] = field(default_factory=dict)
    aside: Aside | None = None
    #: Stored with the end of the turn, whatever the turn says.
    keep: Keep | None = None


class Ear:
    """The language front of every channel. Raises DatabaseUnavailable."""

    def __init__(self, house: House):
        self._house = house

    def hear(self, conversation: str, message: InboundMessage) -> Heard:
        """What `message` is in this conversation; numbers of persons are masked in it."""
        if message.payload is not None:
            button = self._house.buttons.pressed(conversation, message.payload)
            return self._pressed(conversation, button) if button else Heard("", None, "stale_button")
        text = neutral(clean(message.text or ""))
        if message.numbered and (button := self._house.offered.meant(conversation, text)):
            return self._pressed(conversation, button)
        return self._said(conversation, text)

    def _said(self, conversation: str, text: str) -> Heard:
        if len(text) > LONGEST_TEXT:
            return Heard(mask(text).text[:LONGEST_TEXT], None, "too_long")
        intent, two_way = self._house.shortcuts.intent(text), self._house.two_way
        if aside := two_way.coded(conversation, text):
            return Heard(aside.heard, aside=aside)
        in_form = partial(self._in_form, conversation)
        at_desk = self._house.case_room.desk.hears(conversation, text, now(), leaves=intent is not None)
        if at_desk and (at_desk.sure or not in_form()):
            return Heard(at_desk.recorded, at_desk=at_desk)
        if aside := two_way.said(conversation, text, leads_out=intent in WAYS_OUT, in_form=in_form):
            return Heard(aside.heard, aside=aside)
        if intent:
            return self._meant(conversation, text, intent)
        return self._heard(conversation, text)

    def _heard(self, conversation: str, text: str) -> Heard:
        masked = mask(text)
        # In the form of a report such words are what is reported.
        if (steps := first_aid(masked.text)) and self._form(conversation) != FORM:
            return Heard(masked.text, steps)
        return Heard(masked.text, None, is_empty_like(text), clues=clues_in(masked))

    def is_reporting(self, conversation: str) -> bool:
        """Whether what is said there is a report."""
        return self._form(conversation) == FORM

    def _in_form(self, conversation: str) -> bool:
        return bool(self._form(conversation))

    def _form(self, conversation: str) -> str | None:
        name: str | None = self._house.memory.of(conversation).get("loop")
        return name

    def _pressed(self, conversation: str, button: Button) -> Heard:
        if found := self._house.two_way.question_in(button):
            return replace(self._said(conversation, found[0]), keep=found[1])
        if aside := self._house.two_way.pressed(conversation, button):
            return Heard(aside.heard, aside=aside)
        at_desk = self._house.case_room.desk.pressed(button)
        return Heard(button.text or button.title, button, at_desk=at_desk)

    def _meant(self, conversation: str, text: str, intent: str) -> Heard:
        """What a shortcut stands for: "ví dụ" is one of the answer just given, in a form it is left to the model."""
        if intent not in FURTHER:
            return Heard(text, Button(text, intent))
        last = self._house.interactions.last_turn(conversation)
        outcome, aspect = last or (None, None)
        asked_again = outcome is Outcome.CLARIFYING and self._house.memory.of(conversation).get("loop")
        if outcome is Outcome.COLLECTING or asked_again:
            return Heard(text)
        answered = self._house.interactions.speaking_of(conversation)
        if answered is None or (aspect is None and outcome not in BETWEEN):
            return Heard(text, None, "nothing_to_explain")
        return Heard(text, Button(text, answered[0], further_aspect(answered[1], intent)))
