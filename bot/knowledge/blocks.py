"""The items of a TOML file as the words that stand there: comments, order and line breaks stay as they were."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_\-]+)(\.[^\]]+)?\s*\]\]?\s*(#.*)?$")
_FIELD = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")


class BlockError(ValueError):
    """Words that are no item of a file, or a field that is not there."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a file, from 0: `start` is the header, `end` is behind the last line that says something."""

    start: int
    end: int


def blocks(text: str) -> dict[str, Block]:
    """The top-level tables of a file, by name, each with its `[[name.values]]`; comments between two belong to none."""
    lines, found = text.split("\n"), dict[str, Block]()
    name = ""
    for number, line, in_string in _read(lines):
        header = None if in_string else _HEADER.match(line)
        if header:
            name = header[1]
            found.setdefault(name, Block(number, number + 1))
        if name and (in_string or (line.strip() and not line.lstrip().startswith("#"))):
            found[name] = Block(found[name].start, number + 1)
    return found


def taken(text: str, name: str) -> str:
    """The words of one item; the whole file where `name` is empty. Raises BlockError."""
    if not name:
        return text
    found = blocks(text).get(name)
    if found is None:
        raise BlockError(f"no [{name}]")
    return "\n".join(text.split("\n")[found.start : found.end])


def put(text: str, name: str, words: str) -> str:
    """The file with other words for one item. Raises BlockError."""
    if not name:
        return words
    found = blocks(text).get(name)
    if found is None:
        raise BlockError(f"no [{name}]")
    lines = text.split("\n")
    return "\n".join([*lines[: found.start], *words.split("\n"), *lines[found.end :]])


def tables(words: str) -> list[int]:
    """The lines of an item at which its tables begin: the item's own, then each `[[name.values]]`."""
    return [n for n, line, in_string in _read(words.split("\n")) if not in_string and _HEADER.match(line)]


def set_field(words: str, name: str, value: str | None, table: int | None = 0, *, after: str = "") -> str:
    """The item with field `name` of its nth table (None: a file without tables) as `value`, written as TOML.

    None takes the field out; one that is not there is put behind the field `after`, or at the end of its table.
    Raises BlockError.
    """
    lines = words.split("\n")
    first, last = _range(words, table)
    span = _span(lines, first, last, name)
    new = [] if value is None else f"{name} = {value}".split("\n")
    if span:
        kept = _comment(lines[span[0]]) if span[1] - span[0] == 1 and len(new) == 1 else ""
        new = [f"{line}{kept}" for line in new]
        return "\n".join([*lines[: span[0]], *new, *lines[span[1] :]])
    behind = _span(lines, first, last, after) if after else None
    at = behind[1] if behind else _end(lines, first, last)
    return "\n".join([*lines[:at], *new, *lines[at:]])


def insert_behind(words: str, table: int, new: list[str]) -> str:
    """The item with lines put behind its nth table. Raises BlockError."""
    lines = words.split("\n")
    at = _end(lines, *_range(words, table))
    return "\n".join([*lines[:at], *new, *lines[at:]])


def written(value: object) -> str:
    """A value as TOML: texts of several lines between triple quotes, one a line in long lists."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | int | Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return "[{}]".format(", ".join(map(written, value)))
    if not isinstance(value, str):
        raise BlockError(f"{type(value).__name__} has no words in a file")
    quoted = value.replace("\\", "\\\\")
    if "\n" in value:
        return '"""\n{}\n"""'.format(quoted.strip("\n").replace('"""', '\\"\\"\\"'))
    quoted = "".join(f"\\u{ord(char):04X}" if ord(char) < 32 or ord(char) == 127 else char for char in quoted)
    return '"{}"'.format(quoted.replace('"', '\\"'))


def _range(words: str, table: int | None) -> tuple[int, int]:
    lines = words.split("\n")
    starts = tables(words)
    if table is None:
        return 0, starts[0] if starts else len(lines)
    if table >= len(starts):
        raise BlockError(f"no table {table}")
    return starts[table] + 1, starts[table + 1] if table + 1 < len(starts) else len(lines)


def _span(lines: list[str], first: int, last: int, name: str) -> tuple[int, int] | None:
    """The lines of a field: as many as make a whole TOML assignment."""
    for number, line, in_string in _read(lines):
        match = None if in_string or not first <= number < last else _FIELD.match(line)
        if match and match[1] == name:
            for end in range(number + 1, last + 1):
                try:
                    tomllib.loads("\n".join(lines[number:end]))
                except tomllib.TOMLDecodeError:
                    continue
                return number, end
            raise BlockError(f"{name} does not end")
    return None


def _end(lines: list[str], first: int, last: int) -> int:
    while last > first and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return last


def _comment(line: str) -> str:
    """What stands behind the value of a line, with the space before it."""
    for at in (found.start() for found in re.finditer(r"\s+#", line)):
        try:
            tomllib.loads(line[:at])
        except tomllib.TOMLDecodeError:
            continue
        return line[at:]
    return ""


def _read(lines: list[str]) -> list[tuple[int, str, bool]]:
    """Each line with its number and whether it begins within a string of several lines."""
    quote, found = "", []
    for number, line in enumerate(lines):
        found.append((number, line, bool(quote)))
        for mark in ('"""', "'''"):
            if (not quote or quote == mark) and line.count(mark) % 2:
                quote = "" if quote else mark
                break
    return found
