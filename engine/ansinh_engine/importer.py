"""Reads the training data with ``topic/aspect`` examples so that Rasa sees plain topics.

Rasa takes ``topic/aspect`` for a retrieval intent and wants a response and a ResponseSelector for each. Our
texts are spoken by actions and our classifier knows the aspects, so the aspect moves to an attribute of its
own and no made-up responses are needed.

A few questions stand in the bank of aspects under two topics. ``twins`` in config.yml names each pair; the
sentences of both are learnt under the second, for a classifier that must choose between two names of one thing
is sure of neither::

    importers:
      - name: ansinh_engine.importer.AspectImporter
        twins: {pension_conditions/pensioner_health_card: health_insurance/hi_for_pensioner}
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

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        twins: dict[str, str] | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._twins = twins or {}

    def get_nlu_data(self, language: str | None = "vi") -> TrainingData:
        """Training data without retrieval intents; nothing else is changed."""
        data = super().get_nlu_data(language)
        return TrainingData(
            [_split(example, self._twins) for example in data.training_examples],
            data.entity_synonyms,
            data.regex_features,
            data.lookup_tables,
            data.responses,
        )


def _split(example: Message, twins: dict[str, str]) -> Message:
    full = example.get(INTENT_RESPONSE_KEY)
    if not full:
        return example
    full = twins.get(full, full)
    content: dict[str, Any] = {key: value for key, value in example.data.items() if key != INTENT_RESPONSE_KEY}
    content[ASPECT] = full.partition("/")[2]
    content[INTENT] = full.partition("/")[0]
    return Message(content)
