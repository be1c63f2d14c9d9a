"""A dialogue is carried from outside: nothing stays in the engine, nothing old is read again."""

from __future__ import annotations

import asyncio
import warnings

import pytest
from ansinh_engine.memory import CarriedTrackerStore, carrying, state_of
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet
from running import Engine


@pytest.fixture(scope="module")
def store() -> CarriedTrackerStore:
    slots = {
        name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
        for name in ("income", "requested_slot")
    }
    forms = {name: {"required_slots": ["income"]} for name in ("contribution_form", "case_form")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Rasa's notes on moving from its version 2
        return CarriedTrackerStore(
            Domain.from_dict({"version": "3.1", "slots": slots, "forms": forms, "session_config": {}})
        )


def test_a_tracker_stands_where_the_state_says(store: CarriedTrackerStore) -> None:
    with carrying({"slots": {"income": 2_000_000, "requested_slot": "support_group"}, "loop": "contribution_form"}):
        tracker = asyncio.run(store.retrieve("c"))
    assert tracker.get_slot("income") == 2_000_000
    assert tracker.active_loop_name == "contribution_form"
    assert tracker.latest_action_name == "action_listen"


def test_what_the_domain_no_longer_knows_is_left_out(store: CarriedTrackerStore) -> None:
    with carrying({"slots": {"slot_of_an_older_version": 1, "income": 5}, "loop": "form_of_an_older_version"}):
        tracker = asyncio.run(store.retrieve("c"))
    assert state_of(tracker) == {"slots": {"income": 5}, "loop": None}


def test_saving_leaves_the_state_of_this_turn_alone(store: CarriedTrackerStore) -> None:
    with carrying({}) as carried:
        tracker = asyncio.run(store.retrieve("c"))
        tracker.update(SlotSet("income", 3))
        tracker.update(ActiveLoop("case_form"))
        asyncio.run(store.save(tracker))
    assert carried.after == {"slots": {"income": 3}, "loop": "case_form"}
    with carrying({}):
        assert state_of(asyncio.run(store.retrieve("c"))) == {"slots": {}, "loop": None}
    assert list(asyncio.run(store.keys())) == []


def test_without_a_turn_a_tracker_is_new_and_saving_it_is_harmless(store: CarriedTrackerStore) -> None:
    tracker = asyncio.run(store.retrieve("c"))
    asyncio.run(store.save(tracker))
    assert state_of(tracker) == {"slots": {}, "loop": None}


def test_a_form_goes_on_where_the_state_says_and_nowhere_else(engine: Engine, sender: str) -> None:
    assert engine.says(sender, "tính giúp tôi số tiền phải đóng") == ["ask contribution form income"]
    open_form = engine.states[sender]
    assert open_form["loop"] == "contribution_form"
    # Another conversation, and the same one without its state, know nothing of it.
    assert engine.turn(sender, "2 triệu, hộ nghèo", state={})["state"]["loop"] is None
    # The same state under another name goes on with the form: the engine itself remembers nobody.
    assert engine.says(f"{sender}-2", "2 triệu, hộ nghèo", state=open_form) == ["result 2000000 poor"]


def test_the_calls_to_the_app_do_not_grow_with_the_talk(engine: Engine, sender: str, actions) -> None:
    sizes = []
    for _ in range(12):
        engine.says(sender, "mất sổ bảo hiểm làm lại ở đâu")
        call = [one for one in actions.calls if one["sender_id"] == sender][-1]
        sizes.append(len(call["tracker"]["events"]))
        assert call["domain"] == {}
    assert sizes[1:] == sizes[:1] * 11


@pytest.mark.parametrize(
    "state",
    [[], "x", {"other": 1}, {"slots": []}, {"loop": 3}, {"slots": {"a": "x" * 40_000}}],
)
def test_a_state_of_another_form_is_refused(engine: Engine, state: object) -> None:
    status, answer = engine.post("/webhooks/ansinh/turn", {"sender": "c", "text": "a", "state": state})
    assert status == 400
    assert "state" in answer["error"]
