"""Why a case is being read: said once for half an hour, kept by the browser under our seal, noted at every reading."""

import base64
import binascii
import json
from datetime import datetime, timedelta

from bot.privacy.sealing import Seal, SealBroken

#: How long a reason holds before it is asked for again.
HOLDS = timedelta(minutes=30)
#: A cookie of that case's pages alone.
COOKIE = "__Secure-why"
LONGEST = 300


class Reasons:
    """Seals and opens reasons; each is bound to one login and one case."""

    def __init__(self, key: bytes):
        self._seal = Seal(key, "reading-reason")

    def kept(self, login: str, number: int, why: str, moment: datetime) -> str:
        """What the browser keeps."""
        content = {"why": why[:LONGEST], "until": (moment + HOLDS).timestamp()}
        sealed = self._seal.close(json.dumps(content).encode(), _row(login, number))
        return base64.urlsafe_b64encode(sealed).decode()

    def of(self, kept: str | None, login: str, number: int, moment: datetime) -> str | None:
        """The reason, while it holds; None of another login or case, too old or not ours."""
        try:
            sealed = base64.urlsafe_b64decode((kept or "").encode(errors="replace"))
            content = json.loads(self._seal.open(sealed, _row(login, number)))
        except (SealBroken, binascii.Error, ValueError):
            return None
        why: str = content["why"]
        return why if moment.timestamp() < content["until"] else None


def _row(login: str, number: int) -> str:
    return f"{login}/{number}"
