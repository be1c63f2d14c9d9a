"""What the page of a receipt shows, and the same as JSON. Never who asked, never the citizen's words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.advice.advice import Evidence
from bot.advice.answers import Answers
from bot.records.answer_codes import shown
from bot.records.answer_receipts import AnswerTold
from bot.records.corrections import Changed
from bot.records.figure_words import amount
from bot.records.receipt_words import ReceiptWords

_SOURCE = ("figure", "label", "value", "unit", "legal_basis", "effective_from", "effective_to")


@dataclass(frozen=True, slots=True)
class Source:
    """One source in words."""

    label: str
    value: str
    legal_basis: str
    valid: str


@dataclass(frozen=True, slots=True)
class Content:
    """One answer in words. `about` is the approved wording of the question answered, None where there is none."""

    code: str
    about: str | None
    texts: tuple[tuple[str, ...], ...]
    sources: tuple[Source, ...]
    corrections: tuple[str, ...]
    is_unaltered: bool
    state: str
    when: str
    valid_for: str
    author: str
    versions: str


def content(words: ReceiptWords, answers: Answers, told: AnswerTold, changes: list[Changed]) -> Content:
    """The answer as the page writes it; texts are split into paragraphs."""
    when = words.when(told)
    asked = answers.find(told.topic, told.aspect) if told.topic and told.aspect else None
    return Content(
        code=shown(told.code),
        about=asked.ask if asked else None,
        texts=tuple(tuple(part for part in text.split("\n\n") if part.strip()) for text in told.texts),
        sources=tuple(_source(words, one) for one in told.evidence),
        corrections=tuple(map(words.changed, changes)),
        is_unaltered=told.is_unaltered,
        state=words.state(told),
        when=words.phrases("receipt.when_value", time=when["time"], day=when["day"]),
        valid_for=when["as_of"],
        author=words.author(told),
        versions=words.versions(told),
    )


def as_json(told: AnswerTold, changes: list[Changed]) -> dict[str, Any]:
    """The answer for machines. Days are ISO 8601, values in the figure's own unit."""
    return {
        "code": shown(told.code),
        "status": "unaltered" if told.is_unaltered else "altered",
        "answered_at": told.answered_at.isoformat(),
        "as_of": told.as_of.isoformat(),
        "author": told.author,
        "topic": told.topic,
        "aspect": told.aspect,
        "texts": list(told.texts),
        "evidence": [_evidence(one) for one in told.evidence],
        "corrections": [_change(one) for one in changes],
        "model_version": told.model_version,
        "data_version": told.data_version,
    }


def _source(words: ReceiptWords, one: Evidence) -> Source:
    basis = one.legal_basis if one.legal_basis != one.label else ""
    return Source(one.label, amount(one.value, one.unit), basis, words.valid(one.effective_from, one.effective_to))


def _evidence(one: Evidence) -> dict[str, Any]:
    return {name: _iso(getattr(one, name)) for name in _SOURCE}


def _change(one: Changed) -> dict[str, Any]:
    now = Evidence.of_figure(one.now) if one.now else None
    return {
        "figure": one.told.figure,
        "how": one.how,
        "told": one.told.value,
        "now": now.value if now else None,
        "since": now.effective_from.isoformat() if now and now.effective_from else None,
    }


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
