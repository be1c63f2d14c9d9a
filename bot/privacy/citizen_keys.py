"""One key a citizen: what the record holds of somebody is sealed with it, and gone when it is destroyed.

These keys are kept wrapped by a key of the home folder (`keys/wrapping-<day>.key`), which never enters the database.
"""

import hmac
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from bot.privacy.pseudonym import KeyRefused, read_or_create_key
from bot.privacy.sealing import KEY_BYTES, Seal, SealBroken

_NAME = "wrapping-{}.key"


class DataKey:
    """What is sealed, committed to and vouched for with one key; `place` names table, column and row."""

    def __init__(self, key_id: str, secret: bytes):
        self.id = key_id
        self._secret = secret

    @cached_property
    def _seal(self) -> Seal:
        # Deriving it costs more than all else, and a key that only vouches needs none.
        return Seal(self._secret, "citizen")

    def close(self, content: bytes, place: str) -> bytes:
        """`content` sealed for `place`."""
        return self._seal.close(content, place)

    def open(self, sealed: bytes, place: str) -> bytes:
        """The content sealed for `place`. Raises SealBroken."""
        return self._seal.open(sealed, place)

    def commit(self, metadata: bytes, place: str) -> bytes:
        """32 bytes that fix `metadata` and tell nothing of it: the salt goes with the key."""
        salt = hmac.digest(self._secret, f"salt\0{place}".encode(), "sha256")
        return hmac.digest(salt, metadata, "sha256")

    def vouch(self, digest: bytes) -> bytes:
        """32 bytes that only the holder of the key can make of `digest`."""
        return hmac.digest(self._secret, b"vouch\0" + digest, "sha256")


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as it is kept. `holder` says whose it is, `wrapped_by` the day of the wrapping key."""

    id: str
    holder: str
    wrapped: bytes
    wrapped_by: str

    @property
    def place(self) -> str:
        """What the wrapping is bound to: a key moved to another holder does not open."""
        return f"data_key/wrapped/{self.id}/{self.holder}"


class Wrapping:
    """The wrapping keys in a folder: the newest wraps, all of them unwrap."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._seals: dict[str, Seal] = {}

    def days(self) -> list[str]:
        """The days of the keys that are there, the newest last."""
        return sorted(file.stem.removeprefix("wrapping-") for file in self._folder.glob(_NAME.format("????-??-??")))

    def fresh(self, holder: str, today: date) -> WrappedKey:
        """A new key for `holder`; the first of all makes the first wrapping key. Raises KeyRefused."""
        bare = WrappedKey(str(uuid.uuid4()), holder, b"", self.newest(today))
        return self._wrapped(bare, secrets.token_bytes(KEY_BYTES))

    def again(self, key: WrappedKey, today: date) -> WrappedKey:
        """The same key under the newest wrapping key. Raises KeyRefused, SealBroken."""
        bare = WrappedKey(key.id, key.holder, b"", self.newest(today))
        return self._wrapped(bare, self._secret(key))

    def open(self, key: WrappedKey) -> DataKey:
        """Raises KeyRefused where the wrapping key is missing, SealBroken where the row was changed."""
        return DataKey(key.id, self._secret(key))

    def newest(self, today: date) -> str:
        """The day of the key that wraps, made on first use."""
        days = self.days()
        return days[-1] if days else self.make(today)

    def make(self, today: date) -> str:
        """Another wrapping key, which wraps from now on."""
        read_or_create_key(self._file(today.isoformat()))
        return today.isoformat()

    def destroy(self, day: str) -> None:
        """Delete a wrapping key: what it wrapped cannot be read any more, backups included."""
        self._seals.pop(day, None)
        self._file(day).unlink(missing_ok=True)

    def _secret(self, key: WrappedKey) -> bytes:
        return self._seal(key.wrapped_by).open(key.wrapped, key.place)

    def _wrapped(self, bare: WrappedKey, secret: bytes) -> WrappedKey:
        return WrappedKey(bare.id, bare.holder, self._seal(bare.wrapped_by).close(secret, bare.place), bare.wrapped_by)

    def _seal(self, day: str) -> Seal:
        seal = self._seals.get(day)
        if seal is None:
            if day not in self.days():
                raise KeyRefused(f"{self._file(day)} is missing; restore it from the key backup")
            seal = self._seals[day] = Seal(read_or_create_key(self._file(day)), "wrapping")
        return seal

    def _file(self, day: str) -> Path:
        return self._folder / _NAME.format(day)


def opened(wrapping: Wrapping, rows: Iterator[WrappedKey]) -> dict[str, DataKey]:
    """Those of `rows` that open, by id; a key that was changed is as good as destroyed."""
    found: dict[str, DataKey] = {}
    for row in rows:
        try:
            found[row.id] = wrapping.open(row)
        except (SealBroken, KeyRefused):
            continue
    return found
