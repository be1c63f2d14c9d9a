"""May this citizen be written to now, until when, and is it billed: shown before an officer writes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.channels.contract import Channel
from bot.channels.zalo.channel import Zalo
from bot.channels.zalo.window import Window, window
from bot.outbox.contacts import Known


class Way(StrEnum):
    """What becomes of a message sent now."""

    #: The chat page fetches it; nothing is billed.
    PAGE = "page"
    FREE = "free"
    #: The channel has no window.
    ALWAYS = "always"
    #: Sent, and billed.
    BILLED = "billed"
    #: Would be billed; the settings do not allow that.
    NOT_PAID_FOR = "not_paid_for"
    #: The window is shut until the citizen writes again.
    CLOSED = "closed"
    #: The citizen has blocked us, or the channel is switched off.
    UNREACHABLE = "unreachable"


REFUSED = frozenset({Way.NOT_PAID_FOR, Way.CLOSED, Way.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Reach:
    """How a citizen is reached now; the moments are those at which that changes, where the channel has a window."""

    way: Way
    free_until: datetime | None = None
    open_until: datetime | None = None
    why: str | None = None

    @property
    def is_refused(self) -> bool:
        """Whether nothing can be sent."""
        return self.way in REFUSED


def reach(channel: Channel | None, known: Known | None, moment: datetime) -> Reach:
    """`known` None: the web, whose page fetches what was written."""
    if known is None:
        return Reach(Way.PAGE)
    if channel is None or known.unreachable_reason:
        return Reach(Way.UNREACHABLE, why=known.unreachable_reason or "channel off")
    if not isinstance(channel, Zalo):
        closed = channel.closed(known.last_acted_at, moment)
        return Reach(Way.CLOSED, why=closed) if closed else Reach(Way.ALWAYS)
    way = {
        Window.FREE: Way.FREE,
        Window.BILLED: Way.BILLED,
        Window.NOT_PAID_FOR: Way.NOT_PAID_FOR,
        Window.CLOSED: Way.CLOSED,
    }[window(known.last_acted_at, moment, channel.settings)]
    acted, settings = known.last_acted_at, channel.settings
    return Reach(way, acted and acted + settings.free, acted and acted + settings.open)
