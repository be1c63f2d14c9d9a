"""Reads a letter with the model: what it asks counts as much as all of it, and each question stands alone too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ansinh_engine.letter import questions
from ansinh_engine.model import Model
from ansinh_engine.reading import Reading
from ansinh_engine.text import normalise

ASKED = 0.5
"""What the questions of a letter weigh beside the whole of it: docs/decisions/0004-classifier.md."""


@dataclass(frozen=True)
class Reader:
    """``aspect_threshold``: share from which a topic's best aspect is sure; ``question_threshold``: probability
    from which the topic of one of several questions is."""

    model: Model
    aspect_threshold: float
    question_threshold: float

    def read(self, text: str) -> Reading | None:
        """The reading of a text; None where it holds no word."""
        whole, question = normalise(text), normalise(" ".join(questions(text)))
        if not whole:
            return None
        reading = self.model.read(whole)
        return reading.blended(self.model.read(question), ASKED) if question else reading

    def is_sure(self, reading: Reading) -> bool:
        """Whether the best aspect of the winning topic is."""
        return bool(reading.aspect_confidence >= self.aspect_threshold)

    def told_apart(self, text: str) -> list[dict[str, Any]]:
        """The several questions of a letter whose topic is sure, each pair once, in the order asked:
        {text, topic, aspect, confidence (of the topic), aspect_sure}. Empty where there are not two."""
        asked = questions(text)
        found: dict[tuple[str, str | None], dict[str, Any]] = {}
        for question in asked if len(asked) > 1 else ():
            normalised = normalise(question)
            reading = self.model.read(normalised) if normalised else None
            if reading and reading.topics[0][1] >= self.question_threshold:
                found.setdefault(reading.winner[:2], self._sure(question, reading))
        return list(found.values()) if len(found) > 1 else []

    def _sure(self, question: str, reading: Reading) -> dict[str, Any]:
        return {
            "text": question,
            "topic": reading.winner.topic,
            "aspect": reading.winner.aspect,
            "confidence": reading.topics[0][1],
            "aspect_sure": self.is_sure(reading),
        }
