"""Tells a citizen something outside a turn: an answer to their report, a verdict on a rumour they asked about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

#: Given a conversation, replies as in `/api/chat` and what they are said for (once each); whether it was taken on.
Tell = Callable[[str, Sequence[Mapping[str, Any]], str], bool]


class Voice:
    """Silent until the app gives it its outbox: actions of another process have none."""

    def __init__(self) -> None:
        self._tell: Tell | None = None

    def speak_through(self, tell: Tell) -> None:
        """Use this way out from now on."""
        self._tell = tell

    def __call__(self, conversation_id: str, replies: Sequence[Mapping[str, Any]], origin: str = "") -> bool:
        """Whether there is a way to that citizen, and it was taken. Raises DatabaseUnavailable."""
        return self._tell is not None and self._tell(conversation_id, replies, origin)
