"""The app follows its engine to another port, without a restart: the supervisor says where, a chore looks."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec


class Place(msgspec.Struct, frozen=True):
    """Where the engine of `model` listens; `mark` tells the places of this start from those of an earlier one."""

    port: int
    model: str
    mark: str


def place_file(home: Path) -> Path:
    """Written by who runs the engines, read by the app."""
    return home / "run" / "engine.json"


def mark_of(secret: str) -> str:
    """What an engine's secret, made anew at each start, leaves of itself."""
    return hashlib.sha256(secret.encode()).hexdigest()[:16]


def tell(home: Path, place: Place) -> None:
    """Say where the engine is; whole or not at all."""
    file = place_file(home)
    draft = file.with_name(f"{file.name}.new")
    draft.write_bytes(msgspec.json.encode(place))
    os.replace(draft, file)  # noqa: PTH105  one atomic call


def forget(home: Path) -> None:
    """Nothing was said yet."""
    place_file(home).unlink(missing_ok=True)


class Following:
    """Calls `move` with each new place; `secret` is that of the engines of this start."""

    def __init__(self, home: Path, secret: str, move: Callable[[Place], None]):
        self._file, self._mark, self._move = place_file(home), mark_of(secret), move
        self._last: Place | None = None

    def look(self) -> None:
        """Whether the engine has moved."""
        try:
            place = msgspec.json.decode(self._file.read_bytes(), type=Place)
        except (OSError, msgspec.MsgspecError):
            return
        if place != self._last and place.mark == self._mark:
            self._move(place)
            self._last = place
