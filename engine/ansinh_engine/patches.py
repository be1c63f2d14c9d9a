"""Changes to Rasa's own code, each with its reason; the only place that touches it.

``apply`` refuses to start where Rasa beneath is not the one a patch was written for, and tests hold each
patch against Rasa's own behaviour.
"""

from __future__ import annotations

import gc
import hashlib
import inspect
from typing import Any

from jsonschema import ValidationError
from rasa.core.actions.action import ActionExtractSlots, RemoteAction
from rasa.core.featurizers.tracker_featurizers import MaxHistoryTrackerFeaturizer
from rasa.core.policies.policy import Policy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS, MAPPING_TYPE, SlotMappingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from ansinh_engine.endpoint import KeptOpen
from ansinh_engine.rules import remembering
from ansinh_engine.runner import StraightRunner
from ansinh_engine.schema import AnswerSchema

#: Each method that is replaced, or whose text says what a replacement may leave out, and that text in Rasa
#: 3.6.21: SHA-256, first 16 digits.
KNOWN: dict[tuple[Any, str], str] = {
    (RemoteAction, "_validate_action_result"): "f8cdb4be68123961",
    (RulePolicy, "_predict"): "f5182d8a10639e14",
    (RulePolicy, "_find_action_from_rules"): "be6da6ee0f5429bd",
    (RulePolicy, "_find_action_from_default_actions"): "e453b06d15947c81",
    (RulePolicy, "_find_action_from_loop_happy_path"): "b7f8b7119933ad3f",
    (RulePolicy, "_rule_prediction"): "90316ddf7eb4b314",
    (Policy, "_prediction_states"): "ed9b82bed2f26ad7",
    (MaxHistoryTrackerFeaturizer, "prediction_states"): "451caf09a389e871",
    (Domain, "states_for_tracker_history"): "035111ce73ac90ba",
    (Domain, "get_active_state"): "5a4a505743120441",
    (DialogueStateTracker, "generate_all_prior_trackers"): "a1f6954347b52649",
    (DialogueStateTracker, "applied_events"): "764d5065ea9997d6",
    (ActionExtractSlots, "run"): "13487835d751b652",
    (ActionExtractSlots, "_execute_validation_action"): "3f1249f61cf252e0",
    (ActionExtractSlots, "_execute_custom_action"): "a35ee5cc9f5d3152",
}


class RasaChanged(RuntimeError):
    """The patched code is not the code the patch was written for."""


def apply() -> None:
    """Put all patches in place, once a process. Raises RasaChanged."""
    if getattr(RemoteAction, "_ansinh_patched", False):
        return
    for (owner, name), known in KNOWN.items():
        if (found := fingerprint(getattr(owner, name))) != known:
            raise RasaChanged(f"{owner.__name__}.{name} is {found}, not {known}")
    RemoteAction._validate_action_result = _validated_by(AnswerSchema())
    RulePolicy._predict = remembering(RulePolicy._predict)
    ActionExtractSlots.run = _only_where_needed(ActionExtractSlots.run)
    RemoteAction._ansinh_patched = True


def quicken(processor: MessageProcessor) -> None:
    """Make a loaded engine ready to serve.

    It gets the runner without a scheduler and the action endpoint that keeps its connections; what is loaded stays
    until the end, so the garbage collector need not walk through all of it again and again.
    """
    if isinstance(processor.graph_runner, DaskGraphRunner):
        processor.graph_runner = StraightRunner(processor.graph_runner)
    if processor.action_endpoint is not None:
        processor.action_endpoint = KeptOpen(processor.action_endpoint)
    gc.collect()
    gc.freeze()


def fingerprint(function: Any) -> str:
    """Names the source text of a function."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


def _validated_by(schema: AnswerSchema) -> Any:
    def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        """Whether an answer has the form Rasa expects; ValidationError otherwise, as in Rasa."""
        if fault := schema.fault(result):
            raise ValidationError(f"{self.name()} answered in a wrong form at {fault}")
        return True

    return _validate_action_result


def _only_where_needed(run: Any) -> Any:
    """Rasa looks through every slot for each message, also where our actions alone fill them."""
    checked: tuple[Domain, bool] | None = None

    async def run_where_needed(self: ActionExtractSlots, output: Any, nlg: Any, tracker: Any, domain: Domain) -> Any:
        nonlocal checked
        if checked is None or checked[0] is not domain:
            checked = (domain, _fills_no_slot(domain))
        return [] if checked[1] else await run(self, output, nlg, tracker, domain)

    return run_where_needed


def _fills_no_slot(domain: Domain) -> bool:
    """Whether no slot is filled from a message, and no action looks after them for each."""
    mappings = [mapping for slot in domain.slots for mapping in slot.mappings]
    custom = {MAPPING_TYPE: SlotMappingType.CUSTOM.value}
    return all(one == custom for one in mappings) and ACTION_VALIDATE_SLOT_MAPPINGS not in domain.user_actions
