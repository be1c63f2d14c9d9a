"""The register of what is stored: for every column its purpose, its legal basis, what it tells of a person, how long.

Law 91/2025/QH15 (purpose limitation, lawful basis); the folder is `data/privacy/register/`, a short section a table.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

_PURPOSES = "purposes.toml"
#: What is said of a column that tells nothing of anybody.
NOTHING = ""


class RegisterRefused(ValueError):
    """The register is not whole: names file, table and fault."""


class _Column(msgspec.Struct, forbid_unknown_fields=True):
    tells: str
    purpose: str | None = None
    basis: str | None = None
    retention: list[str] | None = None


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    purpose: str
    basis: str
    retention: list[str]
    nothing: list[str] = []
    tells: dict[str, str] = {}
    also: dict[str, _Column] = {}


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    purpose: dict[str, str]
    basis: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """One column: `tells` is what it tells of a person, NOTHING where it tells nothing."""

    table: str
    column: str
    purpose: str
    basis: str
    tells: str
    retention: tuple[str, ...]


class Register:
    """What is said of the columns; `purposes` and `bases` say in words what their names mean."""

    def __init__(self, rows: Collection[Stored], purposes: Mapping[str, str], bases: Mapping[str, str]):
        self._rows = tuple(rows)
        self.purposes, self.bases = dict(purposes), dict(bases)

    @classmethod
    def load(cls, folder: Path, kinds: Collection[str]) -> Self:
        """Read the folder; `kinds` are those of the retention schedule. Raises RegisterRefused."""
        words = _read(folder / _PURPOSES, _Words)
        rows: dict[tuple[str, str], Stored] = {}
        for file in sorted(folder.glob("*.toml")):
            if file.name == _PURPOSES:
                continue
            for table, section in _read(file, dict[str, _Table]).items():
                for row in _rows(table, section):
                    if (table, row.column) in rows:
                        raise RegisterRefused(f"{file.name}: {table}.{row.column} is registered twice")
                    _check(file.name, row, words, kinds)
                    rows[table, row.column] = row
        return cls(rows.values(), words.purpose, words.basis)

    def __iter__(self) -> Iterator[Stored]:
        return iter(self._rows)

    def missing(self, schema: Mapping[str, Collection[str]]) -> list[str]:
        """Columns of the database (table → columns) that the register does not know, as "table.column"."""
        return sorted(_names(schema) - {f"{row.table}.{row.column}" for row in self})

    def gone(self, schema: Mapping[str, Collection[str]]) -> list[str]:
        """Registered columns that the database does not have."""
        return sorted({f"{row.table}.{row.column}" for row in self} - _names(schema))


def _rows(table: str, section: _Table) -> Iterator[Stored]:
    ordinary = [(name, NOTHING) for name in section.nothing] + list(section.tells.items())
    for name, tells in ordinary:
        yield Stored(table, name, section.purpose, section.basis, tells, tuple(section.retention))
    for name, own in section.also.items():
        purpose, basis = own.purpose or section.purpose, own.basis or section.basis
        yield Stored(table, name, purpose, basis, own.tells, tuple(own.retention or section.retention))


def _check(file: str, row: Stored, words: _Words, kinds: Collection[str]) -> None:
    faults = [
        f"no purpose named {row.purpose!r}" if row.purpose not in words.purpose else "",
        f"no basis named {row.basis!r}" if row.basis not in words.basis else "",
        *(f"no retention named {kind!r}" for kind in row.retention if kind not in kinds),
        "no retention" if not row.retention else "",
    ]
    if found := "; ".join(fault for fault in faults if fault):
        raise RegisterRefused(f"{file}: {row.table}.{row.column}: {found}")


def _names(schema: Mapping[str, Collection[str]]) -> set[str]:
    return {f"{table}.{column}" for table, columns in schema.items() for column in columns}


def _read[T](file: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), kind)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RegisterRefused(f"{file.name}: {error}") from error
