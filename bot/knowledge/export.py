"""The way from the database into `data/`: a patch that people read, and the way back."""

import difflib
import uuid
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.knowledge.blocks import blocks
from bot.knowledge.changes import Proposal
from bot.knowledge.items import FIGURES, RUMOURS, Item, read_files, with_words, words_of
from bot.knowledge.trial import tried


class PatchRefused(ValueError):
    """A patch that does not fit the files; the message says where."""


def patch(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """A unified diff of the files that differ, as `git apply` and `patch -p1` take it."""
    pieces = []
    for path in sorted(before):
        if before[path] != after[path]:
            names = f"a/data/{path}", f"b/data/{path}"
            lines = difflib.unified_diff(_lines(before[path]), _lines(after[path]), *names)
            pieces += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return "".join(pieces)


def applied(files: Mapping[str, str], diff: str) -> dict[str, str]:
    """The files with a patch in them. Raises PatchRefused where its lines are not those of the files."""
    result, path = dict(files), ""
    hunks: dict[str, list[list[str]]] = {}
    for line in diff.splitlines():
        if line.startswith("--- "):
            path = ""
        elif line.startswith("+++ "):
            path = line[4:].split("\t")[0].strip().removeprefix("b/").removeprefix("data/")
            if path not in files:
                raise PatchRefused(f"{path}: no such file of figures, answers or rumours")
        elif line.startswith("@@") and path:
            hunks.setdefault(path, []).append([line])
        elif path and hunks.get(path) and line[:1] in {" ", "+", "-"}:
            hunks[path][-1].append(line)
        elif path and hunks.get(path) and not line:
            # An editor took the space of an empty line away.
            hunks[path][-1].append(" ")
    for file, found in hunks.items():
        result[file] = _patched(file, files[file], found)
    if not hunks:
        raise PatchRefused("this is no patch of data/")
    return result


def write(data: Path, files: Mapping[str, str]) -> list[str]:
    """Write the files that differ from those below `data`, each at once; gives their paths."""
    there, written = read_files(data), []
    for path, text in files.items():
        if there.get(path) != text:
            beside = data / f"{path}.{uuid.uuid4().hex[:8]}"
            beside.write_text(text, "utf-8")
            beside.replace(data / path)
            written.append(path)
    return written


def proposals(data: Path, files: Mapping[str, str], wanted: Mapping[str, str], why: str, on: date) -> list[Proposal]:
    """What to propose so that `files` become `wanted`. Raises PatchRefused for what cannot be proposed or loaded."""
    found = []
    for path in sorted(files):
        if files[path] == wanted[path]:
            continue
        items = _items(path, files[path], wanted[path])
        found += [Proposal(item, str(words_of(files, item)), str(words_of(wanted, item)), why) for item in items]
    for one in found:
        trial = tried(data, files, one.item, one.after, on)
        if not trial.passes:
            reasons = "; ".join(f"{p.field} {p.reason} {dict(p.values)}" for p in trial.problems if p.stops)
            raise PatchRefused(f"{one.item.key}: {reasons}")
    return found


def _items(path: str, before: str, after: str) -> list[Item]:
    if path.startswith(f"{RUMOURS}/"):
        return [Item(path, "")]
    names = list(blocks(before))
    if names != list(blocks(after)):
        raise PatchRefused(f"{path}: adds, takes out or moves a table; that is done in data/ itself")
    files, wanted = {path: before}, {path: after}
    changed = [one for name in names if words_of(files, one := Item(path, name)) != words_of(wanted, one)]
    rebuilt = dict(files)
    for item in changed:
        rebuilt = with_words(rebuilt, item, str(words_of(wanted, item)))
    if rebuilt[path] != after:
        raise PatchRefused(f"{path}: changes something between its tables; that is done in data/ itself")
    if path.startswith(f"{FIGURES}/") and any(one.name in {"province", "topup", "prints", "reads"} for one in changed):
        raise PatchRefused(f"{path}: provinces and wordings are changed in data/ itself")
    return changed


def _patched(file: str, text: str, hunks: list[list[str]]) -> str:
    lines, shift = text.split("\n"), 0
    for header, *body in hunks:
        old = [line[1:] for line in body if line[0] in " -"]
        new = [line[1:] for line in body if line[0] in " +"]
        try:
            start = int(header.split()[1].split(",")[0][1:]) - 1 + shift
        except (IndexError, ValueError):
            raise PatchRefused(f"{file}: {header} is no place") from None
        if lines[start : start + len(old)] != old:
            raise PatchRefused(f"{file}:{start + 1}: the file says something else than the patch")
        lines[start : start + len(old)] = new
        shift += len(new) - len(old)
    return "\n".join(lines)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
