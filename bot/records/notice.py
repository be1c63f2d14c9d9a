"""The notice that a machine answers and what is kept of a talk (Law 91/2025 art. 9): when it is due, what it says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.advice.phrases import Phrases
from bot.records.answer_receipts import BESIDE
from bot.records.talks import TalkState

#: Channels whose own page shows the notice at all times.
WITH_A_PAGE = frozenset({"web"})
#: The messages of the notice, in their order; at most three are allowed.
MESSAGES = ("machine", "kept")


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice in force. `pause`: after so long without a message a talk is a new one."""

    version: str
    texts: tuple[str, ...]
    pause: timedelta

    @classmethod
    def of(cls, phrases: Phrases, pause: timedelta, operator: str = "") -> "Notice":
        """From the approved texts. `operator` answers for the data, the phrase `notice.operator` where it is empty."""
        operator = operator or phrases("notice.operator")
        return cls(
            phrases("notice.version"),
            tuple(phrases(f"notice.{name}", **_gaps(phrases, name, operator)) for name in MESSAGES),
            pause,
        )

    def due(self, talk: TalkState, channel: str, moment: datetime) -> bool:
        """Whether the turn that ends at `moment` must carry it: a new talk, or another version than was told."""
        if channel in WITH_A_PAGE:
            return False
        return talk.notice_version != self.version or talk.is_new(moment, self.pause)

    def replies(self) -> list[dict[str, Any]]:
        """As messages of a reply, marked as standing beside the answer."""
        return [{"text": text, "buttons": [], "image": None, BESIDE: "notice"} for text in self.texts]


def _gaps(phrases: Phrases, name: str, operator: str) -> dict[str, str]:
    return {"operator": operator} if "operator" in phrases.gaps(f"notice.{name}") else {}
