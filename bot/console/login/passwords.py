"""Passwords: Argon2id, and what a new one must be."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

#: Characters of a password: long beats mixed (NIST SP 800-63B); the longest keeps hashing cheap.
SHORTEST, LONGEST = 12, 200
#: Letters of a password that we make: none that is read as another one.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _OF = 4, 5

_hasher = PasswordHasher()
#: Compared with where there is no such account: a wrong name must take as long as a wrong password.
_NOBODY = _hasher.hash(secrets.token_hex())


class PasswordRefused(ValueError):
    """A new password that is too short, too long, or tells the account; `reason` is one word."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def hashed(password: str) -> str:
    """The Argon2id hash, with its salt and parameters."""
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` is the one that was hashed; as slow where nothing is stored."""
    try:
        return _hasher.verify(stored or _NOBODY, password[: LONGEST + 1]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def checked(password: str, name: str) -> str:
    """A new password of the account `name`. Raises PasswordRefused."""
    if len(password) < SHORTEST:
        raise PasswordRefused("short")
    if len(password) > LONGEST:
        raise PasswordRefused("long")
    if name.casefold() in password.casefold() or len(set(password)) < SHORTEST // 2:
        raise PasswordRefused("easy")
    return password


def made() -> str:
    """A first password that can be read out over the telephone; to be changed at the first login."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_OF)) for _ in range(_GROUPS))
