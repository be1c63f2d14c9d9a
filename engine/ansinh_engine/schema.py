"""Rasa's schema of an action's answer, built once and split by kind of event.

Rasa builds the schema and checks it against the meta-schema for every answer, then tries each event against
all 23 kinds. A kind is named by the event itself, so one of them is enough: the verdict stays the same.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.utils.schemas.events import EVENT_SCHEMA


class AnswerSchema:
    """Says whether an answer has the form that Rasa expects."""

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
