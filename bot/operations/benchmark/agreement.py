"""How far readings agree with labelled questions: shares with their counts, no judgement.

hit@1: the likeliest topic is one of those that the question names. hit@3: one of the three likeliest is; and the same
of the topics of the three likeliest labels, which is what `ansinh understand` prints. Aspect hit@1: the likeliest
label of the likeliest topic is one of those that answer the question; over the questions that have any.
Questions that are not ours carry the topic that declines them, and count like the others where all are counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.operations.benchmark.readings import Reading
from bot.operations.benchmark.sample import topic_of

IN_SCOPE = "in_scope"


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question and what was read in it."""

    row: dict[str, Any]
    reading: Reading

    @property
    def is_hit(self) -> bool:
        """Topic right."""
        return self.reading.topic in self.row["topics"]

    def is_among(self, first: int) -> bool:
        """Topic right among so many likeliest topics."""
        return bool({*self.reading.topics[:first]} & {*self.row["topics"]})

    def is_among_labels(self, first: int) -> bool:
        """Topic right among those of so many likeliest labels."""
        return bool({topic_of(one) for one in self.reading.labels[:first]} & {*self.row["topics"]})

    @property
    def is_aspect_hit(self) -> bool:
        """Aspect right."""
        return self.reading.label in self.row["aspects"]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @classmethod
    def where(cls, marks: Iterable[bool]) -> "Share":
        """The share of true ones."""
        found = list(marks)
        return cls(sum(found), len(found))

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Hits:
    """Shares over one group of questions."""

    hit_1: Share
    hit_3: Share
    hit_3_labels: Share
    aspect_1: Share


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic in scope: how often it was read where it stands first, and what was read instead, most often first."""

    name: str
    hit_1: Share
    confused: dict[str, int]


def hits(asked: Sequence[Asked]) -> dict[str, Hits]:
    """The shares of every group; a group without questions is left out."""
    groups = {
        "in scope": [one for one in asked if one.row["scope_class"] == IN_SCOPE],
        "in scope, in a person's own words": [
            one for one in asked if one.row["scope_class"] == IN_SCOPE and one.row["person_written"]
        ],
        "all": list(asked),
        "all in a person's own words": [one for one in asked if one.row["person_written"]],
    }
    return {name: _hits(group) for name, group in groups.items() if group}


def topics(asked: Sequence[Asked]) -> list[Topic]:
    """The questions in scope by their main topic, most asked first."""
    by_topic: dict[str, list[Asked]] = {}
    for one in asked:
        if one.row["scope_class"] == IN_SCOPE:
            by_topic.setdefault(one.row["topics"][0], []).append(one)
    rows = [Topic(name, Share.where(one.is_hit for one in group), _confused(group)) for name, group in by_topic.items()]
    return sorted(rows, key=lambda row: (-row.hit_1.of, row.name))


def _hits(asked: list[Asked]) -> Hits:
    return Hits(
        Share.where(one.is_hit for one in asked),
        Share.where(one.is_among(3) for one in asked),
        Share.where(one.is_among_labels(3) for one in asked),
        Share.where(one.is_aspect_hit for one in asked if one.row["aspects"]),
    )


def _confused(asked: list[Asked]) -> dict[str, int]:
    return dict(Counter(one.reading.topic or "nothing" for one in asked if not one.is_hit).most_common())
