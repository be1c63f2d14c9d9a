"""The training sentences as they lie in `data/nlu/`: one sentence a line under `- intent: topic/aspect`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

#: Where the files lie, seen from the root of a project.
FOLDER = Path("data") / "nlu"
_INTENT = re.compile(r"^\s*- intent: (\S+)\s*$")
_EXAMPLE = re.compile(r"^(\s+- )(.+)$")


class NoPlace(ValueError):
    """A label under which no file holds sentences; new aspects are made by hand, with their answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: `number` is its line (from 0) in `file` (from the project's root), `lead` what stands before it."""

    label: str
    text: str
    file: str
    number: int
    lead: str


class Sentences:
    """Every sentence of a project's training data, by file and by label."""

    def __init__(self, root: Path, lines: tuple[Line, ...], files: Mapping[str, list[str]]):
        self.root = root
        self._lines = lines
        #: The lines of each file, without their ends.
        self.files = files
        self._last = {line.label: line for line in lines}

    @classmethod
    def of(cls, root: Path) -> "Sentences":
        """Read `root`/data/nlu."""
        files = {
            path.relative_to(root).as_posix(): path.read_text("utf-8").split("\n")
            for path in sorted((root / FOLDER).rglob("*.yml"))
        }
        return cls(root, tuple(line for name, lines in files.items() for line in _read(name, lines)), files)

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def labels(self) -> frozenset[str]:
        """Every label that has a place."""
        return frozenset(self._last)

    def last(self, label: str) -> Line:
        """The last sentence of a label: new ones follow it. Raises NoPlace."""
        try:
            return self._last[label]
        except KeyError:
            raise NoPlace(f"no sentences under {label} in {FOLDER}") from None


def _read(name: str, lines: list[str]) -> Iterator[Line]:
    label = ""
    for number, line in enumerate(lines):
        if intent := _INTENT.match(line):
            label = intent[1]
        elif label and (example := _EXAMPLE.match(line)):
            yield Line(label, example[2].strip(), name, number, example[1])
