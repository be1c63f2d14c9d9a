"""What is remembered of the rules is what Rasa predicts, and only where rules can see nothing else."""

from __future__ import annotations

import asyncio
import itertools
import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import running
from ansinh_engine import patches, rules
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.agent import load_agent
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import BooleanSlot
from rasa.shared.core.trackers import DialogueStateTracker

#: Rasa's own, whatever other tests have put in their place.
STOCK = RulePolicy.__dict__["_predict"]
FORMS = (None, "contribution_form", "case_form", "report_form")
INTENTS = ("contribution_level", "inform", "stop", "restart", "nlu_fallback", "greet", None)


@pytest.fixture(scope="module")
def processor(project: Path, model: Path) -> MessageProcessor:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, value in running.environment().items():
            patch.setenv(name, value)
        patch.chdir(project)
        agent = asyncio.run(load_agent(model_path=str(model)))
    assert agent.processor is not None
    return agent.processor


@pytest.fixture(scope="module")
def domain(processor: MessageProcessor) -> Domain:
    return processor.domain


@pytest.fixture
def policy(processor: MessageProcessor) -> RulePolicy:
    nodes = processor.graph_runner._instantiated_nodes.values()
    found = next(node._component for node in nodes if isinstance(node._component, RulePolicy))
    for name in ("_ansinh_known", "_ansinh_plain"):
        found.__dict__.pop(name, None)
    return found


def heard(intent: str | None, text: str = "x", **more: Any) -> UserUttered:
    return UserUttered(text, {"name": intent} if intent else {}, **more)


def begin(form: str | None) -> list[Event]:
    opened = [ActionExecuted(form), ActiveLoop(form)] if form else []
    return [ActionExecuted("action_session_start"), SessionStarted(), *opened, ActionExecuted("action_listen")]


def courses() -> Iterator[list[Event]]:
    """Every message in every form, and what may follow it within the turn."""
    for form, intent in itertools.product(FORMS, INTENTS):
        said = [*begin(form), heard(intent), DefinePrevUserUtteredFeaturization(False)]
        yield said
        yield [*said, ActionExecuted("action_answer"), BotUttered("a")]
        yield [*said, ActionExecuted("action_stop"), ActiveLoop(None)]
        if form:
            yield [*said, ActionExecutionRejected(form)]
            yield [*said, ActionExecutionRejected(form), ActionExecuted("action_answer")]
            yield [*said, ActionExecuted(form), ActiveLoop(None), SlotSet("requested_slot", None)]


def tracker(domain: Domain, events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("s", events, domain.slots, domain=domain)


def seen(prediction: Any) -> tuple[Any, ...]:
    events = [event.as_dict() | {"timestamp": 0} for event in prediction.events]
    flags = (prediction.hide_rule_turn, prediction.is_no_user_prediction, prediction.is_end_to_end_prediction)
    return prediction.probabilities, events, prediction.policy_name, prediction.policy_priority, flags


def test_every_prediction_is_rasas_also_the_second_time(policy: RulePolicy, domain: Domain) -> None:
    asked: list[int] = []

    def stock(*arguments: Any) -> Any:
        asked.append(1)
        return STOCK(*arguments)

    predict = rules.remembering(stock)
    every = list(courses())
    for events in every * 2:
        stood = tracker(domain, events)
        ours, source = predict(policy, stood, domain)
        rasas, rasas_source = STOCK(policy, stood, domain)
        assert (seen(ours), source) == (seen(rasas), rasas_source)
    assert len(every) > 100
    assert len(every) <= len(asked) < 1.5 * len(every)


def test_what_is_changed_of_a_prediction_is_not_remembered(policy: RulePolicy, domain: Domain) -> None:
    predict = rules.remembering(STOCK)
    stood = tracker(domain, [*begin(None), heard("greet")])
    first = predict(policy, stood, domain)[0]
    first.probabilities[0] = 7.0
    first.events.append(SessionStarted())
    again = predict(policy, stood, domain)[0]
    assert again.probabilities[0] != 7.0
    assert again.events == []


def test_words_and_slots_make_no_other_course() -> None:
    one = [*begin(None), heard("greet", "a"), SlotSet("income", 1), BotUttered("b")]
    other = [*begin(None), heard("greet", "c")]
    assert rules.course_of(tracker(Domain.empty(), one)) == rules.course_of(tracker(Domain.empty(), other))
    for different in (heard("stop"), heard("greet", ""), ActionExecuted("action_listen")):
        changed = tracker(Domain.empty(), [*begin(None), different])
        assert rules.course_of(changed) != rules.course_of(tracker(Domain.empty(), other))


@pytest.mark.parametrize("event", [Restarted(), heard("greet", entities=[{"entity": "x", "value": 1}])], ids=str)
def test_what_is_not_known_here_is_left_to_rasa(event: Event) -> None:
    assert rules.course_of(tracker(Domain.empty(), [*begin(None), event])) is None


@pytest.mark.parametrize("sees", ["words", "a slot"])
def test_where_rules_see_more_nothing_is_remembered(
    policy: RulePolicy, domain: Domain, sees: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sees == "words":
        rule = json.dumps([{"user": {"text": "xin chào"}}])
        monkeypatch.setitem(policy.lookup, RULES, {**policy.lookup[RULES], rule: "action_answer"})
    else:
        slot = BooleanSlot("sure", [], influence_conversation=True)
        monkeypatch.setattr(domain, "slots", [*domain.slots, slot])
    rules.remembering(STOCK)(policy, tracker(domain, [*begin(None), heard("greet")]), domain)
    assert "_ansinh_known" not in policy.__dict__


def test_the_memory_is_bounded(policy: RulePolicy, domain: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LIMIT", 3)
    predict = rules.remembering(STOCK)
    for intent in INTENTS:
        predict(policy, tracker(domain, [*begin(None), heard(intent)]), domain)
        assert len(policy.__dict__["_ansinh_known"]) <= 3


EXTRACT = ActionExtractSlots.__dict__["run"]


def extracted(run: Any, domain: Domain, stood: DialogueStateTracker) -> list[Event]:
    return asyncio.run(run(ActionExtractSlots(None), None, None, stood, domain))


def test_no_slot_is_filled_where_actions_alone_fill_them(domain: Domain) -> None:
    def fails(*_: Any) -> None:
        raise AssertionError("asked")

    for events in courses():
        stood = tracker(domain, events)
        assert extracted(patches._only_where_needed(fails), domain, stood) == extracted(EXTRACT, domain, stood) == []


@pytest.mark.parametrize(
    "more",
    [
        {"slots": {"words": {"type": "text", "mappings": [{"type": "from_text"}]}}},
        {"slots": {"looked_up": {"type": "any", "mappings": [{"type": "custom", "action": "action_look"}]}}},
        {"actions": ["action_validate_slot_mappings"]},
    ],
    ids=["from_text", "an action", "a validation"],
)
@pytest.mark.filterwarnings("ignore:Slot auto-fill has been removed")
def test_elsewhere_slots_are_filled_as_in_rasa(more: dict[str, Any]) -> None:
    asked: list[int] = []

    async def run(*_: Any) -> list[Event]:
        asked.append(1)
        return [SlotSet("words", "x")]

    other = Domain.from_dict({"intents": ["greet"], **more})
    assert extracted(patches._only_where_needed(run), other, tracker(other, [heard("greet")])) == [
        SlotSet("words", "x")
    ]
    assert asked == [1]
