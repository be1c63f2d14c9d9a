"""What the overview says of single things: a part of a change, an event, an item; sentences with their values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.console.review.pairs import Subjects
from bot.console.statistics.called import Phrase
from bot.console.statistics.change import signed
from bot.console.statistics.names import Names
from bot.console.statistics.overview_words import (
    DECISIONS,
    EVENTS,
    FEW,
    MORE_FIGURES,
    NO_ASPECT,
    ONE_DAY,
    REST,
    WAYS,
)
from bot.console.web.filters import day, number, share
from bot.statistics.calendar import NAMED, Event, Kind
from bot.statistics.deciding.item import Item
from bot.statistics.reasons import ASPECT, Part
from bot.statistics.reasons import REST as REST_VALUE

#: Letters of a citizen's sentence that are shown.
LONGEST = 70


@dataclass(frozen=True, slots=True)
class Phrases:
    """With the names of one page; `say` puts a sentence of the console into the reader's language."""

    names: Names
    subjects: Subjects
    say: Callable[..., str]

    def topic(self, topic: str) -> str:
        """A topic in words, as a heading."""
        return capital(self.names.called("topic", topic))

    def called(self, part: Part, topic: str) -> str:
        """What a part is."""
        if part.way != ASPECT:
            return self.say(self.names.called(part.way, part.value))
        if part.value == REST_VALUE:
            return self.say(REST)
        found = self.subjects.find(topic, part.value)
        return f"“{found.question}”" if found else part.value or self.say(NO_ASPECT)

    def way(self, part: Part) -> str:
        """What kind of part it is."""
        return self.say(WAYS[part.way])

    def event(self, event: Event) -> str:
        """A dated event."""
        sentence = EVENTS[event.kind]
        if event.first == event.last:
            sentence = ONE_DAY.get(event.kind, sentence)
        if event.kind is Kind.FIGURE and event.number > NAMED:
            sentence = MORE_FIGURES
        about = cut(event.about) if event.kind is Kind.VERDICT else event.about
        values = {"first": day(event.first), "last": day(event.last), "about": about, "number": number(event.number)}
        return self.say(sentence, **values)

    def decision(self, item: Item) -> Phrase:
        """What waits for a decision."""
        count = self.say(FEW, most=item.hidden_below - 1) if item.count is None else number(item.count)
        values = {name: self._value(name, value) for name, value in item.values.items()}
        return DECISIONS[item.kind][0], {**values, "count": count}

    def _value(self, name: str, value: str | int | float | date) -> str:
        if name in {"topics", "topic"}:
            topics = str(value).split(",")
            return self.topic(topics[0]) if name == "topic" else ", ".join(self.names.listed("topic", topics))
        if name == "channel":
            return self.say(self.names.called("channel", str(value)))
        if isinstance(value, date):
            return day(value)
        if isinstance(value, float):
            return share(value)
        return cut(value) if isinstance(value, str) else number(value)


def moved(part: Part) -> Mapping[str, str]:
    """How much a part is of a change; of one that outweighs it the share says nothing."""
    told = part.share is not None and part.share <= 1
    return {"by": signed(part.delta), "share": share(part.share) if told else ""}


def capital(text: str) -> str:
    """Its first letter a capital one."""
    return text[:1].upper() + text[1:]


def cut(text: str) -> str:
    """The beginning of a long sentence."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
