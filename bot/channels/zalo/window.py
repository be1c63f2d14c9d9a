"""May this citizen be written to now, and is it billed?"""

from datetime import datetime
from enum import StrEnum

from bot.channels.zalo.settings import ZaloSettings


class Window(StrEnum):
    """What Zalo makes of a message sent now."""

    FREE = "free"
    #: Zalo bills it, and the settings allow that.
    BILLED = "billed"
    #: Zalo would bill it, and the settings do not allow that: not sent.
    NOT_PAID_FOR = "not_paid_for"
    #: Nothing can be sent until the citizen writes again.
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        """Whether to send."""
        return self in (Window.FREE, Window.BILLED)


def window(last_interaction: datetime | None, now: datetime, settings: ZaloSettings) -> Window:
    """The window of a citizen who last did something at `last_interaction` (None: never, as far as we know)."""
    if last_interaction is None or (since := now - last_interaction) > settings.open:
        return Window.CLOSED
    if since <= settings.free:
        return Window.FREE
    return Window.BILLED if settings.allow_billed else Window.NOT_PAID_FOR
