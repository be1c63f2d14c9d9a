"""Rasa graph component around ``model.LinearModel``.

In config.yml::

    - name: ansinh_engine.classifier.AspectClassifier
      aspect_threshold: 0.6        # from here the winning topic's best aspect counts as sure
      inverse_regularisation: 20   # and the other fields of settings.Settings
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from ansinh_engine.importer import ASPECT
from ansinh_engine.model import Label, LinearModel
from ansinh_engine.settings import Settings
from ansinh_engine.text import normalise

ASPECTS = "aspects"
ASPECT_SURE = "aspect_sure"
ASPECT_THRESHOLD = "aspect_threshold"
RANKING_LENGTH = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AspectClassifier(GraphComponent, IntentClassifier):
    """Sets on a message: ``intent`` {name: topic, confidence}, ``intent_ranking`` (topics), ``aspects`` (up to
    ten {topic, aspect, confidence}, most likely pair first) and ``aspect_sure``."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every parameter with its default."""
        return {ASPECT_THRESHOLD: 0.6, **asdict(Settings())}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses a threshold that is no probability."""
        threshold = config.get(ASPECT_THRESHOLD, 0.6)
        if isinstance(threshold, bool) or not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
            raise InvalidConfigException(f"{ASPECT_THRESHOLD} must be a number from 0 to 1, not {threshold!r}")

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: LinearModel | None = None,
    ) -> None:
        self.validate_config(config)
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
    ) -> AspectClassifier:
        """An untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
        **_: Any,
    ) -> AspectClassifier:
        """The component as trained; ``model.ModelUnreadable`` when its files are damaged."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the model to every example that has an intent and a text, and stores it."""
        sentences = [
            (example.get(TEXT), Label(example.get(INTENT), example.get(ASPECT)))
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        from ansinh_engine.fitting import fit  # scikit-learn, for training only

        settings = Settings(**{each.name: self._config[each.name] for each in fields(Settings)})
        self._model = fit(sentences, settings)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Classifies the messages in place; a text without a word in it gets intent None."""
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        if self._model is None:
            raise RuntimeError("the classifier is used before training")
        normalised = normalise(message.get(TEXT) or "")
        topics: list[tuple[str, float]] = []
        guesses: list[dict[str, Any]] = []
        sure = False
        if normalised:
            reading = self._model.read(normalised)
            topics = reading.topics[:RANKING_LENGTH]
            guesses = [guess._asdict() for guess in reading.best(RANKING_LENGTH)]
            sure = reading.aspect_confidence >= self._config[ASPECT_THRESHOLD]
        ranking = [{"name": name, "confidence": confidence} for name, confidence in topics]
        message.set(INTENT, dict(ranking[0]) if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(ASPECTS, guesses, add_to_output=True)
        message.set(ASPECT_SURE, sure, add_to_output=True)
