"""Where a table of a TOML file starts: ``tomllib`` forgets lines, people who mend a file need them."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_FIELD = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")


class LineMap:
    """Line numbers (from 1) of the tables of one file and of the fields inside them."""

    def __init__(self, text: str) -> None:
        self._starts: dict[str, list[int]] = {}
        self._fields: dict[int, dict[str, int]] = {}
        start = 0
        for number, line in _outside_long_strings(text):
            header = _HEADER.match(line)
            if header:
                start = number
                self._starts.setdefault(header.group(2), []).append(number)
                continue
            field = _FIELD.match(line)
            if field:
                self._fields.setdefault(start, {}).setdefault(field.group(1), number)

    def table(self, name: str, nth: int = 0, field: str | None = None) -> int:
        """Line of the nth ``[name]`` or ``[[name]]``, or of one of its fields; 1 when it stands nowhere."""
        starts = self._starts.get(name, [])
        if nth >= len(starts):
            return self.top(name)
        start = starts[nth]
        return self._fields.get(start, {}).get(field, start) if field else start

    def top(self, field: str) -> int:
        """Line of a field that stands before the first table; 1 when there is none."""
        return self._fields.get(0, {}).get(field, 1)


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    quote = ""
    for number, line in enumerate(text.splitlines(), start=1):
        opened_here = not quote
        if opened_here:
            yield number, line
        for mark in ('"""', "'''"):
            if (not quote or quote == mark) and line.count(mark) % 2:
                quote = "" if quote else mark
                break
