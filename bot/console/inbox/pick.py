"""Approved answers to choose from: those that may be said today, by topic, to be found by their words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.advice.advice import Advice
from bot.advice.adviser import Adviser
from bot.clock import today
from bot.policy.text import words as spelt


@dataclass(frozen=True, slots=True)
class Picks:
    """The answers of one topic: pairs of `topic/aspect` and what it answers."""

    topic: str
    label: str
    answers: tuple[tuple[str, str], ...]


class ApprovedTexts:
    """The list, made once a day and version: each text is filled with its figures to see whether it may be said."""

    def __init__(self, adviser: Adviser, approved: Callable[[str, str], Advice | None]):
        self._adviser, self._approved = adviser, approved
        self._made: tuple[str, date] | None = None
        self._picks: tuple[Picks, ...] = ()

    def today(self) -> tuple[Picks, ...]:
        """By topic, in the order of the files; what is not settled today is left out."""
        key = (self._adviser.version, today())
        if self._made != key:
            self._picks, self._made = self._listed(), key
        return self._picks

    def found(self, words: str = "", first: str = "") -> tuple[Picks, ...]:
        """Those in which every one of `words` stands, marks or not; the topic `first` before all others."""
        wanted = spelt(words).split()
        kept = (Picks(one.topic, one.label, _with(one, wanted)) for one in self.today())
        return tuple(sorted((one for one in kept if one.answers), key=lambda one: one.topic != first))

    def _listed(self) -> tuple[Picks, ...]:
        by_topic: dict[str, list[tuple[str, str]]] = {}
        for one in self._adviser.answers:
            if self._approved(one.topic, one.aspect):
                by_topic.setdefault(one.topic, []).append((one.key, one.ask))
        topics = {name: self._adviser.answers.topic(name) for name in by_topic}
        return tuple(Picks(name, topic.label, tuple(by_topic[name])) for name, topic in topics.items() if topic)


def _with(picks: Picks, wanted: list[str]) -> tuple[tuple[str, str], ...]:
    """The answers of a topic in whose words, or those of the topic, all of `wanted` stand."""
    return tuple(
        (key, ask) for key, ask in picks.answers if all(one in spelt(f"{picks.label} {ask} {key}") for one in wanted)
    )
