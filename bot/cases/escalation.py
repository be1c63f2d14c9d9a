"""Which signs a claim or a report bears (money lost, a false officer, Article 11 of the information law), by its words.

The words are those of `data/offices/escalation.toml`, read with or without marks; whom a sign leads to stands there
too. What is found here only suggests: officers decide.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.language.lexicon import Lexicon
from bot.language.scammed import Harm, scammed
from bot.language.view import view

Kind = Literal["fraud", "misinformation"]
#: The sign of somebody's own loss, known from a frightened message too (`bot.language.scammed`).
MONEY_LOST = "money_lost"
#: Meaning of a phrase in which the words of a sign do not count: "chưa mất tiền".
_NOT = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and the words that show it, as the message has them."""

    id: str
    words: tuple[str, ...]


class Signs:
    """Finds signs in what was reported or claimed."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]):
        self._kinds: dict[str, frozenset[str]] = {row["id"]: frozenset(row["kinds"]) for row in rows}
        # A sign a lexicon: the same word may stand for two of them.
        self._lexicons = {row["id"]: Lexicon(_phrases(row)) for row in rows}

    @classmethod
    def load(cls, path: Path) -> "Signs":
        """Read the rows of the file. Raises OSError, tomllib.TOMLDecodeError, KeyError."""
        return cls(tomllib.loads(path.read_text("utf-8"))["escalation"])

    def of(self, text: str, kind: Kind) -> tuple[Sign, ...]:
        """The signs of a message of a kind, in the order of the file."""
        seen = view(text)
        found = []
        for name, lexicon in self._lexicons.items():
            words = tuple(seen.text[one.start : one.end] for one in lexicon.find(seen) if one.meaning != _NOT)
            is_lost = name == MONEY_LOST and scammed(text) is Harm.MONEY_SENT
            if kind in self._kinds[name] and (words or is_lost):
                found.append(Sign(name, words))
        return tuple(found)


def _phrases(row: Mapping[str, Any]) -> dict[str, str]:
    return dict.fromkeys(row["words"], row["id"]) | dict.fromkeys(row["not"], _NOT)
