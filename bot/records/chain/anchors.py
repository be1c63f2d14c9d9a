"""Once a day the head of the chain is signed and written to a file: who keeps copies can tell a rebuilt chain."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import VIETNAM
from bot.privacy.signing import Signer, is_signed
from bot.records.chain.chain import Chain
from bot.records.chain.entry import START, canonical
from bot.storage.database import Database

#: Beside the anchors, for those who keep copies.
PUBLIC_KEY = "anchor.pub"


class AnchorBroken(ValueError):
    """An anchor that cannot be read or that was signed by somebody else: names the file."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain at the moment of the anchor: sequence, hash (hex) and number of entries."""

    day: str
    made_at: str
    sequence: int
    hash: str
    count: int

    @property
    def signed(self) -> bytes:
        """What the signature is over."""
        return b"an-sinh/anchor/1\n" + canonical(asdict(self))

    @property
    def line(self) -> str:
        """For print and mail: day, number of entries, hash."""
        return f"{self.day}  {self.count}  {self.hash}"


class Anchors:
    """Writes the anchors of one installation."""

    def __init__(self, database: Database, folder: Path, signer: Signer):
        self._database, self._folder, self._signer = database, folder, signer

    def anchor_if_due(self, now: datetime) -> Path | None:
        """Write the anchor of this day (in Vietnam); None where it is written already, or nothing was ever chained.

        Raises DatabaseUnavailable, OSError.
        """
        file = self._folder / f"{now.astimezone(VIETNAM).date().isoformat()}.json"
        if file.exists():
            return None
        with self._database.looking() as connection:
            head = Chain.head(connection)
        if head == START:
            return None
        anchor = Anchor(file.stem, now.isoformat(), head.sequence, head.hash.hex(), head.sequence)
        content = asdict(anchor) | {"public_key": self._signer.public, "signature": self._signer.sign(anchor.signed)}
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self._folder / PUBLIC_KEY, f"{self._signer.public}\n")
        _write(file, json.dumps(content, indent=2) + "\n")
        return file


def read(folder: Path, public: str) -> tuple[list[Anchor], list[str]]:
    """The anchors in a folder, the oldest first, and what is wrong with those that `public` has not signed."""
    anchors: list[Anchor] = []
    broken: list[str] = []
    for file in sorted(folder.glob("????-??-??.json")):
        try:
            anchors.append(_read(file, public))
        except AnchorBroken as error:
            broken.append(str(error))
    return anchors, broken


def _read(file: Path, public: str) -> Anchor:
    try:
        content: dict[str, Any] = json.loads(file.read_text("utf-8"))
        signature = content.pop("signature")
        del content["public_key"]
        anchor = Anchor(**content)
        named = anchor.day == file.stem
    except (ValueError, TypeError, KeyError, AttributeError, OSError) as error:
        raise AnchorBroken(f"{file} is not an anchor") from error
    if not named or not isinstance(signature, str) or not is_signed(anchor.signed, signature, public):
        raise AnchorBroken(f"{file} was not signed with the key {public[:16]}…")
    return anchor


def _write(file: Path, content: str) -> None:
    """Whole or not at all, and never over another one."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as output:
            output.write(content)
            output.flush()
            os.fsync(output.fileno())
        with suppress(FileExistsError):
            file.hardlink_to(draft)
    finally:
        draft.unlink()
