"""Brings updates to the webhook: many at a time, each chat in order, again and again until a 2XX."""

import asyncio
import ssl
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import httpx

from tests.emulators.telegram.state import State
from tests.emulators.telegram.updates import Attempt, Order, Pending
from tests.emulators.telegram.webhook import LOOPBACK, Webhook

LONGEST_PAUSE = timedelta(seconds=60)


class Sender:
    """One thread from construction until `close`.

    `limit`: seconds of the wall clock that the bot has to answer (Telegram: 60). `lanes`: an update waits for the
    earlier ones of its chat, as in Telegram's published server; without, the order is nobody's. `deliver_to`: scheme
    and host put in place of the webhook's own, for a bot that registers its public address.
    """

    def __init__(self, state: State, webhook: Webhook, limit: float = 60.0, deliver_to: str | None = None) -> None:
        self._state, self._webhook = state, webhook
        self.limit, self.deliver_to, self.lanes = limit, deliver_to, True
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="telegram-webhook")
        self._thread.start()
        self._started.wait()
        state.on_change(self._stir)

    def settle(self, timeout: float = 10.0) -> None:
        """Wait until nothing is on its way or due; later retries are not waited for. Raises TimeoutError."""
        with self._state.changed:
            if not self._state.changed.wait_for(lambda: not self._busy() and not self._ready(), timeout):
                raise TimeoutError("the webhook's queue did not empty")

    def hold(self) -> None:
        """Keep new updates back until `release`."""
        with self._state.changed:
            self._state.updates.hold()

    def release(self, order: Order = "as_sent", seed: int = 0) -> None:
        with self._state.changed:
            self._state.updates.release(order, seed)
        self._state.notify()

    def repeat(self, update_id: int) -> None:
        """Send an update again, as Telegram does when it missed the bot's answer."""
        with self._state.changed:
            self._state.updates.repeat(update_id, self._state.now())
        self._state.notify()

    def close(self) -> None:
        """What is under way is dropped. The state must be closed already."""
        self._stir()
        self._thread.join()

    def _stir(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)

    async def _serve(self) -> None:
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        self._started.set()
        # No certificate is trusted: reading the usual ones takes longer than a test.
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        limits, timeout = httpx.Limits(max_connections=None), httpx.Timeout(None)
        async with httpx.AsyncClient(trust_env=False, verify=trust, limits=limits, timeout=timeout) as client:
            tasks: set[asyncio.Task[None]] = set()
            while not self._state.closed:
                self._wake.clear()
                for each in self._claim():
                    task = asyncio.create_task(self._try(client, each))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), self._pause())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _claim(self) -> Sequence[Pending]:
        with self._state.changed:
            claimed = self._ready()
            for each in claimed:
                each.busy = True
            return claimed

    def _busy(self) -> int:
        return sum(each.busy for each in self._state.updates.pending)

    def _ready(self) -> Sequence[Pending]:
        """What may be sent now, as many as there are free connections."""
        if not self._webhook.url:
            return []
        now, chats, found = self._state.now(), set[int](), []
        self._state.updates.expire(now)
        for each in self._state.updates.pending:
            waits = self.lanes and each.chat in chats
            chats.add(each.chat)
            if not waits and not each.busy and each.due <= now:
                found.append(each)
        return found[: max(0, self._webhook.max_connections - self._busy())]

    def _pause(self) -> float | None:
        """Seconds until the next retry; None when only a change can bring something."""
        with self._state.changed:
            waiting = [
                each.due for each in self._state.updates.pending if not each.busy and each.due > self._state.now()
            ]
            return self._state.clock.real_seconds_until(min(waiting)) if waiting else None

    async def _try(self, client: httpx.AsyncClient, each: Pending) -> None:
        url, secret, answer, error = self._address(), self._webhook.secret, None, None
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            if urlsplit(url).hostname not in LOOPBACK:
                # Invented messages never leave this machine.
                raise httpx.ConnectError("not on this machine")
            async with asyncio.timeout(self.limit):
                answer = await client.post(url, json=each.update, headers=headers)
        except TimeoutError:
            error = "Read timeout expired"
        except httpx.ConnectError:
            error = "Connection refused"
        except httpx.TransportError:
            error = "Connection reset by peer"
        if answer is not None and not answer.is_success:
            error = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        with self._state.changed:
            each.busy = False
            status = None if answer is None else answer.status_code
            each.attempts.append(Attempt(self._state.now(), status, error))
            if error is None:
                self._state.updates.remove(each)
            else:
                self._later(each, error)
        self._state.notify()

    def _later(self, each: Pending, error: str) -> None:
        """The first repeat comes at once, the next after 2, 4, 8 … seconds."""
        self._webhook.last_error = (self._state.seconds(), error)
        fails = len(each.attempts)
        pause = timedelta() if fails == 1 else min(timedelta(seconds=2 ** min(fails - 1, 10)), LONGEST_PAUSE)
        each.due = self._state.now() + pause

    def _address(self) -> str:
        if self.deliver_to is None:
            return self._webhook.url
        own, to = urlsplit(self._webhook.url), urlsplit(self.deliver_to)
        return urlunsplit((to.scheme, to.netloc, own.path, own.query, ""))
