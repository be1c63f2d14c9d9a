"""Known rumours (`data/rumours/`, one file each): the claim, how people say it, the verdict, what refutes it.

What a citizen is told has one source. Where the topic `misinformation` has an answer, the rumour names that aspect,
and the first paragraph of its text is the refutation; a rumour without an answer brings its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.advice.advice import Advice
from bot.advice.adviser import Adviser, Day
from bot.advice.answers import Answer
from bot.advice.template import fill
from bot.outcomes import Outcome

TOPIC = "misinformation"


class Verdict(StrEnum):
    """What was found of a claim: `misread` is a true rule that is taken for another one."""

    FALSE = "false"
    PARTLY_TRUE = "partly_true"
    MISREAD = "misread"
    NOT_SETTLED = "not_settled"


@dataclass(frozen=True, slots=True)
class Rumour:
    """A claim with its verdict. `claim` and `refutation` are templates as answers are; `said` are people's own words.

    `review_by` is the last day on which the verdict may be spoken unread, `holds_to` the last day it is true for;
    `from_claim` is the key under which officers published it before it became a file.
    """

    name: str
    claim: str
    verdict: Verdict
    refutation: str
    legal_basis: tuple[str, ...]
    confidence: str
    next: tuple[str, ...]
    said: tuple[str, ...]
    first_seen: date
    checked_on: date
    review_by: date
    holds_to: date | None = None
    aspect: str | None = None
    from_claim: str | None = None

    def is_spoken(self, day: Day) -> bool:
        """Whether the verdict may be said: read again in time, and true for the day asked about."""
        return day.today <= self.review_by and (self.holds_to is None or day.as_of <= self.holds_to)

    def advice(self, adviser: Adviser, day: Day) -> Advice:
        """What the citizen is told: verdict, refutation, sources. Its aspect is the rumour's name."""
        if self.aspect:
            return adviser.answer(TOPIC, self.aspect, day)
        text = f"{adviser.phrases(f'rumour.{self.verdict}')} {self.refutation}"
        settled = self.verdict is not Verdict.NOT_SETTLED
        answer = Answer(
            topic=TOPIC,
            aspect=self.name,
            ask="",
            text=text,
            legal_basis=self.legal_basis,
            confidence=self.confidence,
            next=self.next,
            outcome=Outcome.ANSWERED_RUMOUR if settled else Outcome.UNANSWERED_NOT_SETTLED,
            checked_on=self.checked_on,
        )
        return adviser.spoken(answer, day)

    def short(self, adviser: Adviser, day: Day) -> str:
        """Claim, verdict and refutation in one message, for people who asked before the verdict was known."""
        policy = adviser.policy
        claim = fill(self.claim, policy, day.as_of)
        refutation = fill(self.refutation, policy, day.as_of)
        # The first words of most answers are the verdict itself.
        is_said = self.aspect and self.verdict in {Verdict.FALSE, Verdict.PARTLY_TRUE}
        verdict = "" if is_said else f"{adviser.phrases(f'rumour.{self.verdict}')} "
        told = f"{verdict}{refutation.text}"
        text = adviser.phrases("rumour.published", claim=claim.text.rstrip("."), told=told)
        return adviser.sourced(text, refutation.figures, self.legal_basis, self.confidence, day)


class Rumours:
    """All rumours of the files, by name (`bot.advice.rumour_files.load`)."""

    def __init__(self, rumours: tuple[Rumour, ...] = ()):
        self._rumours = {one.name: one for one in rumours}

    def __iter__(self) -> Iterator[Rumour]:
        return iter(self._rumours.values())

    def find(self, name: str) -> Rumour | None:
        """A rumour by its name, that of its file."""
        return self._rumours.get(name)
