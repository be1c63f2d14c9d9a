"""The sender of events: queue, retries on the platform's clock, switch-off, shuffled and doubled delivery."""

import heapq
import itertools
import random
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from tests.emulators.zalo import signature
from tests.emulators.zalo.account import Account, Rules
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.delivery import Delivery, loopback_client, raw

RETRIES = (
    timedelta(seconds=30),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
)
Order = Literal["as_sent", "reversed", "shuffled"]


class Webhook:
    """Delivers to `url` in `parallel` threads; one keeps the order of events, more do not."""

    def __init__(self, account: Account, rules: Rules, clock: Clock, url: str | None = None, parallel: int = 1) -> None:
        self._account, self._rules, self._clock = account, rules, clock
        self.url, self.enabled = url, True
        self.deliveries: list[Delivery] = []
        self._queue: list[tuple[datetime, int, Delivery]] = []
        self._held: list[Delivery] | None = None
        self._count, self._busy, self._closed = itertools.count(), 0, False
        self._changed = threading.Condition()
        self._client = loopback_client()
        clock.on_change(self._wake)
        self._workers = [threading.Thread(target=self._work, name=f"zalo-webhook-{n}") for n in range(parallel)]
        for worker in self._workers:
            worker.start()

    def send(self, event: Mapping[str, Any]) -> Delivery:
        """Queue an event (at once, or when released), `copies` times; gives the first copy's delivery."""
        body = raw(event)
        headers = signature.headers(self._account, self._rules, body, str(event["timestamp"]))
        copies = [Delivery(event, body, headers) for _ in range(self._rules.copies)]
        for each in copies:
            self._accept(each)
        return copies[0]

    def probe(self, url: str, body: bytes = b"{}") -> bool:
        """The console's check button: an unsigned request; only HTTP 200 saves the address."""
        attempt = Delivery({}, body, {}).post(self._client, url, self._rules.webhook_limit, self._clock.now())
        if attempt.result == "accepted":
            self.url, self.enabled = url, True
        return attempt.result == "accepted"

    def hold(self) -> None:
        """Keep events back until `release`."""
        with self._changed:
            self._held = []

    def release(self, order: Order = "as_sent", seed: int = 0) -> None:
        with self._changed:
            held, self._held = self._held or [], None
        if order == "reversed":
            held.reverse()
        elif order == "shuffled":
            random.Random(seed).shuffle(held)
        for each in held:
            self._put(each, self._clock.now())

    def enable(self) -> None:
        """A person switches the webhook on again in the console; what was missed stays missed."""
        self.enabled = True

    def settle(self, timeout: float = 10.0) -> None:
        """Wait until nothing is due; retries of a later time are not waited for. Raises TimeoutError."""
        self.wait(lambda: not self._busy and not self._due(), timeout)

    def wait(self, holds: Callable[[], bool], timeout: float = 10.0) -> None:
        """Wait until this holds of the deliveries. Raises TimeoutError."""
        with self._changed:
            if not self._changed.wait_for(holds, timeout):
                raise TimeoutError("the webhook did not get there in time")

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for worker in self._workers:
            worker.join()
        self._client.close()

    def _accept(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        text = delivery.event.get("message", {}).get("text", "")
        typed = delivery.event["event_name"] == "user_send_text"
        if self.url is None or not self.enabled:
            delivery.dropped = "no webhook" if self.url is None else "switched off"
        elif self._rules.only_commands and typed and not text.startswith("#"):
            delivery.dropped = "filtered"
        elif self._held is not None:
            self._held.append(delivery)
        else:
            self._put(delivery, self._clock.now())

    def _put(self, delivery: Delivery, due: datetime) -> None:
        with self._changed:
            heapq.heappush(self._queue, (due, next(self._count), delivery))
            self._changed.notify_all()

    def _due(self) -> bool:
        return bool(self._queue) and self._queue[0][0] <= self._clock.now()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _work(self) -> None:
        while (delivery := self._next()) is not None:
            try:
                self._try(delivery)
            finally:
                with self._changed:
                    self._busy -= 1
                    self._changed.notify_all()

    def _next(self) -> Delivery | None:
        """The delivery that is due, or None when the sender closes."""
        with self._changed:
            while not self._closed:
                if self._due():
                    self._busy += 1
                    return heapq.heappop(self._queue)[2]
                self._changed.wait(self._clock.real_seconds_until(self._queue[0][0]) if self._queue else None)
            return None

    def _try(self, delivery: Delivery) -> None:
        if self.url is None or not self.enabled:
            delivery.dropped = "switched off"
            return
        attempt = delivery.post(self._client, self.url, self._rules.webhook_limit, self._clock.now())
        if attempt.result == "accepted" or attempt.result not in self._rules.retry_on:
            return
        if attempt.number < len(RETRIES):
            self._put(delivery, self._clock.now() + RETRIES[attempt.number])
        else:
            self.enabled = False
