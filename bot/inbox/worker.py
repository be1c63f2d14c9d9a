"""Works the inbox off: some lanes at a time, each in its order, until the app ends."""

import asyncio
import logging
from datetime import timedelta

from bot.channels.contract import Kind
from bot.inbox.hearing import Hearing, TryLater
from bot.inbox.inbox import Inbox, UnreadableEvent, Waiting
from bot.inbox.signals import CONFIRMED_PAUSE
from bot.storage.database import DatabaseUnavailable

log = logging.getLogger(__name__)

#: Lanes worked at together; the engine takes one turn at a time, the rest is waiting.
LANES = 16
#: Seconds between two looks where nobody woke us: another app may have stored something, an event became due.
LOOK_EVERY = 0.1
#: The same where all lanes are at work.
FULL_PAUSE = 0.25
#: Until a message is tried again whose engine was away.
ENGINE_PAUSE = timedelta(seconds=1)
#: Seconds to wait where the database does not answer.
DATABASE_PAUSE = 1.0


class Worker:
    """Lives in the app's event loop."""

    def __init__(self, inbox: Inbox, hearing: Hearing):
        self._inbox, self._hearing = inbox, hearing
        self._lanes: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """Something was stored; from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Until cancelled; a turn that is under way then is tried again by whoever comes next."""
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                self._woken.clear()
                await self._round()
                await self._rest()
        finally:
            for lane in self._lanes:
                lane.cancel()
            await asyncio.gather(*self._lanes, return_exceptions=True)

    async def _round(self) -> None:
        try:
            claimed = await asyncio.to_thread(self._inbox.claim, self._hands, untold=self._hearing.rests)
        except DatabaseUnavailable as error:
            log.warning("inbox: the database does not answer (%s)", error)
            await asyncio.sleep(DATABASE_PAUSE)
            return
        except UnreadableEvent as error:
            await self._give_up(error)
            return
        except Exception as error:
            # Not foreseen: the way in must not end for all.
            log.error("inbox: %s", type(error).__name__)
            await asyncio.sleep(DATABASE_PAUSE)
            return
        for waiting in claimed:
            lane = asyncio.create_task(self._work_off(waiting))
            self._lanes.add(lane)
            lane.add_done_callback(self._ended)

    async def _rest(self) -> None:
        if self._hands <= 0:
            await asyncio.wait(self._lanes, timeout=FULL_PAUSE, return_when=asyncio.FIRST_COMPLETED)
            return
        try:
            await asyncio.wait_for(self._woken.wait(), LOOK_EVERY)
        except TimeoutError:
            return

    @property
    def _hands(self) -> int:
        # While the engine is away nobody waits for it but one at a time: the others are told so, which is quick. Were
        # those who began before to hold all lanes until their time-out, the rest would be left without a word.
        return LANES if self._hearing.is_away else LANES - len(self._lanes)

    def _ended(self, lane: asyncio.Task[None]) -> None:
        self._lanes.discard(lane)
        self._woken.set()

    async def _work_off(self, waiting: Waiting) -> None:
        """One lane, event after event."""
        try:
            following: Waiting | None = waiting
            while following:
                if not await self._heard(following):
                    return
                following = await asyncio.to_thread(self._inbox.following, following.lane)
        except UnreadableEvent as error:
            await self._give_up(error)
        except DatabaseUnavailable as error:
            # The lease runs out, and the event is taken up again.
            log.warning("inbox: an event waits for the database (%s)", error)
        except Exception as error:
            # Not foreseen: the class alone, a message may quote a citizen. Tried again when the lease has run out,
            # and given up after some tries.
            log.error("inbox: an event ended in %s", type(error).__name__)

    async def _heard(self, waiting: Waiting) -> bool:
        try:
            await self._hearing.hear(waiting)
        except TryLater:
            pause = CONFIRMED_PAUSE if waiting.event.kind is Kind.CONFIRMED else ENGINE_PAUSE
            await asyncio.to_thread(self._inbox.later, waiting, pause)
            return False
        return True

    async def _give_up(self, error: UnreadableEvent) -> None:
        log.error("inbox: %s; it is given up", error)
        await asyncio.to_thread(self._inbox.bury, error)
