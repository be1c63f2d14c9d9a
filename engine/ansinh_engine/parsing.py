"""Reads texts with the trained graph, and gives a pressed button the shape of a reading.

Rasa appends to every pipeline a component that takes a text like ``/intent{"slot": 1}`` for a command. Texts of
citizens are read up to the component before it, so that no wording, in whatever script or with whatever
invisible characters, can choose an intent or fill a slot. Only a button, which comes in its own field, can.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.constants import USER_INTENT_BACK, USER_INTENT_SESSION_START

from ansinh_engine.wire import Refused

NEVER_BY_BUTTON = frozenset({USER_INTENT_BACK, USER_INTENT_SESSION_START, DEFAULT_NLU_FALLBACK_INTENT_NAME})
"""Rasa's own intents that would undo turns or fake a fallback."""

PARSE_KEYS = ("intent", "intent_ranking", "aspects", "aspect_sure", "questions")


class UnknownGraph(Exception):
    """The model's graph does not end in Rasa's command reader as that of Rasa 3.6 does."""


def reading_node(processor: MessageProcessor) -> str:
    """Name of the last graph node before the command reader."""
    last = processor.model_metadata.predict_schema.nodes[processor.model_metadata.nlu_target]
    if last.uses is not RegexMessageHandler:
        raise UnknownGraph(f"the graph ends in {last.uses.__name__}, not {RegexMessageHandler.__name__}")
    return str(last.needs["messages"])


def parse(processor: MessageProcessor, texts: Sequence[str]) -> list[dict[str, Any]]:
    """One reading per text: what ``classifier`` sets on a message, and no entities."""
    if not texts:
        return []
    node = reading_node(processor)
    messages = [UserMessage(text) for text in texts]
    results = processor.graph_runner.run(
        inputs={PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: None}, targets=[node]
    )
    return [{key: message.get(key) for key in PARSE_KEYS} | {"entities": []} for message in results[node]]


def pressed(processor: MessageProcessor, intent: str, aspect: str | None) -> dict[str, Any]:
    """The reading of a pressed button: certain. ``Refused`` with 400 for an intent outside the domain."""
    if intent not in processor.domain.intents or intent in NEVER_BY_BUTTON:
        raise Refused(400, "intent is not one a button may carry")
    certain = {"name": intent, "confidence": 1.0}
    return {
        "intent": certain,
        "intent_ranking": [dict(certain)],
        "aspects": [{"topic": intent, "aspect": aspect, "confidence": 1.0}],
        "aspect_sure": True,
        "questions": [],
        "entities": [],
    }
