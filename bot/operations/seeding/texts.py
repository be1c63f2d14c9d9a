"""Answers as the real adviser gives them on a day, made ready to be written many times."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from bot.advice import contribution, wording
from bot.advice.advice import Advice, Button, Evidence
from bot.advice.adviser import Adviser, Day
from bot.advice.cases import talking
from bot.advice.cases.case import CASES
from bot.advice.cases.facts import Facts
from bot.advice.contribution_told import Told
from bot.language.search import folded
from bot.outcomes import Outcome

canonical = partial(json.dumps, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

#: The form that invented talks begin; others they leave alone.
CONTRIBUTION = "contribution_form"

#: One row of evidence without its interaction: position, figure, label, value (JSON), unit, basis, from, to.
Source = tuple[int, str, str, str | None, str | None, str, str | None, str | None]
#: The case that sets both choices side by side.
COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Reply:
    """A message of a turn as canonical JSON, cut where the payloads of its buttons go."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, text: str, titles: Sequence[str] = (), **beside: str) -> "Reply":
        """A text with buttons under it; `beside` marks what is no part of an answer."""
        gap = "\0"
        buttons = [{"title": title, "payload": gap} for title in titles]
        whole = canonical({"text": text, "buttons": buttons, "image": None, **beside})
        return cls(tuple(whole.split(json.dumps(gap)[1:-1])))

    def said(self, token: str) -> str:
        """With payloads that begin with `token`."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        parts = [self.pieces[0]]
        for number, piece in enumerate(self.pieces[1:]):
            parts += (token, str(number), piece)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that can be said: the reply, what it stands on, how the turn ends. `evidence` is for digests."""

    reply: Reply
    outcome: str
    topic: str | None
    aspect: str | None
    buttons: tuple[Button, ...]
    sources: tuple[Source, ...]
    evidence: str
    #: The words of the reply as the search index folds them.
    words: str
    starts: str | None = None

    def dated(self, named: str, day: str) -> "Spoken":
        """The same for another day than the one `named` in its last line."""
        # The text stands last: its key is the last of the alphabet.
        before, _, after = self.reply.pieces[-1].rpartition(named)
        reply = Reply((*self.reply.pieces[:-1], f"{before}{day}{after}"))
        before, _, after = self.words.rpartition(_folded(named))
        return replace(self, reply=reply, words=f"{before}{_folded(day)}{after}")


