"""Pictures drawn anew, each by a short-lived process: what it says is as little believed as the picture itself."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from bot.evidence import redraw
from bot.evidence.kinds import Kind, kind_of
from bot.evidence.refusal import FileRefused, Refusal

#: Seconds a drawing may take; the process itself gives up a little earlier, by processor time.
PATIENCE = 30.0
#: One malloc arena: the process has little room for addresses.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8"}
#: Side of a picture in pixels, at most.
_LONGEST_SIDE = 1_000_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture without metadata: `kind` is JPEG or PNG, the thumbnail a blurred JPEG."""

    kind: Kind
    content: bytes
    thumbnail: bytes
    width: int
    height: int


class Redrawing:
    """Draws one picture at a time: each may take a gigabyte of memory. Safe to use from many threads."""

    def __init__(self, patience: float = PATIENCE):
        self._patience = patience
        self._one = Lock()

    def draw(self, content: bytes, kind: Kind, pixels: int) -> Drawn:
        """`content` of a picture's `kind`, drawn anew. Raises FileRefused."""
        with self._one:
            status, output = self._run(content, kind, pixels)
        if status == redraw.TOO_MANY_PIXELS:
            raise FileRefused(Refusal.TOO_MANY_PIXELS)
        if status != 0 or len(output) > redraw.OUTPUT:
            raise FileRefused(Refusal.UNREADABLE)
        return _read(output)

    def _run(self, content: bytes, kind: Kind, pixels: int) -> tuple[int, bytes]:
        # In memory, not a pipe: the process's own limit on output ends what would flood us, and nothing nears a disk.
        descriptor = os.memfd_create("drawn")
        with os.fdopen(descriptor, "w+b") as output:
            try:
                status = subprocess.run(
                    [sys.executable, "-I", str(Path(redraw.__file__)), kind, str(pixels)],
                    input=content,
                    stdout=output,
                    stderr=subprocess.DEVNULL,
                    env=_ENVIRONMENT,
                    cwd="/",
                    timeout=self._patience,
                    check=False,
                ).returncode
            except subprocess.TimeoutExpired:
                return -1, b""
            output.seek(0)
            return status, output.read(redraw.OUTPUT + 1)


def _read(output: bytes) -> Drawn:
    head, _, rest = output.partition(b"\n")
    try:
        told: Mapping[str, Any] = json.loads(head)
        width, height, size, thumbnail = (_whole(told[name]) for name in ("width", "height", "picture", "thumbnail"))
        kind = Kind(told["format"])
    except (ValueError, TypeError, KeyError, AttributeError):
        raise FileRefused(Refusal.UNREADABLE) from None
    drawn = Drawn(kind, rest[:size], rest[size:], width, height)
    whole = len(rest) == size + thumbnail and 0 < width <= _LONGEST_SIDE and 0 < height <= _LONGEST_SIDE
    if not whole or kind_of(drawn.content) is not kind or kind_of(drawn.thumbnail) is not Kind.JPEG:
        raise FileRefused(Refusal.UNREADABLE)
    return drawn


def _whole(number: object) -> int:
    if not isinstance(number, int) or number < 0:
        raise ValueError("not a size")
    return number
