"""What a copy gives of each table, under which words, and why the rest is withheld: `data/privacy/copy.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

_WORDS = ("text", "why")


class DeclarationRefused(ValueError):
    """The declaration is not whole: names table and fault."""


class Part(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One table: `given` are columns with their words, `withheld` columns by reason; `whole` withholds all of it."""

    title: str
    given: dict[str, str] = {}
    withheld: dict[str, list[str]] = {}
    whole: str | None = None

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are spoken for."""
        return frozenset(self.given).union(*self.withheld.values())


@dataclass(frozen=True, slots=True)
class Declaration:
    """The parts in the order in which they are told, by table; `text` are sentences of the copy, `why` the reasons."""

    parts: Mapping[str, Part]
    text: Mapping[str, str]
    why: Mapping[str, str]

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read the file. Raises DeclarationRefused."""
        try:
            read = tomllib.loads(file.read_text("utf-8"))
            words = msgspec.convert({name: read.pop(name) for name in _WORDS}, dict[str, dict[str, str]])
            parts = msgspec.convert(read, dict[str, Part])
        except (OSError, KeyError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise DeclarationRefused(f"{file.name}: {error}") from error
        for table, part in parts.items():
            _check(table, part, words["why"])
        return cls(parts, words["text"], words["why"])

    def apart(self) -> dict[str, list[str]]:
        """The titles of what is withheld whole, by reason."""
        found: dict[str, list[str]] = {}
        for part in self.parts.values():
            if part.whole:
                found.setdefault(part.whole, []).append(part.title)
        return found


def _check(table: str, part: Part, why: Mapping[str, str]) -> None:
    reasons = {*part.withheld, *([part.whole] if part.whole else [])}
    listed = [*part.given, *(column for columns in part.withheld.values() for column in columns)]
    faults = [
        *(f"no reason named {reason!r}" for reason in sorted(reasons - set(why))),
        "neither given nor withheld" if not (part.given or part.whole) else "",
        "withheld whole, and given" if part.whole and listed else "",
        "a column stands there twice" if len(listed) != len(set(listed)) else "",
    ]
    if found := "; ".join(fault for fault in faults if fault):
        raise DeclarationRefused(f"{table}: {found}")
