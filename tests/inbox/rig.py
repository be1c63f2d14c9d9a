"""A switchboard at work in a thread: real inbox, dialogue, records and outbox, a channel and an engine of tests."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self

from bot.channels.contract import Received
from bot.channels.registry import Channels
from bot.dialogue import Dialogue
from bot.engine_client import EngineUnavailable, Turn
from bot.house import House
from bot.outcomes import Outcome
from bot.records.record import Said
from bot.switchboard import Switchboard
from tests.channels.loopback import Loopback, request

PATIENCE = 20.0


class Engine:
    """Says back what it was told, after `takes` seconds; `is_down`, or hangs for as long as `hangs` is set."""

    def __init__(self, house: House):
        self._house = house
        self.takes, self.is_down, self.hangs = 0.0, False, False
        self.heard: list[tuple[str, str]] = []
        self.buttons: list[tuple[str, str | None]] = []
        #: What the next turn begins with: slots and loop.
        self.state: dict[str, Any] = {}
        self.before: Callable[[Turn], None] = lambda _turn: None
        self.says: Callable[[Turn], Said] = echo

    async def is_up(self) -> bool:
        return not (self.is_down or self.hangs)

    async def close(self) -> None:
        """Nothing is open."""

    async def turn(self, turn: Turn) -> dict[str, Any]:
        if self.hangs or self.is_down:
            await asyncio.sleep(0.05 if self.is_down else 5)
            raise EngineUnavailable("ConnectionRefused" if self.is_down else "TimeoutError")
        self.before(turn)
        await asyncio.sleep(self.takes)
        self.heard.append((turn.conversation_id, turn.text))
        if turn.button:
            self.buttons.append((turn.button.intent, turn.button.aspect))
        self._house.interactions.contribute(turn.interaction_id, self.says(turn), turn.attempt)
        return self.state


def echo(turn: Turn) -> Said:
    return Said(Outcome.ANSWERED, [{"text": f"nghe: {turn.text}", "buttons": [], "image": None}])


class Rig:
    """One app; several on one database are several apps."""

    def __init__(self, house: House, channel: Loopback, channels: Channels | None = None):
        """`channels`: others beside it."""
        self.house, self.channel, self.engine = house, channel, Engine(house)
        self.board = Switchboard(house, Dialogue(house, self.engine), channels or Channels({channel.name: channel}))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self.board.start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.run(self.board.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run[T](self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def post(self, received: Received) -> int:
        """The status that the channel gets."""
        return self.run(self.board.door.take(self.channel.name, received))

    def says(self, number: int | str, text: str | None = None, sender: str = "lan", **more: Any) -> int:
        return self.post(request(number, text, sender, **more))

    def settle(self, patience: float = PATIENCE) -> None:
        """Wait until nothing waits, coming or going."""
        self.wait(lambda: self.is_idle, patience)

    @property
    def is_idle(self) -> bool:
        # In the way of a message: what leaves the inbox is in the outbox by then.
        if self.board.inbox.waiting():
            return False
        counts = self.board.outbox.counts()
        return not (counts.get("pending") or counts.get("failed"))

    def wait(self, holds: Callable[[], bool], patience: float = PATIENCE) -> None:
        until = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < until, "it did not come about"
            time.sleep(0.02)
