"""A file's contents as they are stored: sealed, each bound to its row and its place in it."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.evidence.kinds import Kind
from bot.privacy.sealing import Seal
from bot.storage.file_tables import SentFile

PURPOSE = "files"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file; `size` in bytes of what is kept, digests in hexadecimal, `name` masked."""

    name: str | None
    size: int
    sha256_original: str
    sha256_kept: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept. Its `id` changes when it moves to a report; `position` counts within the report from 1."""

    id: str
    kind: Kind
    facts: Facts
    received_on: date
    position: int = 0


class Envelope:
    """Seals and opens the parts of a file with the installation's `key`."""

    def __init__(self, key: bytes):
        self._seal, self._key = Seal(key, PURPOSE), key

    def event(self, event_key: str) -> str:
        """What stands for an event in the database: a channel's own id could be matched with the channel's logs."""
        return hmac.new(self._key, f"{PURPOSE}\0{event_key}".encode(errors="surrogatepass"), hashlib.sha256).hexdigest()

    def close(self, content: bytes, file_id: str, part: str) -> bytes:
        """`content` as the `part` ("content", "thumbnail") of a file."""
        return self._seal.close(content, f"{file_id}/{part}")

    def open(self, sealed: bytes, file_id: str, part: str) -> bytes:
        """The content of a part. Raises SealBroken where it was changed, or belongs to another file or part."""
        return self._seal.open(sealed, f"{file_id}/{part}")

    def close_facts(self, facts: Facts, file_id: str) -> bytes:
        """Facts, sealed."""
        told = {name: getattr(facts, name) for name in Facts.__slots__}
        return self.close(json.dumps(told).encode(), file_id, "facts")

    def kept(self, row: SentFile) -> Kept:
        """A row as the house knows it. Raises SealBroken."""
        told: dict[str, Any] = json.loads(self.open(row.facts, row.id, "facts"))
        return Kept(row.id, Kind(row.kind), Facts(**told), row.received_on, row.position)
