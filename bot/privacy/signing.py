"""Signatures of this installation (Ed25519): what others keep for us they can check without a secret."""

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bot.privacy.pseudonym import read_or_create_key


class Signer:
    """Signs with the key in a file, made on first use. Raises KeyRefused where others could read it."""

    def __init__(self, file: Path):
        self._key = Ed25519PrivateKey.from_private_bytes(read_or_create_key(file))

    @property
    def public(self) -> str:
        """The public key: 64 hex digits."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, content: bytes) -> str:
        """The signature: 128 hex digits."""
        return self._key.sign(content).hex()


def is_signed(content: bytes, signature: str, public: str) -> bool:
    """Whether `content` was signed by the holder of `public`; anything that is no signature is none."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True
