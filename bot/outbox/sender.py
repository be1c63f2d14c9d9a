"""Sends what the outbox holds for one channel: a thread that looks for work, some that wait for the channel."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Semaphore, Thread

from bot.channels.contract import Channel, Failure, SendFailed
from bot.clock import now
from bot.outbox.backoff import pause
from bot.outbox.outbox import Going, Outbox
from bot.storage.database import DatabaseUnavailable

log = logging.getLogger(__name__)

#: Sends under way at once; a channel that hangs holds one of them for its time-out.
THREADS = 12
#: Seconds between two looks where nobody woke us: another app may have stored something.
LOOK_EVERY = 0.25
#: Seconds to wait where the database does not answer.
DATABASE_PAUSE = 1.0
#: Refusals of one kind of message, not of the citizen: what waits behind it may still be taken.
NOT_LOST = frozenset({"-218", "-244"})


class Sender:
    """The way out of one channel. `give_up`: how old a message gets before it is dead."""

    def __init__(self, channel: Channel, outbox: Outbox, give_up: timedelta):
        self._channel, self._outbox, self._give_up = channel, outbox, give_up
        self._wake, self._stopped = Event(), Event()
        self._free = Semaphore(THREADS)
        self._pool = ThreadPoolExecutor(THREADS, f"send-{channel.name}")
        self._thread = Thread(target=self._run, name=f"outbox-{channel.name}", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Take nothing more; what is under way ends first."""
        self._stopped.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        self._pool.shutdown()

    def wake(self) -> None:
        """Something was stored."""
        self._wake.set()

    def _run(self) -> None:
        opened = False
        while not self._stopped.is_set():
            self._wake.clear()
            try:
                if not opened:
                    self._outbox.open(self._channel.name)
                    opened = True
                while self._round() and not self._stopped.is_set():
                    pass
                self._wake.wait(LOOK_EVERY)
            except DatabaseUnavailable as error:
                log.warning("outbox: the database does not answer (%s)", error)
                self._stopped.wait(DATABASE_PAUSE)
            except Exception as error:
                # One message that nobody foresaw must not end the way out of all.
                log.error("outbox: %s", type(error).__name__)
                self._stopped.wait(DATABASE_PAUSE)

    def _round(self) -> bool:
        """Claim as much as there are hands for; whether there may be more."""
        hands = 0
        while hands < THREADS and self._free.acquire(blocking=False):
            hands += 1
        going: list[Going] = []
        try:
            if hands:
                going = self._outbox.claim(self._channel.name, self._channel.rate, hands)
        finally:
            for _ in range(hands - len(going)):
                self._free.release()
        for one in going:
            self._pool.submit(self._deliver, one)
        return bool(going)

    def _deliver(self, going: Going) -> None:
        try:
            self._send(going)
        except DatabaseUnavailable as error:
            # Its lease runs out, and the next try is marked as one that may be a second.
            log.warning("outbox: what became of a message cannot be written (%s)", error)
        except Exception as error:
            log.error("outbox: a message ended in %s", type(error).__name__)
        finally:
            self._free.release()
            self._wake.set()

    def _send(self, going: Going) -> None:
        if closed := self._channel.closed(going.last_acted_at, now()):
            self._outbox.dead(going, closed)
            return
        try:
            message_id = self._channel.send(going.address, going.part)
        except SendFailed as failed:
            self._failed(going, failed)
        except Exception as error:
            # Not foreseen by the channel: nobody knows whether it arrived.
            self._failed(going, SendFailed(Failure.AMBIGUOUS, type(error).__name__))
        else:
            self._outbox.sent(going, message_id)

    def _failed(self, going: Going, failed: SendFailed) -> None:
        why = f"{failed.code}: {failed.reason}" if failed.code else failed.reason
        if failed.failure is Failure.OURS:
            log.error("outbox: %s refuses a message: %s", self._channel.name, why)
            self._outbox.dead(going, why)
        elif failed.failure is Failure.CITIZEN:
            self._outbox.dead(going, why, lost=failed.code not in NOT_LOST)
        elif now() - going.created_at > self._give_up:
            self._outbox.dead(going, f"given up after {going.tries} tries; {why}")
        else:
            wait = pause(failed.failure, going.tries, failed.retry_after)
            self._outbox.failed(going, why, wait, maybe_arrived=failed.failure is Failure.AMBIGUOUS)
