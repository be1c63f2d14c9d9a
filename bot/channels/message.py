"""Between a foreign wire format and the house: what came in, what goes out."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message of a citizen. Exactly one of `text` and `payload` (a pressed button) is given.

    `numbered`: the buttons of our last reply stood in its text by number, so that "2" may mean the second.
    `campaign`: what brought the citizen here, where the channel tells.
    """

    channel: str
    sender: str
    message_id: str
    text: str | None = None
    payload: str | None = None
    as_of: date | None = None
    numbered: bool = False
    campaign: str | None = None


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
    answer_code: str | None = None
    as_of: date | None = None
