"""Citizens are known by a keyed pseudonym; the key lies in the home folder, readable by its owner only."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

KEY_BYTES = 32
#: Between channel and sender: no id holds a NUL, so no two pairs can read the same.
_BETWEEN = "\0"


class KeyRefused(ValueError):
    """A key file that is unsafe or broken: names the file and the way out."""


def pseudonym(key: bytes, channel: str, sender: str) -> str:
    """64 hex digits that stay the same for a sender on a channel and cannot be turned back without the key."""
    return hmac.new(key, f"{channel}{_BETWEEN}{sender}".encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def read_or_create_key(path: Path) -> bytes:
    """The key of this installation, made on first use. Raises KeyRefused where others could read it."""
    if not path.exists():
        _create(path)
    return _read(path)


def _create(path: Path) -> None:
    """Write a key under another name and link it into place: two processes at once end with one whole key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as output:
            output.write(secrets.token_bytes(KEY_BYTES))
            output.flush()
            os.fsync(output.fileno())
        # Fails where the other process was first; its key is then the key.
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()


def _read(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise KeyRefused(f"{path} can be read by others; make it yours alone: chmod 600 {path}")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeyRefused(f"{path} must hold {KEY_BYTES} bytes, it has {len(key)}; restore it from the key backup")
    return key
