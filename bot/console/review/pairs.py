"""What a question can be about: every topic and aspect that has an approved answer, to be found by its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.advice.answers import Answers, asked_further
from bot.language.text import strip_diacritics

#: Topic under which the plain intents have their texts; they have no aspect.
_PLAIN = "dialogue"
#: What the engine calls a message that it is sure of no topic of.
_UNSURE = "nlu_fallback"
#: Pairs shown at once.
MOST = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic and an aspect, in words; plain intents have no aspect."""

    topic: str
    aspect: str | None
    label: str
    question: str

    @property
    def key(self) -> str:
        """`topic/aspect`, or the topic alone."""
        return f"{self.topic}/{self.aspect}" if self.aspect else self.topic


class Subjects:
    """All of them, by key, and by words with or without accents."""

    def __init__(self, answers: Answers):
        self._by_key: dict[str, Subject] = {}
        #: What the talk itself is about: greetings, thanks.
        self.small_talk: frozenset[str] = frozenset(one.aspect for one in answers if one.topic == _PLAIN)
        topics: dict[str, str] = {}
        for answer in answers:
            topic = answers.topic(answer.topic)
            label = topic.label if topic else answer.topic
            plain = answer.topic == _PLAIN
            one = Subject(answer.aspect if plain else answer.topic, None if plain else answer.aspect, label, answer.ask)
            self._by_key[one.key] = one
            topics[one.topic] = answer.ask if plain else label
        #: Those of the law by what they are called, then small talk.
        self.topics = dict(sorted(topics.items(), key=lambda one: (one[0] in self.small_talk, _bare(one[1]))))
        self._bare = {key: _bare(f"{one.label} {one.question} {key}") for key, one in self._by_key.items()}

    def __iter__(self) -> Iterable[Subject]:
        return iter(self._by_key.values())

    def find(self, topic: str | None, aspect: str | None) -> Subject | None:
        """The subject of that name; None where there is no such answer."""
        return self._by_key.get(f"{topic}/{aspect}" if aspect else topic or "")

    def keyed(self, key: str) -> Subject | None:
        """By `topic/aspect`."""
        return self._by_key.get(key)

    def label(self, topic: str | None) -> str:
        """A topic in words; its name where it has none; empty where the model was sure of none."""
        return "" if topic in (None, _UNSURE) else self.topics.get(topic, topic)

    def aspect(self, topic: str | None, name: str | None) -> str:
        """An aspect in words, also where more of its answer was asked for; its name where it has none."""
        further = asked_further(name)
        found = self.find(topic, further[0] if further else name)
        return (found.question if found and name else "") or name or ""

    def matching(self, words: str, most: int = MOST) -> list[Subject]:
        """Those in which every word stands, accents or not; the shortest question first."""
        wanted = _bare(words).split()
        found = [key for key, bare in self._bare.items() if wanted and all(one in bare for one in wanted)]
        return [self._by_key[key] for key in sorted(found, key=lambda one: (len(self._bare[one]), one))[:most]]


def _bare(text: str) -> str:
    return strip_diacritics(text).lower().replace("_", " ")
