"""Which item of `data/` is which: its file, its name in the file, its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.blocks import BlockError, blocks, put, taken

FIGURES, ANSWERS, RUMOURS = "policy", "answers", "rumours"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is changed as a whole: a figure, an answer (`name` is its aspect), a rumour (the file)."""

    file: str
    name: str

    @classmethod
    def of(cls, key: str) -> "Item":
        """From "policy/contribution.toml#contribution_rate". Raises BlockError."""
        file, mark, name = key.partition("#")
        if not mark or not file.endswith(".toml") or file.split("/")[0] not in {FIGURES, ANSWERS, RUMOURS}:
            raise BlockError(f"{key!r} names no item")
        if len(Path(file).parts) != 2:
            raise BlockError(f"{key!r} leads outside")
        return cls(file, name)

    @property
    def key(self) -> str:
        """How it is stored."""
        return f"{self.file}#{self.name}"

    @property
    def kind(self) -> str:
        """FIGURES, ANSWERS or RUMOURS."""
        return self.file.partition("/")[0]

    @property
    def title(self) -> str:
        """What people call it: a figure's key, topic/aspect, a rumour's name."""
        stem = Path(self.file).stem
        return {FIGURES: self.name, ANSWERS: f"{stem}/{self.name}"}.get(self.kind, stem)

    @property
    def path(self) -> str:
        """Its page of the console."""
        return f"/console/knowledge/{ {FIGURES: 'figures'}.get(self.kind, self.kind) }/{self.title}"


Files = Mapping[str, str]


def read_files(data: Path) -> dict[str, str]:
    """The files that can be changed, by their path below `data`."""
    found = {}
    for folder in (FIGURES, ANSWERS, RUMOURS):
        for path in sorted((data / folder).glob("*.toml")):
            found[f"{folder}/{path.name}"] = path.read_text("utf-8")
    return found


def words_of(files: Files, item: Item) -> str | None:
    """The words of an item, None where it is not in the files."""
    try:
        return taken(files[item.file], item.name)
    except (KeyError, BlockError):
        return None


def with_words(files: Files, item: Item, words: str) -> dict[str, str]:
    """The files with other words for an item. Raises BlockError."""
    return {**files, item.file: put(files[item.file], item.name, words)}


def figure_item(files: Files, key: str) -> Item | None:
    """Where a figure stands; None where it is unknown or a province's rate, which has no table of its own."""
    policy = [(file, text) for file, text in files.items() if file.startswith(f"{FIGURES}/")]
    return next((Item(file, key) for file, text in policy if key in blocks(text)), None)
