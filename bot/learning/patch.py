"""A change of the training data as people and `git apply` read it: lines added and taken out, one sentence a line."""

import difflib
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.learning.data import Line, Sentences


@dataclass(frozen=True, slots=True)
class Change:
    """Files after the change, by their name from the root; only those that differ."""

    before: Mapping[str, list[str]]
    after: Mapping[str, list[str]]
    added: int
    removed: int

    def diff(self, header: Iterable[str] = ()) -> str:
        """A unified diff; `header` stands before it as comments, which `git apply` and `patch` pass over."""
        parts = [f"# {line}".rstrip() + "\n" for line in header]
        for name in sorted(self.after):
            before, after = _whole(self.before[name]), _whole(self.after[name])
            lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", n=3)
            # Git's own way of saying that a file's last line has no end.
            parts += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
        return "".join(parts)

    def write(self, root: Path) -> None:
        """Write the files below `root`, each whole or not at all."""
        for name, lines in self.after.items():
            target = root / name
            draft = target.with_name(f".{target.name}.new")
            draft.write_text("\n".join(lines), "utf-8", newline="\n")
            os.replace(draft, target)  # noqa: PTH105  one atomic call


def change_of(sentences: Sentences, added: Iterable[tuple[str, str]], removed: Collection[Line] = ()) -> Change:
    """`added` pairs of label and text go to the end of their label, in this order; `removed` lines go.

    What stands under its label already is left alone. Raises NoPlace.
    """
    known = {(line.label, line.text) for line in sentences}
    insertions: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    count = 0
    for label, text in added:
        place = sentences.last(label)
        if (label, text) in known:
            continue
        known.add((label, text))
        insertions[place.file][place.number].append(f"{place.lead}{text}")
        count += 1
    gone = {(line.file, line.number) for line in removed}
    names = set(insertions) | {line.file for line in removed}
    after = {
        name: [
            kept
            for number, line in enumerate(sentences.files[name])
            for kept in (*(() if (name, number) in gone else (line,)), *insertions[name].get(number, ()))
        ]
        for name in names
    }
    return Change({name: sentences.files[name] for name in names}, after, count, len(gone))


def _whole(lines: list[str]) -> list[str]:
    """Lines with their ends, as `splitlines` does without breaking at what else Unicode calls a line."""
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