class Texts:
    """What is said on one day after another. Texts are made once for all days between two changes of figures."""

    def __init__(self, adviser: Adviser):
        self._adviser = adviser
        self.phrase = adviser.phrases
        self._changes = _changes(adviser)
        #: What was made, and the day as its sources name it, "" where they do not.
        self._made: dict[tuple[object, ...], tuple[Spoken, str]] = {}
        self._of_day: dict[tuple[object, ...], Spoken] = {}
        self._day, self._stretch = date.min, date.min

    def turn_to(self, day: date) -> None:
        """The day that is spoken on from now on."""
        if day == self._day:
            return
        first = max((one for one in self._changes if one <= day), default=date.min)
        if first != self._stretch:
            self._made.clear()
        self._of_day.clear()
        self._day, self._stretch = day, first

    def answer(self, topic: str, aspect: str | None) -> Spoken:
        """The adviser's answer of this day."""
        return self._spoken(("answer", topic, aspect), partial(self._advice, topic, aspect))

    def sum(self, income: int, group: str) -> Spoken:
        """What the contribution calculator says."""
        told = Told(income, (group,))
        return self._spoken(("sum", income, group), lambda day: contribution.result(self._adviser, told, day))

    def comparison(self, told: Mapping[str, object]) -> Spoken:
        """What the calculator says of a pension beside a lump sum; it counts in months, so it is made once a month."""
        key = ("comparison", self._day.year, self._day.month, *told.items())
        facts = Facts.of(told)
        return self._spoken(key, lambda day: talking.result(self._adviser, CASES[COMPARE], facts, day))

    def suggestions(self, topic: str, aspects: Iterable[str]) -> Spoken:
        """Three questions that may have been meant."""
        keys = tuple(aspects)
        none = self.phrase("misunderstood.none_of_these")

        def make(_: Day) -> Advice:
            known = [self._adviser.answers.find(topic, aspect) for aspect in keys]
            buttons = (*self._adviser.buttons([one for one in known if one]), Button(none, "deny"))
            return Advice(self.phrase("frame.suggest"), Outcome.SUGGESTED, topic, buttons=buttons)

        return self._spoken(("suggested", topic, *keys), make)

    def lost(self) -> Spoken:
        """Nothing was understood."""
        return self._spoken(("lost",), lambda _: self._adviser.not_understood())

    def plain(
        self, outcome: Outcome, phrase: str, topic: str | None = None, aspect: str | None = None, **gaps: object
    ) -> Spoken:
        """An approved sentence."""
        text = self.phrase(phrase, **gaps)
        return self._spoken(("plain", outcome, phrase, topic), lambda _: Advice(text, outcome, topic, aspect))

    def written(self, outcome: Outcome, text: str) -> Spoken:
        """Words of a person."""
        return self._spoken(("written", outcome, text), lambda _: Advice(text, outcome))

    def _advice(self, topic: str, aspect: str | None, day: Day) -> Advice:
        """The adviser's; where a form is opened, its first question."""
        advice = self._adviser.answer(topic, aspect, day)
        if advice.starts == CONTRIBUTION:
            return replace(
                advice, text=self.phrase("contribution.ask_income", **contribution.bounds(self._adviser, day.as_of))
            )
        return replace(advice, text=self.phrase("report.ask_kind")) if advice.starts else advice

    def _spoken(self, key: tuple[object, ...], make: Callable[[Day], Advice]) -> Spoken:
        known = self._of_day.get(key)
        if known is None:
            known = self._of_day[key] = self._ready(key, make)
        return known

    def _ready(self, key: tuple[object, ...], make: Callable[[Day], Advice]) -> Spoken:
        if key not in self._made:
            advice, named = make(Day(self._day, self._day)), wording.day(self._day)
            # Only the last line, the one with the sources, names the day.
            is_named = named in advice.text.rpartition("\n")[2]
            self._made[key] = _spoken(advice), named if is_named else ""
        made, named = self._made[key]
        today = wording.day(self._day)
        return made if named in ("", today) else made.dated(named, today)


def _changes(adviser: Adviser) -> list[date]:
    """The days on which an answer may read otherwise than the day before: a figure changes, or is past its review."""
    day, changes = timedelta(days=1), set()
    for figure in adviser.policy.all_figures():
        ends = (figure.effective_to, figure.review_by)
        changes.update([figure.effective_from, *(end + day for end in ends if end and end != date.max)])
    return sorted(changes)


def _spoken(made: Advice) -> Spoken:
    return Spoken(
        reply=Reply.of(made.text, [button.title for button in made.buttons]),
        outcome=made.outcome.value,
        topic=made.topic,
        aspect=made.aspect,
        buttons=made.buttons,
        sources=tuple(_source(position, one) for position, one in enumerate(made.evidence)),
        evidence=canonical([_told(one) for one in made.evidence]),
        words=_folded(made.text),
        starts=made.starts,
    )


def _folded(text: str) -> str:
    return " ".join(folded(text))


def _source(position: int, one: Evidence) -> Source:
    value = None if one.value is None else json.dumps(one.value, ensure_ascii=False)
    return (
        *(position, one.figure, one.label, value, one.unit, one.legal_basis),
        *(_iso(one.effective_from), _iso(one.effective_to)),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _told(one: Evidence) -> list[object]:
    """As `answer_receipts.canonical` reads a source: a whole number has no ".0", a day is text."""
    value = int(one.value) if isinstance(one.value, float) and one.value.is_integer() else one.value
    edges = (_iso(one.effective_from), _iso(one.effective_to))
    return [one.figure, one.label, value, one.unit, one.legal_basis, *edges]
