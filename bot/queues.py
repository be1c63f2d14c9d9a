"""One at a time per key, in order of arrival."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0


class Queues:
    """A queue per conversation; one that nobody stands in is forgotten, so that they do not pile up."""

    def __init__(self) -> None:
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait until everybody who came earlier for `key` is done."""
        queue = self._queues.setdefault(key, _Queue())
        queue.people += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.people -= 1
            if not queue.people:
                del self._queues[key]

    def __len__(self) -> int:
        return len(self._queues)
