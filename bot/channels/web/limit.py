"""How many requests a minute one address may send, counted in memory.

Litestar's own middleware keeps the times of all requests of the minute as JSON, and reads and writes them all for
each request: behind a proxy that many citizens share, that costs more than their answers.
"""

from dataclasses import dataclass, field
from time import time
from typing import Any

from litestar.middleware.rate_limit import DURATION_VALUES, CacheObject, RateLimitConfig, RateLimitMiddleware
from litestar.stores.base import Store

Windows = dict[str, CacheObject]


class Counted(RateLimitMiddleware):
    """Litestar's limit over windows that stay where they are."""

    async def retrieve_cached_history(self, key: str, store: Store) -> CacheObject:  # noqa: ARG002  Litestar's signature
        """The running minute of an address, or a new one."""
        windows: Windows = self.config.windows  # type: ignore[attr-defined]
        now = int(time())
        window = windows.get(key)
        if window is None or window.reset <= now:
            _sweep(windows, now)
            window = windows[key] = CacheObject(history=[], reset=now + DURATION_VALUES[self.unit])
        return window

    async def set_cached_history(self, key: str, cache_object: CacheObject, store: Store) -> None:  # noqa: ARG002
        """Count one more."""
        cache_object.history.append(int(time()))


@dataclass
class Limit(RateLimitConfig):
    """Settings of the limit; the windows of all routes are the same."""

    middleware_class: type[RateLimitMiddleware] = Counted
    windows: dict[str, Any] = field(default_factory=dict)


def _sweep(windows: Windows, now: int) -> None:
    """Forget the minutes that are over; called when a new one begins."""
    for key in [key for key, window in windows.items() if window.reset <= now]:
        del windows[key]
