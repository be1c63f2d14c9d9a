"""Families of topics (`data/answers/sources/families.toml`): the way to a question for those who cannot word it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.advice.answers import LONGEST_TITLE, Answers, AnswersError


@dataclass(frozen=True, slots=True)
class Family:
    """Topics that belong together; `title` stands on the button."""

    name: str
    title: str
    topics: tuple[str, ...]


class Families:
    """All families, in the order in which they are offered."""

    def __init__(self, families: tuple[Family, ...] = ()):
        self._families = families

    @classmethod
    def load(cls, path: Path, answers: Answers) -> Self:
        """Read the families. Raises AnswersError where a topic has no answers or a title fits no button."""
        table = tomllib.loads(path.read_text("utf-8"))
        families = tuple(Family(name, row["title"], tuple(row["topics"])) for name, row in table.items())
        for family in families:
            if unknown := [topic for topic in family.topics if answers.topic(topic) is None]:
                raise AnswersError(f"{path.name} [{family.name}]: no answers for {unknown}")
            if len(family.title) > LONGEST_TITLE:
                raise AnswersError(f"{path.name} [{family.name}]: title is longer than {LONGEST_TITLE} characters")
        return cls(families)

    def __iter__(self) -> Iterator[Family]:
        return iter(self._families)

    def find(self, name: str) -> Family | None:
        """A family by its name."""
        return next((one for one in self._families if one.name == name), None)
