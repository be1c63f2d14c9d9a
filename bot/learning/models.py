"""Models on this machine: files named by their fingerprint, each with a note of how it was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import msgspec

_SUFFIX = ".tar.gz"


class Note(msgspec.Struct, frozen=True):
    """How a candidate was made: on which data (fingerprint), with which approved sentences more, in how many seconds.

    `added` counts sentences by label, `candidates` are their ids; the words stand in the database alone.
    """

    data: str
    made_at: datetime
    seconds: int
    added: Mapping[str, int] = msgspec.field(default_factory=dict)
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """One file; `note` is there where it was trained as a candidate."""

    id: str
    file: Path
    made_at: datetime
    size: int
    note: Note | None = field(default=None)

    @classmethod
    def of(cls, file: Path) -> Self:
        """A file of the folder."""
        state = file.stat()
        made = datetime.fromtimestamp(state.st_mtime, UTC)
        return cls(file.name.removesuffix(_SUFFIX), file, made, state.st_size, _note(note_file(file)))


def folder(home: Path) -> Path:
    """Where they lie."""
    return home / "models"


def model_file(home: Path, id_: str) -> Path:
    """The file of a model."""
    return folder(home) / f"{id_}{_SUFFIX}"


def note_file(file: Path) -> Path:
    """The note beside a model's file."""
    return file.with_name(f"{file.name.removesuffix(_SUFFIX)}.json")


def models(home: Path) -> list[Model]:
    """All of them, the newest first; one that is just being replaced is passed over."""
    found = []
    for file in folder(home).glob(f"*{_SUFFIX}"):
        try:
            found.append(Model.of(file))
        except OSError:
            continue
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def exists(home: Path, id_: str) -> bool:
    """Whether there is a model of this name; a name from outside leads nowhere else."""
    return id_.isalnum() and model_file(home, id_).is_file()


def write_note(file: Path, note: Note) -> None:
    """Put it beside the model."""
    note_file(file).write_bytes(msgspec.json.format(msgspec.json.encode(note), indent=1))


def _note(file: Path) -> Note | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Note)
    except (OSError, msgspec.MsgspecError):
        return None
