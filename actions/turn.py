"""The turn an action runs in: what was heard, for which day, and speaking into the record."""

from datetime import date
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.advice.advice import Advice
from bot.advice.adviser import Day
from bot.clock import today
from bot.house import House, house
from bot.records.interactions import Said


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
        self.interaction: str | None = metadata.get("turn")
        as_of = metadata.get("as_of")
        self.day = Day(date.fromisoformat(as_of) if as_of else today(), today())

    @property
    def aspect(self) -> str | None:
        """The likeliest aspect of the topic heard, None where it is not sure enough to answer."""
        mine = next((one for one in self.ranking if one["topic"] == self.topic), None)
        if mine is None or not self._tracker.latest_message.get("aspect_sure", True):
            return None
        aspect: str | None = mine["aspect"]
        return aspect

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

    def say(self, advice: Advice) -> None:
        """Speak: into the record, which is what the citizen gets, and to the dispatcher for other front ends."""
        if self.interaction is None:
            self._dispatcher.utter_message(text=advice.text)
            return
        buttons = self.house.buttons.offer(self._tracker.sender_id, advice.buttons) if advice.buttons else []
        image = self.house.pictures.show(self.interaction, advice.picture) if advice.picture else None
        said = Said(
            outcome=advice.outcome,
            replies=[{"text": advice.text, "buttons": buttons, "image": image}],
            topic=advice.topic or self.topic or None,
            aspect=advice.aspect,
            confidence=self.confidence,
            evidence=advice.evidence,
        )
        self.house.interactions.contribute(self.interaction, said)
        self._dispatcher.utter_message(text=advice.text)
