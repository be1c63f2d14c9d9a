"""Reads the training data with ``topic/aspect`` examples so that Rasa sees plain topics.

Rasa takes ``topic/aspect`` for a retrieval intent and wants a response and a ResponseSelector for each. Our
texts are spoken by actions and our classifier knows the aspects, so the aspect moves to an attribute of its
own and no made-up responses are needed.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

ASPECT = "ansinh_aspect"
"""Attribute of a training example: its aspect; absent for plain intents."""


class AspectImporter(RasaFileImporter):
    """Rasa's own file importer, with retrieval intents turned into topic and aspect."""

    def get_nlu_data(self, language: str | None = "vi") -> TrainingData:
        """Training data without retrieval intents; nothing else is changed."""
        data = super().get_nlu_data(language)
        return TrainingData(
            [_split(example) for example in data.training_examples],
            data.entity_synonyms,
            data.regex_features,
            data.lookup_tables,
            data.responses,
        )


def _split(example: Message) -> Message:
    full = example.get(INTENT_RESPONSE_KEY)
    if not full:
        return example
    content: dict[str, Any] = {key: value for key, value in example.data.items() if key != INTENT_RESPONSE_KEY}
    content[ASPECT] = full.partition("/")[2]
    content[INTENT] = full.partition("/")[0]
    return Message(content)
