"""Keyed hashes of sentences: one that must go is found again without being kept."""

import hmac


def digest_of(key: bytes, text: str) -> str:
    """64 hex digits, the same for spellings that differ in spaces and case alone."""
    return hmac.new(key, b"learning\0" + " ".join(text.split()).casefold().encode(), "sha256").hexdigest()
