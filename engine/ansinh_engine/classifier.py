"""Rasa graph component around ``model.Model``.

In config.yml::

    - name: ansinh_engine.classifier.AspectClassifier
      aspect_threshold: 0.6        # from here the winning topic's best aspect counts as sure
      question_threshold: 0.6      # from here the topic of one of several questions counts as sure
      inverse_regularisation: 20   # and the other fields of settings.Settings
"""

from __future__ import annotations

from dataclasses import asdict
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
from ansinh_engine.material import settings_of
from ansinh_engine.model import Model
from ansinh_engine.reader import Reader
from ansinh_engine.reading import Label
from ansinh_engine.settings import Settings

ASPECTS = "aspects"
ASPECT_SURE = "aspect_sure"
QUESTIONS = "questions"
ASPECT_THRESHOLD = "aspect_threshold"
QUESTION_THRESHOLD = "question_threshold"
THRESHOLDS = {ASPECT_THRESHOLD: 0.6, QUESTION_THRESHOLD: 0.6}
RANKING_LENGTH = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AspectClassifier(GraphComponent, IntentClassifier):
    """Sets on a message: ``intent`` {name: topic, confidence}, ``intent_ranking`` (topics), ``aspects`` (up to
    ten {topic, aspect, confidence}, most likely pair first), ``aspect_sure``, and ``questions``: what a letter
    of several questions asks (``reader.Reader.told_apart``)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every parameter with its default."""
        return {**THRESHOLDS, **asdict(Settings())}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses a threshold that is no probability."""
        for name, usual in THRESHOLDS.items():
            threshold = config.get(name, usual)
            if isinstance(threshold, bool) or not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
                raise InvalidConfigException(f"{name} must be a number from 0 to 1, not {threshold!r}")

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Model | None = None,
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
            return cls(config, model_storage, resource, Model.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the model to every example that has an intent and a text, and stores it."""
        sentences = [
            (example.get(TEXT), Label(example.get(INTENT), example.get(ASPECT)))
            for example in training_data.intent_examples
            if example.get(TEXT)
        ]
        from ansinh_engine.fitting import fit  # scikit-learn, for training only

        self._model = fit(sentences, settings_of(self._config))
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
        reader = Reader(self._model, self._config[ASPECT_THRESHOLD], self._config[QUESTION_THRESHOLD])
        text = message.get(TEXT) or ""
        reading = reader.read(text)
        topics = reading.topics[:RANKING_LENGTH] if reading else []
        guesses = [guess._asdict() for guess in reading.best(RANKING_LENGTH)] if reading else []
        ranking = [{"name": name, "confidence": confidence} for name, confidence in topics]
        message.set(INTENT, dict(ranking[0]) if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(ASPECTS, guesses, add_to_output=True)
        message.set(ASPECT_SURE, reading is not None and reader.is_sure(reading), add_to_output=True)
        message.set(QUESTIONS, reader.told_apart(text), add_to_output=True)
