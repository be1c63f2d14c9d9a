"""An entry of the chain, and what its hash is taken over."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

#: What the first entry follows.
ZEROS = bytes(32)
#: The hash of a content that is none.
NO_CONTENT = hashlib.sha256(b"").digest()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FORMAT = b"an-sinh/chain/1"


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends."""

    sequence: int
    moment: datetime
    hash: bytes


START = Head(0, _EPOCH, ZEROS)


# Not frozen: a walk makes a hundred thousand of them, and that would be a tenth of its time.
@dataclass(slots=True)
class Entry:
    """One row of `chain_entry`, by its columns; nobody changes one."""

    sequence: int
    moment: datetime
    kind: str
    about: str | None
    key_id: str
    note: str | None
    content_hash: bytes
    commitment: bytes
    previous_hash: bytes
    hash: bytes = b""
    mac: bytes = b""

    def digest(self) -> bytes:
        """SHA-256 over every column before `hash`, each with its length, so that no two entries read the same."""
        parts = (
            _FORMAT,
            self.previous_hash,
            self.sequence.to_bytes(8, "big"),
            ((self.moment - _EPOCH) // _MICROSECOND).to_bytes(8, "big", signed=True),
            self.kind.encode(),
            _marked(self.about),
            self.key_id.encode(),
            _marked(self.note),
            self.content_hash,
            self.commitment,
        )
        return hashlib.sha256(b"".join([len(part).to_bytes(4, "big") + part for part in parts])).digest()

    @property
    def place(self) -> str:
        """What the entry's content is bound to."""
        return place(self.sequence)


def place(sequence: int) -> str:
    """Table, column and row of the sealed content of an entry."""
    return f"chain_content/sealed/{sequence}"


def _marked(text: str | None) -> bytes:
    return b"" if text is None else b"=" + text.encode()


def canonical(content: Mapping[str, Any]) -> bytes:
    """JSON that is the same for the same content: sorted, in UTF-8. Moments must be in UTC."""
    return msgspec.json.encode(content, order="sorted")
