"""`POST /webhooks/{channel}`: verified, on the disk, then 200; nothing is answered here."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from litestar import MediaType, Request, Response, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.channels.contract import Channel, Event, Forged, Malformed, Received
from bot.channels.registry import Channels
from bot.inbox.inbox import Inbox

log = logging.getLogger(__name__)

PATH = "/webhooks"
#: Threads that wait for the disk: apart from all others, so that an acknowledgement waits for no answer.
THREADS = 8


class Door:
    """Takes requests of channels in. `wake` is called when there is something new to work off."""

    def __init__(self, channels: Channels, inbox: Inbox, wake: Callable[[], None]):
        self._channels, self._inbox, self._wake = channels, inbox, wake
        self._pool = ThreadPoolExecutor(THREADS, "accept")
        #: Requests that were not the channel's, and such that could not be read: for /health.
        self.refused = {"forged": 0, "malformed": 0}

    def close(self) -> None:
        """Let what is under way end."""
        self._pool.shutdown()

    async def take(self, name: str, request: Received) -> int:
        """The HTTP status for a request. Raises NotFoundException, DatabaseUnavailable."""
        channel = self._channels.get(name)
        if channel is None:
            raise NotFoundException("no channel of this name is switched on")
        try:
            # In its thread: an odd body may take its time to be read.
            await asyncio.get_running_loop().run_in_executor(self._pool, self._accept, channel, request)
        except Forged as error:
            self.refused["forged"] += 1
            log.warning("%s: a request was not heard (%s)", name, error)
            return channel.forged_status
        except Malformed as error:
            # Sent again it would be no better.
            self.refused["malformed"] += 1
            log.warning("%s: a request could not be read (%s)", name, error)
        return 200

    def accept(self, events: Sequence[Event]) -> None:
        """Store events of a channel that is asked instead of calling us. Raises DatabaseUnavailable."""
        if self._inbox.accept(events):
            self._wake()

    def _accept(self, channel: Channel, request: Received) -> None:
        self.accept(channel.read(request))


@post(f"{PATH}/{{channel:str}}", status_code=200, media_type=MediaType.TEXT, include_in_schema=True)
async def webhook(
    channel: FromPath[str], request: Request[Any, Any, Any], door: NamedDependency[Door]
) -> Response[str]:
    """An event of Zalo or Telegram, stored before this answers; 503 where it could not be stored."""
    received = Received(await request.body(), joined(request.headers.multi_items()))
    status = await door.take(channel, received)
    return Response("" if status == 200 else "not heard", status_code=status, media_type=MediaType.TEXT)


def joined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by name; of one that comes twice both values count, so that a second signature hides no first one."""
    found: dict[str, list[str]] = {}
    for name, value in headers:
        found.setdefault(name.lower(), []).append(value)
    return {name: ", ".join(values) for name, values in found.items()}
