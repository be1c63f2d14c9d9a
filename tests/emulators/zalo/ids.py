"""Ids as the platform gives them: decimal strings beyond 2^53 and short hex strings for messages."""

import hashlib
import itertools


class Ids:
    """Never the same id twice; the same order of calls gives the same ids, unless they begin at another `first`."""

    def __init__(self, first: int = 1) -> None:
        self._count = itertools.count(first)

    def decimal(self) -> str:
        return str(246845883529197922 + next(self._count) * 1_000_003)

    def message(self) -> str:
        return hashlib.sha256(str(next(self._count)).encode()).hexdigest()[:19]

    def secret(self, kind: str) -> str:
        """A token or code: opaque, long, with a visible kind."""
        return f"{kind}_{hashlib.sha512(str(next(self._count)).encode()).hexdigest()}"
