"""What RulePolicy predicted before, remembered by the course of the dialogue.

For every prediction Rasa rebuilds the tracker before each of its actions, twice, and tries every rule on every
state. Yet what it predicts depends on few things: which actions ran, what was meant, which form is open. In our
short trackers (``memory``) there are few such courses, so nearly every prediction has been made before.

A tracker with any other event, or a domain whose slots or rules look at more than this, is left to Rasa.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT

Predict = Callable[[RulePolicy, DialogueStateTracker, Domain], tuple[PolicyPrediction, Any]]
Course = tuple[tuple[Any, ...], ...]

LIMIT = 20_000
"""Courses remembered; then the memory begins anew."""

_UNSEEN = frozenset({BotUttered, SlotSet, AllSlotsReset})
"""Events that no rule can see where no slot is featurised."""

_SEEN: dict[type[Event], Callable[[Any], tuple[Any, ...]]] = {
    ActionExecuted: lambda event: (event.action_name, event.action_text, event.hide_rule_turn),
    UserUttered: lambda event: (event.intent_name, bool(event.text), event.use_text_for_featurization),
    DefinePrevUserUtteredFeaturization: lambda event: (event.use_text_for_featurization,),
    ActiveLoop: lambda event: (event.name,),
    LoopInterrupted: lambda event: (event.is_interrupted,),
    ActionExecutionRejected: lambda event: (event.action_name,),
    FollowupAction: lambda event: (event.action_name,),
    SessionStarted: lambda _: (),
}


def remembering(predict: Predict) -> Predict:
    """``RulePolicy._predict`` that asks Rasa's own once for each course of a dialogue."""

    def _predict(policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain) -> tuple[PolicyPrediction, Any]:
        course = course_of(tracker) if _sees_only_the_course(policy, domain) else None
        if course is None:
            return predict(policy, tracker, domain)
        known: dict[Course, tuple[PolicyPrediction, Any]] = policy.__dict__.setdefault("_ansinh_known", {})
        if course not in known:
            made = predict(policy, tracker, domain)
            if made[0].events or made[0].optional_events:
                return made  # events carry the time they were made
            if len(known) >= LIMIT:
                known.clear()
            known[course] = made
        prediction, source = known[course]
        return _own(prediction), source

    return _predict


def course_of(tracker: DialogueStateTracker) -> Course | None:
    """All that rules can see of a dialogue, None where it holds something not known here."""
    course: list[tuple[Any, ...]] = []
    for event in tracker.events:
        kind = type(event)
        if kind in _UNSEEN:
            continue
        seen = _SEEN.get(kind)
        if seen is None or (kind is UserUttered and event.entities):
            return None
        course.append((kind.type_name, *seen(event)))
    return tuple(course)


def _sees_only_the_course(policy: RulePolicy, domain: Domain) -> bool:
    """Whether no slot is featurised, and no rule reads words or entities; found out once a policy and domain."""
    found: tuple[Domain, bool] | None = policy.__dict__.get("_ansinh_plain")
    if found is None or found[0] is not domain:
        found = policy._ansinh_plain = (
            domain,
            not any(slot.has_features() for slot in domain.slots) and _plain(policy),
        )
    return found[1]


def _plain(policy: RulePolicy) -> bool:
    keys = [key for table in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH) for key in policy.lookup.get(table, {})]
    return all(state.get(USER, {}).keys() <= {INTENT} for key in keys for state in json.loads(key))


def _own(prediction: PolicyPrediction) -> PolicyPrediction:
    """A copy that may be changed without changing what is remembered."""
    own = copy.copy(prediction)
    own.probabilities = list(prediction.probabilities)
    own.events, own.optional_events, own.diagnostic_data = [], [], dict(prediction.diagnostic_data)
    return own
