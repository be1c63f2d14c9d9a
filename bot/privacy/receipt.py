"""Receipt codes: 16 random digits that only the citizen holds; we keep a keyed hash."""

import hashlib
import hmac
import secrets
import unicodedata

DIGITS = 16
GROUP = 4


def new_code() -> str:
    """A fresh code in groups: `1234 5678 9012 3456` (53 bits)."""
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    return " ".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def code_hash(key: bytes, code: str) -> str:
    """64 hex digits of a code, however it is spaced."""
    digits = "".join(char for char in unicodedata.normalize("NFKC", code) if char.isdecimal())
    return hmac.new(key, f"receipt:{digits}".encode(), hashlib.sha256).hexdigest()


def matches(key: bytes, code: str, stored: str) -> bool:
    """Whether `code` is the one whose hash was stored, in constant time."""
    return hmac.compare_digest(code_hash(key, code), stored)
