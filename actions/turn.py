"""The turn an action runs in: what was heard, for which day, and speaking into the record."""

from copy import copy
from datetime import date
from typing import Any, Self

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.advice.advice import Advice
from bot.advice.adviser import Day
from bot.clock import today
from bot.house import House, house
from bot.outcomes import ANSWERS
from bot.records import rankings
from bot.records.buttons import Drawn, drawn
from bot.records.past_turns import ANSWER_TO
from bot.records.record import Said


class Turn:
    """One action's view of the citizen's message."""

    def __init__(self, tracker: Tracker, dispatcher: CollectingDispatcher):
        self._tracker, self._dispatcher = tracker, dispatcher
        message = tracker.latest_message
        metadata: dict[str, Any] = message.get("metadata") or {}
        self.house: House = house()
        self.text: str = message.get("text") or ""
        self.topic: str = message.get("intent", {}).get("name") or ""
        self.confidence: float | None = message.get("intent", {}).get("confidence")
        #: Pairs (topic, aspect) from the likeliest down; aspect is None for plain intents.
        self.ranking: list[dict[str, Any]] = message.get("aspects") or []
        self.aspect_sure: bool = message.get("aspect_sure", True)
        #: What each separate question of a letter asks, in its order: text, topic, aspect, confidence, aspect_sure.
        self.questions: list[dict[str, Any]] = message.get("questions") or []
        #: What is said is held back here, where it is not to be said yet.
        self.held: list[Advice] | None = None
        #: What a text tells for the contribution calculator, found out once (`contribution_told.told`).
        self.told: dict[str, dict[str, Any]] = {}
        self.interaction: str | None = metadata.get("turn")
        #: Which try of the turn this is, where the engine was asked more than once.
        self.attempt: int | None = metadata.get("try")
        as_of = metadata.get("as_of")
        self.day = Day(date.fromisoformat(as_of) if as_of else today(), today())

    @property
    def aspect(self) -> str | None:
        """The likeliest aspect of the topic heard, None where it is not sure enough to answer."""
        mine = next((one for one in self.ranking if one["topic"] == self.topic), None)
        if mine is None or not self.aspect_sure:
            return None
        aspect: str | None = mine["aspect"]
        return aspect

    @property
    def conversation(self) -> str:
        """The conversation that the message belongs to."""
        return str(self._tracker.sender_id)

    @property
    def form(self) -> str | None:
        """The form that is being filled in."""
        name: str | None = (self._tracker.active_loop or {}).get("name")
        return name

    def slot(self, name: str) -> Any:
        """What the citizen has told so far."""
        return self._tracker.get_slot(name)

    def phrase(self, name: str, **gaps: object) -> str:
        """An approved sentence."""
        return self.house.adviser.phrases(name, **gaps)

    def about(self, question: dict[str, Any], text: str) -> Self:
        """The same turn for one question of the letter, heard in `text`; what it says is held back."""
        one = copy(self)
        one.text, one.topic, one.confidence = text, question["topic"], question["confidence"]
        one.ranking = [{name: question[name] for name in ("topic", "aspect", "confidence")}]
        one.aspect_sure, one.questions, one.held = question.get("aspect_sure", True), [], []
        return one

    def say(self, advice: Advice, *others: Advice, main: Advice | None = None) -> None:
        """Speak: into the record, which is what the citizen gets, and to the dispatcher for other front ends.

        Several are one contribution to the record, under topic and outcome of `main`, the first if none is named.
        """
        advices = (advice, *others)
        if self.held is not None:
            self.held.extend(advices)
            return
        if self.interaction is not None:
            self.house.interactions.contribute(self.interaction, self._said(advices, main or advice), self.attempt)
        for one in advices:
            self._dispatcher.utter_message(text=one.text)

    def _said(self, advices: tuple[Advice, ...], main: Advice) -> Said:
        buttons = [drawn(one.buttons) for one in advices]
        return Said(
            outcome=main.outcome,
            replies=[
                self._reply(one, sent, is_one_of_several=len(advices) > 1)
                for one, sent in zip(advices, buttons, strict=True)
            ],
            topic=main.topic or self.topic or None,
            aspect=main.aspect,
            confidence=self.confidence,
            evidence=tuple(used for one in advices for used in one.evidence),
            buttons=tuple(button for sent in buttons for button in sent),
            ranking=rankings.read(self.ranking),
        )

    def _reply(self, advice: Advice, buttons: tuple[Drawn, ...], *, is_one_of_several: bool) -> dict[str, Any]:
        show = self.house.pictures.show
        reply = {
            "text": advice.text,
            "buttons": [one.sent for one in buttons],
            "image": show(self.interaction, advice.picture) if advice.picture and self.interaction else None,
        }
        is_answer = advice.aspect and advice.outcome in ANSWERS
        return {**reply, ANSWER_TO: [advice.topic, advice.aspect]} if is_one_of_several and is_answer else reply
