"""What one line of a telephone's screen shows, the same for both platforms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

By = Literal["me", "bot", "staff", "note"]
#: Mine: on its way to the bot, taken by it, tried again, never sent. The bot's: where it got to.
Standing = Literal["", "waiting", "accepted", "repeating", "dropped", "sent", "billed", "received", "seen"]


@dataclass(frozen=True)
class Entry:
    """`id` stays the same while the entry changes; `at` is seconds since 1970 by the platform's clock.

    `note` names what happened without words (follow, press …); `buttons` are {"title", "press"}, the latter as the
    platform's `press` takes it; `attempts` counts requests to the bot's webhook, `status` is what the last one got.
    """

    id: str
    by: By
    at: float
    text: str = ""
    note: str = ""
    picture: str = ""
    file: str = ""
    buttons: Sequence[dict[str, Any]] = field(default_factory=list)
    standing: Standing = ""
    attempts: int = 0
    status: int | None = None
    edited: bool = False
    #: The id of the bot's message at the platform, for what is done to it.
    message: str = ""
