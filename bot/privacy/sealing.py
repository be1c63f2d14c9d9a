"""Contents that only this installation can read: AES-256-GCM, each bound to the row it belongs to."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
KEY_BYTES = 32


class SealBroken(ValueError):
    """A sealed content that was changed, moved to another row, or sealed with another key."""


class Seal:
    """Seals for one purpose: contents of another purpose, or of another installation, do not open."""

    def __init__(self, key: bytes, purpose: str):
        derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"an-sinh/{purpose}".encode()).derive(key)
        self._cipher = AESGCM(derived)

    def close(self, content: bytes, row: str) -> bytes:
        """`content` sealed for the row named `row`: nonce, then ciphertext with its tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, row.encode())

    def open(self, sealed: bytes, row: str) -> bytes:
        """The content sealed for `row`. Raises SealBroken."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken(f"the seal of {row} is broken") from error
