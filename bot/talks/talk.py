"""A talk for officers, and why something cannot be done with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a talk stands."""

    WAITING = "waiting"
    HELD = "held"
    ENDED = "ended"


class Reason(StrEnum):
    """Why a talk was opened."""

    #: The citizen asked for a person.
    ASKED = "asked"
    #: A message too old for the machine.
    LATE = "late"
    #: Staff chose it.
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Talk:
    """A stretch of a conversation that is for officers; see `bot.storage.talk_tables.OfficerTalk`."""

    id: str
    conversation_id: str
    reason: Reason
    state: State
    opened_at: datetime
    holder: str | None
    held_at: datetime | None
    heard_at: datetime
    acted_at: datetime | None
    first_reply_at: datetime | None
    replied_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None

    @property
    def is_held(self) -> bool:
        """Whether an officer answers and the machine is silent."""
        return self.state is State.HELD


class TalkRefused(Exception):
    """Something that cannot be done with a talk now."""


class UnknownTalk(TalkRefused):
    """There is no such talk."""


class HeldByAnother(TalkRefused):
    """A colleague holds it: `holder` is their login name."""

    def __init__(self, holder: str):
        super().__init__("held by another")
        self.holder = holder


class NotHeld(TalkRefused):
    """Nobody holds it: it waits, or has ended (`state`)."""

    def __init__(self, state: State):
        super().__init__(f"the talk is {state}")
        self.state = state


class Unreachable(TalkRefused):
    """The citizen cannot be written to now; `why` as the channel says."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class WouldBeBilled(TalkRefused):
    """The channel bills a message sent now, and nobody has said yes to that."""


class NumbersInside(TalkRefused):
    """The words hold numbers of a person; `kinds` are the names of their classes, never the numbers."""

    def __init__(self, kinds: tuple[str, ...]):
        super().__init__(", ".join(kinds))
        self.kinds = kinds


class NothingSaid(TalkRefused):
    """Empty, or longer than a message may be."""
