"""Zalo's signature of a webhook request: a plain SHA-256 over app id, raw body, timestamp and OA Secret Key."""

import hashlib
import hmac
from collections.abc import Iterable

HEADER = "x-zevent-signature"


def sign(first: str, body: bytes, timestamp: str, key: str) -> str:
    """64 lower-case hex digits. `body` is what came over the line: parsed and written anew, it would differ."""
    return hashlib.sha256(first.encode() + body + timestamp.encode() + key.encode()).hexdigest()


def signer(header: str, body: bytes, timestamp: str, firsts: Iterable[str], key: str) -> str | None:
    """Which of the first terms signed `body`, None where none did. The header may begin with `mac=`."""
    given = header.removeprefix("mac=").encode(errors="replace")
    matching = [one for one in firsts if hmac.compare_digest(given, sign(one, body, timestamp, key).encode())]
    return matching[0] if matching else None
