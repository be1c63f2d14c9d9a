"""The working memory of a dialogue, brought by the app with each message and taken back with the answer.

Rasa's own stores keep every event of a conversation and read all of them again each turn. Here a turn begins
with the slots and the form it is in, and nothing older: a turn costs the same after five messages and after
five hundred, an engine that is killed forgets nothing, and any engine can take any conversation.

The state on the wire: ``{"slots": {"income": 2000000, …}, "loop": "contribution_form" or null}``, slots with a
value only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

State = dict[str, Any]


@dataclass
class Carried:
    """What one turn came with, and what it leaves behind once the tracker was saved."""

    before: State
    after: State | None = None


_turn: ContextVar[Carried | None] = ContextVar("ansinh_turn", default=None)


@contextmanager
def carrying(state: State) -> Iterator[Carried]:
    """The turn taken inside begins with ``state``; afterwards ``after`` holds what to bring next time."""
    carried = Carried(state)
    token = _turn.set(carried)
    try:
        yield carried
    finally:
        _turn.reset(token)


def state_of(tracker: DialogueStateTracker) -> State:
    """The state to carry on from this tracker."""
    slots = {name: value for name, value in tracker.current_slot_values().items() if value is not None}
    return {"slots": slots, "loop": tracker.active_loop_name}


class CarriedTrackerStore(TrackerStore):
    """In endpoints.yml: ``tracker_store: {type: ansinh_engine.memory.CarriedTrackerStore}``."""

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        **_: Any,
    ) -> None:
        super().__init__(domain, event_broker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """A tracker that stands where the state says. What the domain no longer knows is left out."""
        carried = _turn.get()
        tracker = self.init_tracker(sender_id)
        for event in self._opening(carried.before if carried else {}):
            tracker.update(event, self.domain)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Leaves the state for the answer; nothing is kept here."""
        if carried := _turn.get():
            carried.after = state_of(tracker)

    async def keys(self) -> Iterable[str]:
        """No conversation is kept."""
        return ()

    def _opening(self, state: State) -> Iterator[Any]:
        """The shortest history that ends in this state, waiting for the citizen."""
        yield ActionExecuted(ACTION_SESSION_START_NAME)
        yield SessionStarted()
        known = {slot.name for slot in self.domain.slots}
        for name, value in state.get("slots", {}).items():
            if name in known:
                yield SlotSet(name, value)
        if (loop := state.get("loop")) in self.domain.forms:
            # The form has asked before: Rasa tells an open form from one about to open by its last action.
            yield ActionExecuted(loop)
            yield ActiveLoop(loop)
        yield ActionExecuted(ACTION_LISTEN_NAME)
