"""Chooses the approved text for what was asked, fills it for the day, and says on what it stands."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.advice import wording
from bot.advice.advice import Advice, Button, Evidence
from bot.advice.answers import FURTHER, OTHER, Answer, Answers, asked_further, further_aspect
from bot.advice.families import Families
from bot.advice.instruments import Instruments
from bot.advice.phrases import Phrases
from bot.advice.template import fill
from bot.outcomes import Outcome
from bot.policy.errors import PolicyError
from bot.policy.figures import Policy
from bot.policy.schema import Figure

#: How many questions of a topic one message lists, beside "a person".
CHOICES = 6
#: Aspect of the button that lists a topic's questions, page after page.
FIRST_PAGE = "choices_1"
_PAGE = re.compile(r"^choices_(\d{1,2})$")
#: Citations printed under an answer; the others stay in its evidence.
PRINTED_SOURCES = 3
UNSETTLED = frozenset("CX")
#: Units of figures that only say where to ask: no law stands behind them, so they need no caution.
CONTACTS = frozenset({"phone", "text"})


def content_version(folder: Path, *others: str) -> str:
    """12 hex digits of everything in `folder`: which texts and figures an answer was given from."""
    digest = hashlib.sha256("".join(others).encode())
    for path in sorted(folder.rglob("*.toml")):
        digest.update(f"{path.relative_to(folder)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Day:
    """The day an answer is for, and the real day it is spoken on (decides whether a figure is past review)."""

    as_of: date
    today: date


class Adviser:
    """Aspect and day → advice. Knows no channel, no database, no clock."""

    def __init__(
        self,
        policy: Policy,
        answers: Answers,
        phrases: Phrases,
        instruments: Instruments,
        families: Families | None = None,
    ):
        self.policy, self.answers, self.phrases, self.instruments = policy, answers, phrases, instruments
        self.families = families or Families()
        self.version = policy.version

    @classmethod
    def load(cls, data: Path) -> "Adviser":
        """Read `data/policy/` and `data/answers/`. Raises PolicyError and AnswersError."""
        texts = data / "answers"
        policy = Policy.load(data / "policy")
        hotline = str(policy.periods("hotline_bhxh")[-1].value)
        answers = Answers.load(texts)
        adviser = cls(
            policy,
            answers,
            Phrases.load(texts / "phrases", hotline=hotline),
            Instruments.load(texts / "sources" / "instruments.toml"),
            Families.load(texts / "sources" / "families.toml", answers),
        )
        adviser.version = content_version(texts, adviser.policy.version, content_version(data / "rumours"))
        return adviser

    def answer(self, topic: str, aspect: str | None, day: Day) -> Advice:
        """The answer of an aspect, the topic's choices where the aspect has none, or the words of a plain intent."""
        if aspect and (page := _PAGE.match(aspect)):
            return self.choices(topic, int(page.group(1)))
        if aspect and (asked := asked_further(aspect)):
            return self.further(topic, *asked, day)
        found = self.answers.find(topic, aspect) if aspect else self.answers.find(topic)
        # A topic that is not ours has one text for all its other questions: where to ask.
        found = found or self.answers.find(topic, OTHER)
        if found is None:
            return self.choices(topic)
        if found.starts:
            return Advice("", Outcome.COLLECTING, topic, found.aspect, starts=found.starts)
        return self._speak(found, day)

    def spoken(self, answer: Answer, day: Day) -> Advice:
        """An approved text that stands in no topic's file: the refutation of a rumour."""
        return self._speak(answer, day)

    def further(self, topic: str, aspect: str, part: str, day: Day) -> Advice:
        """The longer version or the example (`part`) of an answer; where it has none, what to ask instead."""
        found = self.answers.find(topic, aspect)
        if found is None:
            return self.choices(topic)
        if found.further(part):
            return self._speak(found, day, part)
        buttons = (*self._parts(found), *self.following(found), self.person())
        return Advice(self.phrases(f"frame.no_{part}"), Outcome.SUGGESTED, topic, aspect, buttons)

    def choices(self, topic: str, page: int = 1) -> Advice:
        """What can be answered about a topic, as buttons in human words, most asked first, a page at a time."""
        known = self.answers.topic(topic)
        if known is None:
            return self.not_understood()
        all_ = [a for a in known.answers.values() if a.aspect != OTHER]
        offered = self.buttons(all_[(page - 1) * CHOICES : page * CHOICES])
        if page * CHOICES < len(all_):
            offered.append(Button(self.phrases("frame.more_button"), topic, f"choices_{page + 1}"))
        text = self.phrases("frame.choices", label=known.label)
        return Advice(text, Outcome.SUGGESTED, topic, None, (*offered, self.person()))

    def not_understood(self) -> Advice:
        """No choice is likely: say so, say how to ask, offer a person."""
        return Advice(self.phrases("frame.not_understood"), Outcome.UNANSWERED_NOT_UNDERSTOOD, buttons=(self.person(),))

    def not_settled(self, topic: str, aspect: str | None) -> Advice:
        """A figure is unsettled, past review or missing for that day: nothing is stated, the office is named."""
        text = self.phrases("frame.not_settled")
        return Advice(text, Outcome.UNANSWERED_NOT_SETTLED, topic, aspect, (self.person(),))

    def person(self) -> Button:
        """The way out that every choice offers."""
        return Button(self.phrases("frame.person_button"), "talk_to_officer")

    def sourced(self, text: str, figures: list[Figure], citations: tuple[str, ...], confidence: str, day: Day) -> str:
        """`text` with its caution (confidence B), its sources and the day it is for."""
        stated = [one for one in figures if one.unit not in CONTACTS]
        # A figure's basis may name two instruments; each is printed once.
        bases = dict.fromkeys(
            part for basis in (*citations, *(one.legal_basis for one in stated)) for part in basis.split("; ")
        )
        if not bases:
            return text
        weakest = max([confidence, *(one.confidence for one in stated)])
        caution = [self.phrases("frame.caution")] if weakest != "A" else []
        sources = "; ".join(list(bases)[:PRINTED_SOURCES])
        line = self.phrases("frame.sources", sources=sources, day=wording.day(day.as_of))
        return "\n\n".join([text, "\n".join([*caution, line])])

    def evidence(self, figures: list[Figure], citations: tuple[str, ...]) -> tuple[Evidence, ...]:
        """Dated sources: each figure, then each legal text cited without a figure."""
        stated = [one for one in figures if one.unit not in CONTACTS] or figures
        told = "; ".join(one.legal_basis for one in stated)
        texts = []
        for citation in (one for one in citations if one not in told):
            law = self.instruments.of(citation)
            since, until = (law.effective_from, law.effective_to) if law else (None, None)
            texts.append(Evidence("legal_text", law.title if law else citation, None, None, citation, since, until))
        return (*(Evidence.of_figure(one) for one in stated), *texts)

    def stateable(self, figures: list[Figure], day: Day) -> bool:
        """Whether every figure may be spoken: settled, and not past its review date on the day of speaking."""
        return all(f.confidence not in UNSETTLED and f.review_by >= day.today for f in figures)

    def following(self, answer: Answer) -> tuple[Button, ...]:
        """The questions that an answer leads on to, as buttons."""
        return tuple(self.buttons([a for key in answer.next if (a := self.answers.find(*key.split("/", 1)))]))

    def _parts(self, answer: Answer, spoken: str | None = None) -> tuple[Button, ...]:
        """Buttons for what else an answer can say, without the part just `spoken`."""
        return tuple(
            Button(self.phrases(f"frame.{part}_of_it"), answer.topic, further_aspect(answer.aspect, part))
            for part in FURTHER
            if part != spoken and answer.further(part)
        )

    def _speak(self, answer: Answer, day: Day, part: str | None = None) -> Advice:
        words = (part and answer.further(part)) or answer.text
        try:
            filled = fill(words, self.policy, day.as_of)
        except PolicyError:
            # The data has no such figure on that day: silence about it is the only honest text.
            return self.not_settled(answer.topic, answer.aspect)
        # A text that says "not settled" may be spoken whatever its confidence: that is its message.
        settled = answer.confidence not in UNSETTLED or answer.outcome is Outcome.UNANSWERED_NOT_SETTLED
        if not settled or not self.stateable(filled.figures, day):
            return self.not_settled(answer.topic, answer.aspect)
        text = self.sourced(filled.text, filled.figures, answer.legal_basis, answer.confidence, day)
        evidence = self.evidence(filled.figures, answer.legal_basis)
        topic, aspect = (answer.topic, answer.aspect) if answer.topic != "dialogue" else (answer.aspect, None)
        buttons = (*self._parts(answer, part), *self.following(answer))
        return Advice(text, answer.outcome, topic, aspect, buttons, evidence)

    @staticmethod
    def buttons(answers: Iterable[Answer]) -> list[Button]:
        """A button an answer, saying what it answers."""
        return [Button(a.ask, a.aspect) if a.topic == "dialogue" else Button(a.ask, a.topic, a.aspect) for a in answers]
