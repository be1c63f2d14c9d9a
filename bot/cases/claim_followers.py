"""Who is to be told of a verdict, so that only this installation can read it."""

import hashlib
import hmac
from itertools import batched

from sqlalchemy import Connection, select

from bot.privacy.sealing import Seal
from bot.storage.claim_tables import Claim, ClaimFollower
from bot.storage.personal import table

#: Hashes looked up at once.
BATCH = 500
_CLAIM, _FOLLOWER = table(Claim), table(ClaimFollower)


class Followers:
    """Who is to be told, so that only this installation can read it."""

    def __init__(self, key: bytes):
        self._key = hmac.new(key, b"an-sinh/claim-follower", hashlib.sha256).digest()
        self._seal = Seal(key, "claim-follower")

    def row(self, claim: str, conversation_id: str) -> dict[str, object]:
        """The follower's row: the same conversation has the same hash under one claim, and another under another."""
        hashed = self.hashed(claim, conversation_id)
        sealed = self._seal.close(conversation_id.encode(), f"{claim}/{hashed}")
        return {"claim_id": claim, "follower": hashed, "sealed": sealed, "told_version": 0}

    def hashed(self, claim: str, conversation_id: str) -> str:
        """64 hex digits."""
        return hmac.new(self._key, f"{claim}/{conversation_id}".encode(), hashlib.sha256).hexdigest()

    def conversation(self, claim: str, hashed: str, sealed: bytes) -> str:
        """The conversation to be told. Raises SealBroken."""
        return self._seal.open(sealed, f"{claim}/{hashed}").decode()

    def followed(self, connection: Connection, conversation_id: str) -> list[str]:
        """The words of the claims that a conversation follows, the latest claim first."""
        texts = {
            self.hashed(row.id, conversation_id): str(row.text)
            for row in connection.execute(select(_CLAIM.c.id, _CLAIM.c.text).order_by(_CLAIM.c.opened_on.desc()))
        }
        here: set[str] = set()
        for some in batched(texts, BATCH):
            here.update(connection.scalars(select(_FOLLOWER.c.follower).where(_FOLLOWER.c.follower.in_(some))))
        return [text for hashed, text in texts.items() if hashed in here]
