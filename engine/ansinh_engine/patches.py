"""Changes to Rasa's own code, each with its reason; the only place that touches it.

``apply`` refuses to start where Rasa beneath is not the one a patch was written for, and tests hold each
patch against Rasa's own behaviour.
"""

from __future__ import annotations

import hashlib
import inspect
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.utils.schemas.events import EVENT_SCHEMA

from ansinh_engine.endpoint import KeptOpen
from ansinh_engine.runner import StraightRunner

#: Rasa 3.6.21's text of the method that is replaced: SHA-256, first 16 digits.
KNOWN_VALIDATION = "f8cdb4be68123961"


class RasaChanged(RuntimeError):
    """The patched code is not the code the patch was written for."""


def apply() -> None:
    """Put all patches in place, once a process. Raises RasaChanged."""
    if getattr(RemoteAction, "_ansinh_patched", False):
        return
    found = fingerprint(RemoteAction._validate_action_result)
    if found != KNOWN_VALIDATION:
        raise RasaChanged(f"RemoteAction._validate_action_result is {found}, not {KNOWN_VALIDATION}")
    RemoteAction._validate_action_result = _validated_by(AnswerSchema())
    RemoteAction._ansinh_patched = True


def quicken(processor: MessageProcessor) -> None:
    """Give a loaded engine the runner without a scheduler, and the action endpoint that keeps its connections."""
    if isinstance(processor.graph_runner, DaskGraphRunner):
        processor.graph_runner = StraightRunner(processor.graph_runner)
    if processor.action_endpoint is not None:
        processor.action_endpoint = KeptOpen(processor.action_endpoint)


def fingerprint(function: Any) -> str:
    """Names the source text of a function."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


class AnswerSchema:
    """Rasa's schema of an action's answer, built once and split by kind of event.

    Rasa builds the schema and checks it against the meta-schema for every answer, then tries each event against
    all 23 kinds. A kind is named by the event itself, so one of them is enough: the verdict stays the same.
    """

    def __init__(self) -> None:
        whole = RemoteAction.action_response_format_spec()
        common = {key: value for key, value in EVENT_SCHEMA.items() if key != "oneOf"}
        self._whole = _built({**whole, "properties": {**whole["properties"], "events": {"type": "array"}}})
        self._kinds = {
            kind["properties"]["event"]["const"]: _built({**common, "allOf": [kind]}) for kind in EVENT_SCHEMA["oneOf"]
        }

    def fault(self, answer: Any) -> str | None:
        """Where an answer leaves the schema, None where it keeps to it."""
        if error := next(self._whole.iter_errors(answer), None):
            return error.json_path
        for position, event in enumerate(answer.get("events", [])):
            kind = event.get("event") if isinstance(event, dict) else None
            validator = self._kinds.get(kind) if isinstance(kind, str) else None
            if validator is None or next(validator.iter_errors(event), None):
                return f"$.events[{position}]"
        return None


def _built(schema: dict[str, Any]) -> Validator:
    kind = validator_for(schema, default=Draft202012Validator)
    kind.check_schema(schema)
    return kind(schema)


def _validated_by(schema: AnswerSchema) -> Any:
    def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        """Whether an answer has the form Rasa expects; ValidationError otherwise, as in Rasa."""
        if fault := schema.fault(result):
            raise ValidationError(f"{self.name()} answered in a wrong form at {fault}")
        return True

    return _validate_action_result
