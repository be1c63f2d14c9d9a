"""Approved texts (`data/answers/<topic>.toml`): one per aspect, read once, checked when read."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from bot.advice.template import bare_numbers
from bot.outcomes import Outcome

#: Aspect name of "another question of this topic": answered with the topic's choices.
OTHER = "other"
LONGEST_TITLE = 40
CONFIDENCES = frozenset("ABCX")
#: What an answer may say beside its `text` when it is asked for: a longer version, a worked example.
FURTHER = ("more", "example")
#: A button or word that asks for more of an answer: `min_monthly_payment__example`.
_FURTHER = re.compile(rf"^(.+)__({'|'.join(FURTHER)})$")
_ALLOWED = frozenset({"ask", "text", "legal_basis", "confidence", "next", "outcome", "checked_on", "starts", *FURTHER})


def further_aspect(aspect: str, part: str) -> str:
    """The aspect under which `part` (one of FURTHER) of an answer is asked for."""
    return f"{aspect}__{part}"


def asked_further(aspect: str | None) -> tuple[str, str] | None:
    """The aspect and the part of it (one of FURTHER) that are asked for; None where `aspect` asks for no part."""
    asked = _FURTHER.match(aspect or "")
    return (asked.group(1), asked.group(2)) if asked else None


class AnswersError(ValueError):
    """An answer file that cannot be used: names the file, the aspect and what is allowed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One approved text. `starts` names the form that this aspect opens instead of a text.

    `more` is a longer version and `example` a worked example, both said only on request.
    """

    topic: str
    aspect: str
    ask: str
    text: str
    legal_basis: tuple[str, ...]
    confidence: str
    next: tuple[str, ...]
    outcome: Outcome
    checked_on: date
    starts: str | None = None
    more: str | None = None
    example: str | None = None

    @property
    def key(self) -> str:
        """`topic/aspect`, the name used by `next`."""
        return f"{self.topic}/{self.aspect}"

    def further(self, part: str) -> str | None:
        """The text of `part`, one of FURTHER; None where the answer has none."""
        return {"more": self.more, "example": self.example}[part]

    def texts(self) -> tuple[str, ...]:
        """Everything that this answer can say."""
        return tuple(text for text in (self.text, self.more, self.example) if text)


@dataclass(frozen=True, slots=True)
class Topic:
    """The answers of one topic; `label` completes the sentence that offers them."""

    name: str
    label: str
    answers: dict[str, Answer]


class Answers:
    """All topics, by name."""

    def __init__(self, topics: dict[str, Topic]):
        self._topics = topics

    @classmethod
    def load(cls, folder: Path) -> "Answers":
        """Read every topic file of `folder`. Raises AnswersError."""
        topics = {}
        for path in sorted(folder.glob("*.toml")):
            topic = _read_topic(path)
            topics[topic.name] = topic
        answers = cls(topics)
        for answer in answers:
            for key in answer.next:
                if answers.find(*key.split("/", 1)) is None:
                    raise AnswersError(f"{answer.key}: next names {key}, which has no answer")
        return answers

    def __iter__(self) -> Iterator[Answer]:
        return (answer for topic in self._topics.values() for answer in topic.answers.values())

    def topic(self, name: str) -> Topic | None:
        """A topic by its name in the design, None where it has no file."""
        return self._topics.get(name)

    def find(self, topic: str, aspect: str | None = None) -> Answer | None:
        """The answer of an aspect; plain intents are asked for without aspect."""
        if aspect is None:
            topic, aspect = "dialogue", topic
        found = self._topics.get(topic)
        return found.answers.get(aspect) if found else None


def _read_topic(path: Path) -> Topic:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise AnswersError(f"{path.name}: {error}") from error
    name, label = table.pop("topic", None), table.pop("label", None)
    if name != path.stem or not isinstance(label, str):
        raise AnswersError(f'{path.name}: needs topic = "{path.stem}" and a label')
    return Topic(name, label, {aspect: _read_answer(path, name, aspect, row) for aspect, row in table.items()})


def _read_answer(path: Path, topic: str, aspect: str, row: object) -> Answer:
    where = f"{path.name} [{aspect}]"
    if not isinstance(row, dict):
        raise AnswersError(f"{where}: expected a table, got {row!r}")
    fields = cast("dict[str, Any]", row)
    if unknown := fields.keys() - _ALLOWED:
        raise AnswersError(f"{where}: unknown {sorted(unknown)}; allowed are {sorted(_ALLOWED)}")
    if missing := {"ask", "text", "confidence", "checked_on"} - fields.keys():
        raise AnswersError(f"{where}: missing {sorted(missing)}")
    for name in ("text", *(name for name in FURTHER if name in fields)):
        _check_text(f"{where} {name}", fields[name])
    if len(fields["ask"]) > LONGEST_TITLE:
        raise AnswersError(f"{where}: ask is longer than {LONGEST_TITLE} characters")
    if fields["confidence"] not in CONFIDENCES:
        raise AnswersError(f"{where}: confidence {fields['confidence']!r}; allowed are A, B, C, X")
    try:
        outcome = Outcome(fields.get("outcome", Outcome.ANSWERED))
    except ValueError as error:
        raise AnswersError(f"{where}: {error}; allowed are {', '.join(Outcome)}") from error
    return Answer(
        topic=topic,
        aspect=aspect,
        ask=fields["ask"],
        text=fields["text"].strip(),
        legal_basis=tuple(fields.get("legal_basis", ())),
        confidence=fields["confidence"],
        next=tuple(fields.get("next", ())),
        outcome=outcome,
        checked_on=fields["checked_on"],
        starts=fields.get("starts"),
        **{name: fields[name].strip() for name in FURTHER if name in fields},
    )


def _check_text(where: str, text: object) -> None:
    if not isinstance(text, str):
        raise AnswersError(f"{where}: expected a text, got {text!r}")
    if numbers := bare_numbers(text):
        raise AnswersError(f"{where}: bare numbers {numbers}; a number comes from a figure or stands in [[a citation]]")
