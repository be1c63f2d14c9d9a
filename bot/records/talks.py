"""The state of a talk between two turns that statistics and courtesy need: read and written where a turn ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import Connection, bindparam, select, update

from bot.storage.tables import Conversation

#: What the next words may be taken for.
Kind = Literal["feedback", "opinion", "wish", "reason"]
#: So long after it was asked for, an opinion is a message like any other.
WAITS = timedelta(hours=1)

_TABLE = Conversation.metadata.tables[Conversation.__tablename__]
_STATE = ("audience", "campaign", "notice_version", "notice_at", "seen_at", "feedback_in", "awaiting")
_OF = _TABLE.c.id == bindparam("of")
_FOUND = select(*(_TABLE.c[name] for name in _STATE)).where(_OF)
_KEPT = update(_TABLE).where(_OF).values({name: bindparam(name) for name in _STATE})
_AWAITS = update(_TABLE).where(_OF).values(awaiting=bindparam("awaiting"))


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the citizen was asked for; `judged` is the answer that it is about."""

    kind: Kind
    judged: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.judged}" if self.judged else self.kind

    @classmethod
    def read(cls, stored: str | None) -> "Awaited | None":
        """From what was stored."""
        kind, _, judged = (stored or "").partition(":")
        return next((cls(one, judged or None) for one in get_args(Kind) if one == kind), None)


@dataclass(slots=True)
class TalkState:
    """See `bot.storage.tables.Conversation`."""

    audience: str | None = None
    campaign: str | None = None
    notice_version: str | None = None
    notice_at: datetime | None = None
    seen_at: datetime | None = None
    feedback_in: int | None = None
    awaiting: str | None = None

    @classmethod
    def load(cls, connection: Connection, conversation_id: str) -> "TalkState":
        """The state as the last turn left it."""
        return cls(*connection.execute(_FOUND, {"of": conversation_id}).one())

    def store(self, connection: Connection, conversation_id: str) -> None:
        """Keep it for the next turn."""
        connection.execute(_KEPT, {"of": conversation_id, **{name: getattr(self, name) for name in _STATE}})

    def is_new(self, moment: datetime, pause: timedelta) -> bool:
        """Whether a turn at `moment` begins a talk: the first one, and the first after `pause`."""
        return self.seen_at is None or moment - self.seen_at > pause

    def awaited(self, moment: datetime) -> Awaited | None:
        """What the words said at `moment` may be taken for."""
        is_late = self.seen_at is None or moment - self.seen_at > WAITS
        return None if is_late else Awaited.read(self.awaiting)


def wait_for(connection: Connection, conversation_id: str, awaited: Awaited) -> None:
    """Take the next words for what was asked for."""
    connection.execute(_AWAITS, {"of": conversation_id, "awaiting": str(awaited)})
