"""The webhook's signature: a plain SHA-256 of a concatenation, no HMAC."""

import hashlib

from tests.emulators.zalo.account import Account, Rules


def sign(first: str, body: bytes, timestamp: str, key: str) -> str:
    """Lower-case hex of SHA-256 over `first` (the app's id), the raw body, its timestamp and the OA Secret Key."""
    return hashlib.sha256(first.encode() + body + timestamp.encode() + key.encode()).hexdigest()


def headers(account: Account, rules: Rules, body: bytes, timestamp: str) -> dict[str, str]:
    """`X-ZEvent-Signature` in the form that the rules ask for, or nothing."""
    if rules.signature == "none":
        return {}
    first, key = getattr(account, rules.signed_as), getattr(account, rules.signed_with)
    digest = sign(first, body, timestamp, key)
    written = {"mac": f"mac={digest}", "bare": digest, "wrong": f"mac={digest[::-1]}"}
    return {"X-ZEvent-Signature": written[rules.signature]}
