"""Telephone numbers and accounts of the other side: what can be traced, sealed, shown for a reason only.

A clue comes from the answer to the question that asks for it, or to the one before, who it was. Numbers in any other
words of a report are masked and gone, and of these only the classes below are kept: no identity number, card or code.
"""

import base64
import json
from collections.abc import Mapping

from bot.privacy.masking import Masked
from bot.privacy.sealing import Seal, SealBroken

KEPT = ("[DIEN_THOAI", "[TAI_KHOAN")


def clues_in(masked: Masked) -> dict[str, str]:
    """The clues of an answer: token as in its masked form → number, digits only."""
    return {token: number for token, number in masked.numbers.items() if token.startswith(KEPT)}


class Clues:
    """Seals clues under the installation's key, first for the talk in which they are told, then for their report."""

    def __init__(self, key: bytes):
        self._seal = Seal(key, "report-clues")

    def carried(self, conversation_id: str, clues: Mapping[str, str]) -> str:
        """What the working memory carries to the end of the form: text that tells nothing."""
        return base64.b64encode(self._closed(clues, f"talk/{conversation_id}")).decode()

    def kept(self, carried: str | None, conversation_id: str, report_id: str) -> bytes | None:
        """Carried clues sealed for their report; None where there are none, or they were tampered with."""
        if not carried:
            return None
        try:
            clues = self._opened(base64.b64decode(carried), f"talk/{conversation_id}")
        except (SealBroken, ValueError):
            return None
        return self._closed(clues, report_id) if clues else None

    def of(self, sealed: bytes | None, report_id: str) -> dict[str, str]:
        """The clues of a report. Raises SealBroken."""
        return self._opened(sealed, report_id) if sealed else {}

    def _closed(self, clues: Mapping[str, str], row: str) -> bytes:
        return self._seal.close(json.dumps(dict(clues)).encode(), row)

    def _opened(self, sealed: bytes, row: str) -> dict[str, str]:
        opened: dict[str, str] = json.loads(self._seal.open(sealed, row))
        return opened
