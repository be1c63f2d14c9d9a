"""Actions without an engine: a tracker with what was told, and what the action says and sets."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions.turn as turns
from bot.house import House
from bot.outcomes import Outcome
from bot.records.interactions import Question, Said
from bot.settings import Settings
from bot.storage.migrate import migrate
from bot.storage.tables import Interaction

AS_OF = "2026-11-21"


@dataclass
class Heard:
    """What an action said, and the slots and follow-up it asked for."""

    texts: list[str]
    slots: dict[str, Any]
    follow_up: str | None
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything said."""
        return "\n".join(self.texts)


class Talk:
    """Runs actions one after the other on the same slots."""

    def __init__(self) -> None:
        self.slots: dict[str, Any] = {}
        self.past: list[dict[str, Any]] = []
        self.conversation = "somebody"

    def run(self, action: Action, text: str = "", topic: str = "inform", **light: Any) -> Heard:
        """Run `action` on a message.

        `light`: form, aspect, aspect_sure, confidence, ranking, questions, as_of, turn, since (events after it).
        """
        message = {
            "text": text,
            "intent": {"name": topic, "confidence": light.get("confidence", 0.9)},
            "aspects": light.get("ranking")
            or [{"topic": topic, "aspect": light.get("aspect"), "confidence": light.get("confidence", 0.9)}],
            "aspect_sure": light.get("aspect_sure", True),
            "questions": light.get("questions", []),
            "metadata": {"as_of": light.get("as_of", AS_OF), "turn": light.get("turn")},
        }
        events = [*self.past, {"event": "user", "text": text}, *light.get("since", [])]
        loop = {"name": light["form"]} if light.get("form") else {}
        tracker = Tracker(self.conversation, dict(self.slots), message, events, False, None, loop, None)
        dispatcher = CollectingDispatcher()
        done = action.run(dispatcher, tracker, {})
        slots = {one["name"]: one["value"] for one in done if one["event"] == "slot"}
        self.slots |= slots
        follow_up = next((one["name"] for one in done if one["event"] == "followup"), None)
        return Heard([one["text"] for one in dispatcher.messages], slots, follow_up, done)


@dataclass
class Recorded:
    """A turn as it was recorded, and the form that it opened."""

    row: Interaction
    follow_up: str | None

    @property
    def texts(self) -> list[str]:
        """The messages."""
        return [one["text"] for one in self.row.replies]

    def titles(self, at: int = -1) -> list[str]:
        """The buttons under a message."""
        return [one["title"] for one in self.row.replies[at]["buttons"]]


class RecordedTalk(Talk):
    """A talk whose turns are kept as the dialogue keeps them; gives the interactions."""

    def __init__(self, house: House):
        super().__init__()
        self.house = house
        self.conversation = house.conversations.of("web", str(uuid.uuid4()))

    def turn(
        self, action: Action, text: str, topic: str = "inform", *, pressed: bool = False, **light: Any
    ) -> Recorded:
        """Take a whole turn; `light` as in `run`."""
        asked = Question(self.conversation, "web", str(uuid.uuid4()), text, date.fromisoformat(AS_OF), pressed)
        interaction, _ = self.house.interactions.accept(asked)
        heard = self.run(action, text, topic, turn=interaction, **light)
        self.house.interactions.finish(interaction, Said(Outcome.COLLECTING))
        return Recorded(self.house.interactions.get(interaction), heard.follow_up)


@pytest.fixture(scope="session")
def actions_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all actions: they only read its texts and figures."""
    built = House.build(Settings(home=tmp_path_factory.mktemp("house"), engine_port=1, allow_as_of=True))
    migrate(built.database)
    yield built
    built.database.close()


@pytest.fixture
def talk(actions_house: House, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """A talk that has just begun."""
    monkeypatch.setattr(turns, "house", lambda: actions_house)
    return Talk()


@pytest.fixture
def recorded(talk: Talk, actions_house: House) -> RecordedTalk:
    """A talk that has just begun and is recorded."""
    return RecordedTalk(actions_house)
