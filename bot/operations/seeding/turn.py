"""One invented turn, before it becomes rows."""

from dataclasses import dataclass, field

from bot.operations.seeding.officers import Held
from bot.operations.seeding.texts import Reply, Spoken


@dataclass(slots=True)
class Judged:
    """What a citizen thinks of an earlier answer of the talk (its interaction's id)."""

    answer: str
    verdict: str
    reason: str | None
    way: str


@dataclass(slots=True)
class Told:
    """An opinion, a wish or the words behind a "no"."""

    kind: str
    words: str
    judged: str | None = None


@dataclass(slots=True)
class Turn:
    """What was said in both directions; moments in milliseconds since 1970. `beside` stands before the answer,
    `after` behind it; `topic` and `aspect` are those on record. `opened`: the talk with an officer that it opened;
    `held`: that in which an officer wrote its answer."""

    id: str
    number: int
    conversation: str
    channel: str
    accepted: int
    answered: int
    question: str
    pressed: bool
    spoken: Spoken
    topic: str | None
    aspect: str | None
    confidence: float | None
    as_of: str
    model: str
    campaign: str | None
    audience: str | None = None
    author: str = "machine"
    silent: bool = False
    beside: tuple[Reply, ...] = ()
    after: tuple[Reply, ...] = ()
    judged: Judged | None = None
    told: Told | None = field(default=None)
    opened: Held | None = None
    held: Held | None = None
    place: tuple[str, str | None] | None = None
