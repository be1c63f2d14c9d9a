"""Invented talks with officers: who took which, and how soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bot.operations.seeding import MARK

OFFICERS = tuple(f"{MARK}officer-{number}" for number in range(1, 5))
#: How many of the talks each takes.
SHARES = (0.4, 0.27, 0.2, 0.13)
#: How talks end that an officer held, and that nobody took.
_ENDS, _LEFT = {"officer": 0.7, "silence": 0.2, "citizen": 0.1}, {"silence": 0.75, "citizen": 0.25}
_MINUTE = 60_000

TALK = (
    *("id", "conversation_id", "reason", "state", "opened_at", "holder", "held_at", "heard_at", "acted_at"),
    *("first_reply_at", "replied_at", "ended_at", "ended_by"),
)
MESSAGE = ("talk_id", "conversation_id", "interaction_id", "author", "officer", "said_at")


@dataclass(slots=True)
class Held:
    """A talk that a turn opened; moments in milliseconds. Without a `holder` nobody took it."""

    id: str
    opened: int
    heard: int
    ended: int
    ended_by: str
    holder: str | None = None
    first_reply: int | None = None
    last_reply: int | None = None

    def reply(self, moment: int) -> None:
        """The officer answered."""
        self.first_reply = self.first_reply or moment
        self.last_reply = self.heard = moment

    def close(self, by: Random, moment: int) -> None:
        """Nothing more is said from `moment` on."""
        ends = _ENDS if self.holder else _LEFT
        self.ended_by = by.choices(list(ends), list(ends.values()))[0]
        self.ended = moment + int(by.expovariate(1 / 20) * _MINUTE) + _MINUTE


def opened(turn: str, moment: int) -> Held:
    """The talk that a turn opens, at the moment of its answer."""
    return Held(turn, moment, moment, moment, "silence")


def take(by: Random, held: Held) -> None:
    """An officer takes it."""
    held.holder = by.choices(OFFICERS, SHARES)[0]


def row(held: Held, conversation: str) -> Iterator[object]:
    """As the columns of TALK; moments still in milliseconds."""
    began = held.first_reply or held.opened
    taken = held.opened + (began - held.opened) // 3 if held.holder else None
    yield from (held.id, conversation, "asked", "ended", held.opened, held.holder, taken, held.heard)
    yield from (held.last_reply, held.first_reply, held.last_reply, held.ended, held.ended_by)
