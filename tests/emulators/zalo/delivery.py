"""One event on its way to the webhook."""

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import httpx

Result = Literal["accepted", "status", "slow", "unreachable"]


@dataclass(frozen=True)
class Attempt:
    """One request: its `num_retry`, the platform's time, what came back, and how many real seconds it took."""

    number: int
    at: datetime
    result: Result
    status: int | None
    seconds: float


@dataclass(eq=False)
class Delivery:
    """Body and headers stay the same in every attempt; only `num_retry` is added."""

    event: Mapping[str, Any]
    body: bytes
    headers: Mapping[str, str]
    attempts: list[Attempt] = field(default_factory=list)
    #: Why nothing was sent at all: the webhook is off, unset, or the filter held it back.
    dropped: str | None = None

    @property
    def accepted(self) -> bool:
        return any(attempt.result == "accepted" for attempt in self.attempts)

    @property
    def message_id(self) -> str:
        return str(self.event["message"]["msg_id"])

    def post(self, client: httpx.Client, url: str, limit: float, at: datetime) -> Attempt:
        """Try once and remember it; `limit` in seconds of the wall clock."""
        number = len(self.attempts)
        headers = {"Content-Type": "application/json", **self.headers}
        headers |= {"num_retry": str(number)} if number else {}
        begun = time.perf_counter()
        status: int | None = None
        try:
            status = client.post(url, content=self.body, headers=headers, timeout=limit).status_code
            seconds = time.perf_counter() - begun
            # The client's limit holds for each read; the platform's for the whole.
            result: Result = "slow" if seconds > limit else "accepted" if status == httpx.codes.OK else "status"
        except httpx.TimeoutException:
            seconds, result = time.perf_counter() - begun, "slow"
        except httpx.TransportError:
            seconds, result = time.perf_counter() - begun, "unreachable"
        attempt = Attempt(number, at, result, status, seconds)
        self.attempts.append(attempt)
        return attempt


def loopback_client(base_url: str = "") -> httpx.Client:
    """A client for plain HTTP; it trusts no certificate, because reading the usual ones takes longer than a test."""
    return httpx.Client(base_url=base_url, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), trust_env=False)


def raw(event: Mapping[str, Any]) -> bytes:
    """The event as Zalo writes it: compact, Vietnamese letters as they are."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
