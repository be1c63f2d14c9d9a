"""To whom a report is handed over, from `data/offices/escalation.toml`: words suggest, staff decide."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.language.text import clean, strip_diacritics


class EscalationError(ValueError):
    """The file does not hold together; the message names the row."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """One sign in a report: which offices it goes to and on which grounds."""

    id: str
    label: str
    kinds: tuple[str, ...]
    to: tuple[str, ...]
    grounds: tuple[str, ...]
    words: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province as in `data/offices/provinces.toml`."""

    slug: str
    name: str


class Escalations:
    """The signs, the offices and how provinces are written."""

    def __init__(self, table: Mapping[str, Any]):
        self._offices = {name: str(row["name"]) for name, row in table["office"].items()}
        self._cities: Mapping[str, str] = table["cities"]
        self._province, self._nowhere = str(table["province"]), str(table["nowhere"])
        self._rows = {row["id"]: _row(row) for row in table["escalation"]}
        for row in self._rows.values():
            if unknown := set(row.to) - set(self._offices):
                raise EscalationError(f"escalation {row.id} names no office: {', '.join(sorted(unknown))}")

    @classmethod
    def load(cls, file: Path) -> "Escalations":
        """Read the file. Raises EscalationError where a row names an office that is not there."""
        return cls(tomllib.loads(file.read_text("utf-8")))

    def __iter__(self) -> Iterator[Escalation]:
        return iter(self._rows.values())

    def named(self, ids: Sequence[str]) -> Sequence[Escalation]:
        """The signs of these ids, in the file's order. Raises KeyError."""
        for one in ids:
            self._rows[one]
        return [row for row in self._rows.values() if row.id in ids]

    def suggested(self, kind: str, text: str) -> Sequence[Escalation]:
        """The signs that the words of a report of a kind ("fraud", "misinformation") suggest."""
        read = f" {_plain(text)} "
        return [row for row in self._rows.values() if kind in row.kinds and _says(read, row)]

    def addressees(self, signs: Sequence[Escalation], province: Province | None, *own: str) -> Sequence[str]:
        """The offices of these signs by their full names, each once, never the sender's `own`, in the signs' order."""
        where = self._where(province)
        names = (self._offices[office].format(province=where) for sign in signs for office in sign.to)
        return [name for name in dict.fromkeys(names) if not any(same_office(name, one) for one in own)]

    def _where(self, province: Province | None) -> str:
        if province is None:
            return self._nowhere
        return self._cities.get(province.slug) or self._province.format(name=province.name)


def same_office(one: str, other: str) -> bool:
    """Whether two names mean one office: "BHXH TP. Huế" is "Bảo hiểm xã hội thành phố Huế"."""
    return bool(_office(one)) and _office(one) == _office(other)


def grounds(signs: Sequence[Escalation]) -> Sequence[str]:
    """The legal grounds of these signs, each once."""
    return list(dict.fromkeys(ground for sign in signs for ground in sign.grounds))


def _row(row: Mapping[str, Any]) -> Escalation:
    return Escalation(
        id=row["id"],
        label=row["label"],
        kinds=tuple(row["kinds"]),
        to=tuple(row["to"]),
        grounds=tuple(row["grounds"]),
        words=tuple(_plain(word) for word in row["words"]),
        unless=tuple(_plain(word) for word in row["not"]),
    )


def _plain(text: str) -> str:
    """Lower case, words apart by single spaces, no punctuation."""
    lowered = clean(text).lower()
    return " ".join("".join(char if char.isalnum() else " " for char in lowered).split())


def _office(name: str) -> str:
    """A name without accents, short forms and the kind of its province."""
    bare = f" {strip_diacritics(_plain(name))} ".replace(" bhxh ", " bao hiem xa hoi ")
    for kind in (" tinh ", " thanh pho ", " tp "):
        bare = bare.replace(kind, " ")
    return bare.strip()


def _says(read: str, row: Escalation) -> bool:
    for phrase in row.unless:
        read = read.replace(f" {phrase} ", " ")
    return any(f" {word} " in read for word in row.words)
