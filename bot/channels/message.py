"""Between a foreign wire format and the house: what came in, what goes out."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message of a citizen. Exactly one of `text` and `payload` (a pressed button) is given."""

    channel: str
    sender: str
    message_id: str
    text: str | None = None
    payload: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one message, complete, as the record holds it (and the receipt code, which no record holds)."""

    replies: list[dict[str, Any]]
    topic: str | None
    aspect: str | None
    confidence: float | None
    outcome: str
    evidence: list[dict[str, Any]] = field(default_factory=list)
    receipt: str | None = None
    as_of: date | None = None
