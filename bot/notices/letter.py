"""The words of an e-mail to staff, from `data/answers/documents/notice.toml`."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

#: Numbers named in one e-mail; the rest is counted.
NAMED = 10


class Kind(StrEnum):
    """What staff are told of; each has its words."""

    REPORT_NEW = "report_new"
    REPORT_URGENT = "report_urgent"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    #: A part of the system; its number is the part's name.
    TROUBLE = "trouble"
    #: A periodic report was written; its number is the name of its files.
    PERIODIC = "periodic"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told: the number of a case and the day it is due."""

    number: str
    due_on: date | None = None


class Letters:
    """Writes subject and text."""

    def __init__(self, words: dict[str, str]):
        self._words = words

    @classmethod
    def load(cls, file: Path) -> "Letters":
        """The words of a file."""
        return cls(tomllib.loads(file.read_text("utf-8")))

    def write(self, kind: Kind, told: Sequence[Told]) -> tuple[str, str]:
        """Subject and text of one e-mail about one or several things of a kind."""
        name = kind if len(told) == 1 else f"{kind}_many"
        gaps = {
            "number": told[0].number,
            "numbers": self._numbers(kind, told),
            "count": str(len(told)),
            "due": self._due(told),
        }
        subject, text = (self._words[f"{part}_{name}"].format(**gaps) for part in ("subject", "text"))
        return subject, f"{text}\n\n{self._words['foot']}\n"

    def _numbers(self, kind: Kind, told: Sequence[Told]) -> str:
        item = self._words["part" if kind in {Kind.TROUBLE, Kind.PERIODIC} else "case"]
        named = ", ".join(item.format(number=one.number) for one in told[:NAMED])
        rest = len(told) - NAMED
        return f"{named} {self._words['rest'].format(count=rest)}" if rest > 0 else named

    def _due(self, told: Sequence[Told]) -> str:
        days = sorted(one.due_on for one in told if one.due_on)
        if not days:
            return ""
        name = "due" if len(told) == 1 else "due_first"
        return self._words[name].format(day=f"{days[0]:%d/%m/%Y}")
