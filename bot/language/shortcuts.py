"""Short words that must always be understood (a person, start again, stop), whatever the model has learnt."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bot.language.text import strip_diacritics

_NOISE = re.compile(r"[^\w ]+|_")


class Shortcuts:
    """Whole messages, without case and punctuation; anything longer is left to the model.

    A wording of several words is known without diacritics too. A single word is not: "dung" is "dừng" and "đúng".
    """

    def __init__(self, words: dict[str, list[str]]):
        self._intents = {_spoken(word): intent for intent, wordings in words.items() for word in wordings}
        bare = {strip_diacritics(word): intent for word, intent in self._intents.items() if " " in word}
        self._intents = bare | self._intents

    @classmethod
    def load(cls, path: Path) -> "Shortcuts":
        """Read `intent = ["wording", …]`. Raises OSError and tomllib.TOMLDecodeError."""
        return cls(tomllib.loads(path.read_text("utf-8")))

    def intent(self, text: str) -> str | None:
        """The intent of a message that is exactly one of the wordings."""
        return self._intents.get(_spoken(text))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Pairs of wording and intent."""
        return iter(self._intents.items())


def _spoken(text: str) -> str:
    return " ".join(_NOISE.sub(" ", text.lower()).split())
