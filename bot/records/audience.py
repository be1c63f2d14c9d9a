"""The closed list of audience groups (`data/offices/audience.toml`)."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Audience:
    """One group as statistics name it."""

    code: str
    label: str
    note: str = ""


class Audiences:
    """All groups, in the order in which they are listed."""

    def __init__(self, groups: dict[str, Audience]):
        self._groups = groups

    @classmethod
    def load(cls, path: Path) -> "Audiences":
        """Read the list. Raises OSError, KeyError and tomllib.TOMLDecodeError."""
        table = tomllib.loads(path.read_text("utf-8"))
        return cls({code: Audience(code, row["label"], row.get("note", "")) for code, row in table.items()})

    def label(self, code: str) -> str:
        """How a group is called. Raises KeyError for a code outside the list."""
        return self._groups[code].label

    def __contains__(self, code: object) -> bool:
        return code in self._groups

    def __iter__(self) -> Iterator[Audience]:
        return iter(self._groups.values())
