"""A channel of tests: signed JSON in, messages into a list, faults by script. As strict as a channel may be."""

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.channels.contract import Attachment, Event, Forged, Kind, Malformed, Part, Rate, Received
from bot.channels.text import split

SECRET = b"a secret of tests"
LIMIT = 400
_CODE = re.compile(r"\s*Mã câu trả lời: \S+\s*$")


@dataclass(frozen=True)
class Sent:
    """A message that arrived at the citizen."""

    address: str
    text: str
    buttons: tuple[Mapping[str, str], ...]
    image: str | None
    at: float
    #: What it is where it only stands beside an answer: a notice, the question for feedback.
    beside: str | None = None


@dataclass
class Loopback:
    """`fault` is asked before each send and raises what is to happen; `arrives_first`: then the message has arrived."""

    name: str = "loop"
    rate: Rate = field(default_factory=lambda: Rate(10_000, 1.0))
    numbers_buttons: bool = True
    forged_status: int = 403
    fault: Callable[[str, Part], None] = lambda _address, _part: None
    arrives_first: bool = False
    why_closed: str | None = None
    why_in_trouble: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    why_not_fetched: Exception | None = None

    def __post_init__(self) -> None:
        self.sent: list[Sent] = []
        self.tended = 0
        self.is_closed = False
        self._lock = threading.Lock()

    def read(self, request: Received) -> Sequence[Event]:
        given = request.headers.get("x-loop", "")
        if not hmac.compare_digest(given, signature(request.body)):
            raise Forged("not signed")
        try:
            body = json.loads(request.body)
            kind = Kind(body["kind"]) if body["kind"] in list(Kind) else Kind.UNKNOWN
            sent_at = datetime.fromtimestamp(body["at"] / 1000, UTC)
            attachments = tuple(Attachment(Kind(one["kind"]), one.get("reference")) for one in body.get("with", ()))
            return [
                Event(
                    self.name, body["id"], kind, body["sender"], sent_at, body["at"], body.get("text"),
                    body.get("payload"), body.get("message"), attachments, body.get("campaign"),
                )
            ]  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise Malformed(f"{type(error).__name__}") from None

    def render(self, replies: Sequence[Mapping[str, Any]]) -> Sequence[Part]:
        parts: list[Part] = []
        for reply in replies:
            *first, last = split(reply["text"], LIMIT) or [""]
            parts += [Part({"text": text, "buttons": [], "image": None}) for text in first]
            last_of_all = {"text": last, "buttons": reply.get("buttons") or [], "image": reply.get("image")}
            parts.append(Part(last_of_all))
            for part in parts[-len(first) - 1 :]:
                part.content["beside"] = reply.get("beside")
        return parts

    def send(self, address: str, part: Part) -> str | None:
        content = part.content
        sent = Sent(
            address, content["text"], tuple(content["buttons"]), content["image"], time.monotonic(), content["beside"]
        )
        if self.arrives_first:
            self._arrive(sent)
        self.fault(address, part)
        if not self.arrives_first:
            self._arrive(sent)
        return f"m{len(self.sent)}"

    def fetch(self, attachment: Attachment) -> bytes:
        if self.why_not_fetched:
            raise self.why_not_fetched
        return self.files[attachment.reference or ""]

    def closed(self, last_acted_at: datetime | None, now: datetime) -> str | None:
        return self.why_closed

    def tend(self) -> None:
        self.tended += 1

    def trouble(self) -> str | None:
        return self.why_in_trouble

    def close(self) -> None:
        self.is_closed = True

    def to(self, address: str) -> list[str]:
        """The answers that one citizen got, in order, without their codes and what stands beside them."""
        with self._lock:
            return [_CODE.sub("", one.text) for one in self.sent if one.address == address and not one.beside]

    def _arrive(self, sent: Sent) -> None:
        with self._lock:
            self.sent.append(sent)


def signature(body: bytes) -> str:
    return hmac.new(SECRET, body, hashlib.sha256).hexdigest()


def request(number: int | str, text: str | None = None, sender: str = "lan", **more: Any) -> Received:
    """A signed request as the channel sends it; `at` in milliseconds, now where it is not given."""
    body = {"id": str(number), "kind": "text", "sender": sender, "at": int(time.time() * 1000), "text": text} | more
    raw = json.dumps(body, ensure_ascii=False).encode()
    return Received(raw, {"x-loop": signature(raw)})
