"""Which model serves: a pointer in the home folder, with the way one step back.

It holds for the training data that it was set on, and for the same data with the model's own sentences in them. Newer
data has a model of its own, as ever.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from bot.clock import now
from bot.learning.models import exists


class Live(msgspec.Struct, frozen=True):
    """`model` serves since `at`, by `by` because of `why`; `data` is the fingerprint of the data then.

    `before` served until then (empty: no way back); `trouble` says why a later choice came to nothing.
    """

    model: str
    data: str
    before: str
    by: str
    why: str
    at: datetime
    trouble: str = ""


def live_file(home: Path) -> Path:
    """The pointer."""
    return home / "live-model.json"


def read(home: Path) -> Live | None:
    """What was chosen; None where nothing ever was."""
    try:
        return msgspec.json.decode(live_file(home).read_bytes(), type=Live)
    except (OSError, msgspec.MsgspecError):
        return None


def write(home: Path, live: Live) -> None:
    """Choose; whole or not at all, and on the disk when it is back."""
    file = live_file(home)
    draft = file.with_name(f"{file.name}.new")
    with draft.open("wb") as output:
        output.write(msgspec.json.format(msgspec.json.encode(live), indent=1))
        output.flush()
        os.fsync(output.fileno())
    os.replace(draft, file)  # noqa: PTH105  one atomic call


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Nobody else chooses meanwhile, in whichever process."""
    with live_file(home).with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def put_back(home: Path, before: Live | None, served: str, data: str, trouble: str) -> Live:
    """The choice as it was, with what went wrong."""
    kept_ = before or Live(served, data, "", "ansinh", "", now())
    chosen = msgspec.structs.replace(kept_, model=served, trouble=trouble)
    with held(home):
        write(home, chosen)
    return chosen


def serving(home: Path, fingerprint: str) -> str:
    """The model that serves data of this fingerprint: the chosen one where the choice holds, else the data's own."""
    chosen = read(home)
    if chosen and fingerprint in {chosen.data, chosen.model} and exists(home, chosen.model):
        return chosen.model
    return fingerprint


def kept(home: Path) -> frozenset[str]:
    """Models that must not be forgotten: the chosen one, and the way back."""
    chosen = read(home)
    return frozenset({chosen.model, chosen.before} - {""}) if chosen else frozenset()
