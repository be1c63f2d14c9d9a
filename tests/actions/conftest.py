"""Actions without an engine: a tracker with what was told, and what the action says and sets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions.turn as turns
from bot.house import House
from bot.settings import Settings
from bot.storage.migrate import migrate

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

    def run(self, action: Action, text: str = "", topic: str = "inform", **light: Any) -> Heard:
        """Run `action` on a message; `light`: form, aspect, confidence, ranking, as_of, since (events after it)."""
        message = {
            "text": text,
            "intent": {"name": topic, "confidence": light.get("confidence", 0.9)},
            "aspects": light.get("ranking")
            or [{"topic": topic, "aspect": light.get("aspect"), "confidence": light.get("confidence", 0.9)}],
            "metadata": {"as_of": light.get("as_of", AS_OF)},
        }
        events = [*self.past, {"event": "user", "text": text}, *light.get("since", [])]
        loop = {"name": light["form"]} if light.get("form") else {}
        tracker = Tracker("somebody", dict(self.slots), message, events, False, None, loop, None)
        dispatcher = CollectingDispatcher()
        done = action.run(dispatcher, tracker, {})
        slots = {one["name"]: one["value"] for one in done if one["event"] == "slot"}
        self.slots |= slots
        follow_up = next((one["name"] for one in done if one["event"] == "followup"), None)
        return Heard([one["text"] for one in dispatcher.messages], slots, follow_up, done)


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
