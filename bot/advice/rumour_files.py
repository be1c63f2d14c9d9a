"""Reads `data/rumours/*.toml`, strictly: whatever is wrong is named with its file and line."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from bot.advice.adviser import Adviser
from bot.advice.answers import CONFIDENCES, Answer, AnswersError
from bot.advice.rumours import TOPIC, Rumour, Rumours, Verdict
from bot.advice.template import TemplateError, bare_numbers, fill
from bot.outcomes import Outcome
from bot.policy.errors import PolicyDataError, PolicyError
from bot.policy.schema import parse

#: How many wordings a rumour needs, and how many of them as people type them, without any mark.
WORDINGS, BARE_WORDINGS = 10, 3
#: Sentences that a claim and a refutation have at most.
CLAIM, REFUTATION = 1, 2
_ALWAYS = ("claim", "verdict", "said", "first_seen", "checked_on", "review_by")
_OWN = ("refutation", "legal_basis", "confidence", "next")
_ALLOWED = frozenset((*_ALWAYS, *_OWN, "aspect", "holds_to", "from_claim"))
_PLACEHOLDER = re.compile(r"\{[^{}]+\}|\[\[.+?\]\]")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")


class RumoursError(AnswersError):
    """A rumour that cannot be used; the message begins with file and line."""


def load(folder: Path, adviser: Adviser) -> Rumours:
    """Every rumour of `folder`. Raises RumoursError."""
    rumours = tuple(_File(path, adviser).read() for path in sorted(folder.glob("*.toml")))
    said: dict[str, str] = {}
    for rumour in rumours:
        for wording in rumour.said:
            other = said.setdefault(wording.casefold(), rumour.name)
            if other != rumour.name:
                raise RumoursError(f"{rumour.name}.toml:1: {wording!r} is said of {other} too")
    return Rumours(rumours)


def text_problem(text: object, adviser: Adviser, on: date, most: int) -> str | None:
    """Why a claim or refutation of at most `most` sentences cannot be used; None where it can."""
    if not isinstance(text, str) or not text.strip():
        return "must be a text and not empty"
    if numbers := bare_numbers(text):
        return f"bare numbers {numbers}; a number comes from a figure or stands in [[a citation]]"
    ends = sentences(text)
    if not 1 <= ends <= most:
        return f"{ends} sentences; at most {most}, each ended by a full stop"
    try:
        fill(text, adviser.policy, on)
    except (PolicyError, TemplateError) as error:
        return str(error)
    return None


def sentences(text: str) -> int:
    """How many sentences of `text` are ended; the points of placeholders and citations end none."""
    return len(_SENTENCE_END.findall(_PLACEHOLDER.sub("x", text.strip())))


class _File:
    """One file being read."""

    def __init__(self, path: Path, adviser: Adviser):
        self._path, self._adviser = path, adviser
        try:
            self._raw, self._lines = parse(path.name, path.read_text("utf-8"))
        except PolicyDataError as error:
            raise RumoursError(str(error)) from error

    def read(self) -> Rumour:
        self._check_fields()
        checked_on, review_by = self._day("checked_on"), self._day("review_by")
        first_seen, holds_to = self._day("first_seen"), self._day("holds_to") if "holds_to" in self._raw else None
        if not first_seen <= checked_on <= review_by:
            self._fail("first_seen, checked_on and review_by come in this order", "review_by")
        answer = self._answer() if "aspect" in self._raw else self._own(checked_on)
        return Rumour(
            name=self._path.stem,
            claim=self._text("claim", checked_on, CLAIM),
            verdict=self._verdict(),
            refutation=answer.text.split("\n\n")[0],
            legal_basis=answer.legal_basis,
            confidence=answer.confidence,
            next=answer.next,
            said=self._said(),
            first_seen=first_seen,
            checked_on=checked_on,
            review_by=review_by,
            holds_to=holds_to,
            aspect=answer.aspect or None,
            from_claim=self._text_as_is("from_claim") if "from_claim" in self._raw else None,
        )

    def _check_fields(self) -> None:
        for name in self._raw:
            if name not in _ALLOWED:
                self._fail(f"unknown field {name!r}; allowed are {', '.join(sorted(_ALLOWED))}", name)
        needed = _ALWAYS if "aspect" in self._raw else (*_ALWAYS, *_OWN)
        for name in needed:
            if name not in self._raw:
                self._fail(f"missing field {name!r}")
        for name in _OWN:
            if "aspect" in self._raw and name in self._raw:
                self._fail(f"{name!r} stands in the answer that aspect names, not here too", name)

    def _answer(self) -> Answer:
        found = self._adviser.answers.find(TOPIC, str(self._raw["aspect"]))
        if found is None or found.outcome is not Outcome.ANSWERED_RUMOUR:
            self._fail(f"aspect {self._raw['aspect']!r} is no rumour of {TOPIC}.toml", "aspect")
        if problem := text_problem(found.text.split("\n\n")[0], self._adviser, found.checked_on, REFUTATION):
            self._fail(f"the first paragraph of {found.key} is its refutation: {problem}", "aspect")
        return found

    def _own(self, checked_on: date) -> Answer:
        """The rumour's own refutation as an answer without an aspect."""
        if self._raw["confidence"] not in CONFIDENCES:
            self._fail(
                f"confidence {self._raw['confidence']!r}; allowed are {', '.join(sorted(CONFIDENCES))}", "confidence"
            )
        for key in self._texts("next"):
            if self._adviser.answers.find(*key.partition("/")[::2]) is None:
                self._fail(f"next names {key}, which has no answer", "next")
        return Answer(
            topic=TOPIC,
            aspect="",
            ask="",
            text=self._text("refutation", checked_on, REFUTATION),
            legal_basis=self._texts("legal_basis"),
            confidence=str(self._raw["confidence"]),
            next=self._texts("next"),
            outcome=Outcome.ANSWERED_RUMOUR,
            checked_on=checked_on,
        )

    def _verdict(self) -> Verdict:
        try:
            return Verdict(str(self._raw["verdict"]))
        except ValueError:
            self._fail(f"verdict {self._raw['verdict']!r}; allowed are {', '.join(Verdict)}", "verdict")

    def _said(self) -> tuple[str, ...]:
        said = self._texts("said")
        if "from_claim" in self._raw:
            # An exported claim has the words that citizens wrote, few or many.
            return said
        if len(set(said)) < WORDINGS or len(set(said)) != len(said):
            self._fail(f"needs {WORDINGS} different wordings", "said")
        if sum(wording.isascii() for wording in said) < BARE_WORDINGS:
            self._fail(f"needs {BARE_WORDINGS} wordings as people type them, without marks", "said")
        return said

    def _text(self, name: str, on: date, most: int) -> str:
        if problem := text_problem(self._raw[name], self._adviser, on, most):
            self._fail(f"{name}: {problem}", name)
        return str(self._raw[name]).strip()

    def _text_as_is(self, name: str) -> str:
        value = self._raw[name]
        if not isinstance(value, str) or not value.strip():
            self._fail(f"{name} must be a text and not empty", name)
        return value

    def _texts(self, name: str) -> tuple[str, ...]:
        values = self._raw[name]
        if (
            not isinstance(values, list)
            or not values
            or not all(isinstance(one, str) and one.strip() for one in values)
        ):
            self._fail(f"{name} is a list of texts", name)
        return tuple(values)

    def _day(self, name: str) -> date:
        value = self._raw[name]
        if not isinstance(value, date) or isinstance(value, datetime):
            self._fail(f"{name} is a day, such as 2026-11-22", name)
        return value

    def _fail(self, problem: str, field: str | None = None) -> NoReturn:
        line = self._lines.top(field) if field else 1
        raise RumoursError(f"{self._path.name}:{line}: {problem}")
