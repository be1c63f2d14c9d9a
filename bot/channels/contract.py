"""What every channel does: verify → read → (accept) and render → send → classify the error.

A channel translates between its foreign wire format and the words below, and knows nothing of dialogue, records
or the database. `bot/inbox.py` accepts what it reads, `bot/outbox.py` delivers what it renders.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What a citizen (or the channel) did."""

    TEXT = "text"
    BUTTON = "button"
    PICTURE = "picture"
    FILE = "file"
    AUDIO = "audio"
    VIDEO = "video"
    LOCATION = "location"
    STICKER = "sticker"
    LINK = "link"
    CONTACT = "contact"
    #: A message written anew: both versions are kept, the new one is not answered as a new question.
    EDIT = "edit"
    FOLLOW = "follow"
    #: Blocked or unfollowed: nothing can be sent any more.
    LEFT = "left"
    #: Staff wrote from the channel's own tool: the bot falls silent in this conversation.
    STAFF = "staff"
    #: The channel confirms a message of ours (echo, delivered, seen); `message_id` names it.
    CONFIRMED = "confirmed"
    #: The citizen withdraws consent on the channel.
    WITHDRAWN = "withdrawn"
    #: Not known to us: counted, never answered.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something sent along: `kind` picture, file, audio, video, location, sticker, link, contact.

    `reference` is the channel's own handle (file id or address to fetch it from), `details` what it tells of it
    (name, size in bytes, media type, latitude and longitude).
    """

    kind: Kind
    reference: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a channel in our words.

    `event_id` is unique within the channel and the same for every repeat; `sender` is the channel's id of the
    citizen, which is also where replies go; `order` is what the channel counts by within one sender (larger is
    later); `sent_at` is UTC by the channel's clock. `text` is as typed, in NFC.
    """

    channel: str
    event_id: str
    kind: Kind
    sender: str
    sent_at: datetime
    order: int
    text: str | None = None
    payload: str | None = None
    message_id: str | None = None
    attachments: Sequence[Attachment] = ()
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came in: the raw bytes, before anybody parsed them. Header names are lower case."""

    body: bytes
    headers: Mapping[str, str]


class Forged(Exception):
    """The request was not signed by the channel: nothing in it is heard."""


class Malformed(Exception):
    """Signed, but not of the channel's form; the message names the field, never a citizen's words."""


class Failure(StrEnum):
    """Why a send failed, by what has to be done."""

    #: Try again later (rate, quota, 5xx before anything was accepted, connection refused).
    LATER = "later"
    #: Nobody knows whether it arrived (time-out or reset after sending): tried again only as "có thể trùng".
    AMBIGUOUS = "ambiguous"
    #: The key to the channel is dead: a person has to consent again; everything waits.
    GRANT = "grant"
    #: The channel is not set up for this (package, type of account): everything waits, a person is told.
    CONFIGURATION = "configuration"
    #: This citizen cannot be reached (blocked, window closed): do not retry, tell staff.
    CITIZEN = "citizen"
    #: The message itself is wrong: dead letter.
    OURS = "ours"


class SendFailed(Exception):
    """A message that was not delivered. `code` is the channel's own; `retry_after` is in seconds."""

    def __init__(self, failure: Failure, reason: str, code: str | None = None, retry_after: float | None = None):
        super().__init__(reason)
        self.failure, self.reason, self.code, self.retry_after = failure, reason, code, retry_after


@dataclass(frozen=True, slots=True)
class Part:
    """One message as the channel sends it: JSON of its own, made by `render` and understood by `send` alone.

    `requests`: how many calls of the channel sending it takes, for the rate.
    """

    content: dict[str, Any]
    requests: int = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a channel may be written to: `overall` messages in `seconds`, one a citizen every `apart` seconds."""

    overall: int
    seconds: float
    apart: float = 0.0


class Channel(Protocol):
    """A door to citizens."""

    name: str
    rate: Rate
    #: Whether the buttons of a reply stand in its text by number, so that "2" means the second.
    numbers_buttons: bool
    #: What a request that is not the channel's gets; Zalo's console saves an address only on 200, and probes unsigned.
    forged_status: int

    def read(self, request: Received) -> Sequence[Event]:
        """Verify, then parse. Raises Forged and Malformed; an event of an unknown kind is UNKNOWN."""
        ...

    def render(self, replies: Sequence[Mapping[str, Any]]) -> Sequence[Part]:
        """`replies` of a turn ({"text", "buttons": [{"title", "payload"}], "image"}) as messages in order.

        Long texts are split at paragraphs, then lines, then words; buttons go with the last part.
        """
        ...

    def send(self, address: str, part: Part) -> str | None:
        """Deliver one message; gives the channel's id of it. Blocks (run it in a thread). Raises SendFailed."""
        ...

    def fetch(self, attachment: Attachment) -> bytes:
        """What a citizen sent along. Blocks for seconds. Raises `bot.channels.fetching.FetchFailed`."""
        ...

    def closed(self, last_acted_at: datetime | None, now: datetime) -> str | None:
        """Why a citizen who last did something then may not be written to now; None where they may."""
        ...

    def tend(self) -> None:
        """What must be done now and then though nobody writes; called every few minutes. Raises SendFailed."""
        ...

    def trouble(self) -> str | None:
        """What a person has to know of the channel, None while all is well."""
        ...

    def close(self) -> None:
        """Return connections."""
        ...
