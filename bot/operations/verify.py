"""`ansinh verify`: whether the record is still what was written."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from alembic.runtime.migration import MigrationContext

from bot.clock import now
from bot.operations.paths import anchors as anchor_folder
from bot.operations.paths import keys as key_folder
from bot.operations.verify_beside import misnamed, older, unfinished
from bot.privacy.citizen_keys import Wrapping
from bot.privacy.signing import Signer
from bot.records.chain import Keys
from bot.records.chain.anchors import read
from bot.records.chain.verifying import Walk
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.migrate import newest

ANCHOR_KEY = "anchor.key"


class NotVerifiable(Exception):
    """Why nothing can be said: names what is missing and the way out."""


@dataclass(slots=True)
class Verified:
    """What a walk found: whether there was a fault, where the chain ends, what to know of it that is no fault."""

    well: bool = True
    summary: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def closing(self) -> str:
        """The last line of a record without a fault."""
        return "; ".join(["ok, with a warning", *self.warnings]) if self.warnings else "ok"


def lines_of(settings: Settings, folder: Path | None, public: str | None, result: Verified) -> Iterator[str]:
    """A line a fault. Raises NotVerifiable, DatabaseUnavailable, KeyRefused."""
    home = settings.home
    trusted = public or _own_key(home)
    anchors, broken = read(folder or anchor_folder(home), trusted) if trusted else ([], [])
    wrapping = Wrapping(key_folder(home))
    keys = Keys(wrapping) if wrapping.days() else None
    database = Database(settings.database)
    try:
        _require_newest(database)
        walk = Walk(database, keys, anchors)
        # Nothing that a walk makes goes in circles: looking for circles would be a tenth of its time.
        gc.disable()
        for fault in chain(broken, walk.faults(), misnamed(database)):
            result.well = False
            yield str(fault)
        result.warnings = _warnings(walk, database)
    finally:
        gc.enable()
        database.close()
    result.summary = _summary(walk, newest_anchor=anchors[-1].day if anchors else None)


def public_key(given: str) -> str:
    """A public key given as 64 hex digits or as the file that holds them. Raises NotVerifiable."""
    text = given.strip()
    if not _is_key(text):
        try:
            text = Path(given).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise NotVerifiable(f"{given} is neither a public key (64 hex digits) nor a file that holds one") from error
    if not _is_key(text):
        raise NotVerifiable(f"{given} holds no public key (64 hex digits)")
    return text


def _is_key(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


def _own_key(home: Path) -> str | None:
    file = key_folder(home) / ANCHOR_KEY
    return Signer(file).public if file.exists() else None


def _require_newest(database: Database) -> None:
    with database.looking() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    if at != newest():
        raise NotVerifiable(f"the database is at revision {at}, newest is {newest()}; `make up` migrates")


def _warnings(walk: Walk, database: Database) -> list[str]:
    with database.looking() as connection:
        said = (older(walk.before), unfinished(connection, now()), walk.unused_keys)
    return [one for one in said if one]


def _summary(walk: Walk, newest_anchor: str | None) -> str:
    head = walk.head
    parts = [
        f"{head.sequence} entries, the last of {head.moment:%Y-%m-%d %H:%M:%S} UTC, hash {head.hash.hex()}"
        if head.sequence
        else "no entry",
        f"{len(walk.anchors)} anchors, the newest of {newest_anchor}"
        if newest_anchor
        else "no anchor to hold it against",
    ]
    if walk.keys is None:
        parts.append("no keys here: only hashes and anchors were looked at")
    return "; ".join(parts)
