"""Posts requests over some connections at once; what is not acknowledged comes again, as a channel does it."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import aiohttp

from tests.inbox.processes import Post

#: Seconds that a channel waits for its 200.
LIMIT = 2.0


@dataclass
class Told:
    """What the sender saw: seconds of every request that was acknowledged, statuses of all."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    broken: int = 0

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        found = sorted(self.seconds)
        return found[min(len(found) - 1, int(len(found) * share))] * 1000


async def deliver(url: str, posts: Iterable[Post], connections: int = 16, pause: float = 0.2) -> Told:
    """Every one of `posts` until it is acknowledged, in their order as far as connections allow."""
    told, waiting = Told(), iter(posts)
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def work() -> None:
            for post in waiting:
                while not await once(session, url, post, told):
                    await asyncio.sleep(pause)

        await asyncio.gather(*(work() for _ in range(connections)))
    return told


async def steadily(url: str, posts: Sequence[Post], a_second: float, pause: float = 0.5) -> Told:
    """`posts` begun at a steady pace, each until it is acknowledged."""
    told, begun = Told(), time.perf_counter()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def one(place: int, post: Post) -> None:
            await asyncio.sleep(max(0.0, begun + place / a_second - time.perf_counter()))
            while not await once(session, url, post, told):
                await asyncio.sleep(pause)

        await asyncio.gather(*(one(place, post) for place, post in enumerate(posts)))
    return told


async def once(session: aiohttp.ClientSession, url: str, post: Post, told: Told, limit: float = LIMIT) -> bool:
    """Whether it was acknowledged."""
    begun = time.perf_counter()
    try:
        timeout = aiohttp.ClientTimeout(total=limit)
        async with session.post(url, data=post.body, headers=post.headers, timeout=timeout) as answer:
            await answer.read()
    except (aiohttp.ClientError, TimeoutError):
        told.broken += 1
        return False
    told.statuses[answer.status] = told.statuses.get(answer.status, 0) + 1
    if answer.status == 200:
        told.seconds.append(time.perf_counter() - begun)
    return answer.status == 200
