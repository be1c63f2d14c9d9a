"""The app's action endpoint over connections that stay open; Rasa opens a new one for every action."""

from __future__ import annotations

from typing import Any

import aiohttp
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

CONNECTIONS = 64
KEPT_OPEN = 4.0
"""Seconds an unused connection stays: less than the app's own five, so that none is used as it is being closed."""


class KeptOpen(EndpointConfig):
    """Posts JSON as ``EndpointConfig`` does, through one session a process."""

    def __init__(self, like: EndpointConfig) -> None:
        super().__init__(like.url, like.params, like.headers, **like.kwargs)
        self._open: aiohttp.ClientSession | None = None

    async def request(self, method: str = "post", subpath: str | None = None, **kwargs: Any) -> Any:
        """The JSON of the answer. ``ClientResponseError`` from status 400 on, as in Rasa."""
        if self._open is None or self._open.closed:
            self._open = aiohttp.ClientSession(
                headers=self.headers,
                timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEPT_OPEN),
            )
        url = f"{self.url}/{subpath}" if subpath else self.url
        # Our actions ask for nothing of the domain, but rasa-sdk takes no call without one.
        call = {"domain": {}, **kwargs["json"]}
        async with self._open.request(method, url, json=call) as answer:
            if answer.status >= 400:
                raise ClientResponseError(answer.status, answer.reason, await answer.read())
            return await answer.json()

    async def close(self) -> None:
        """Return the connections."""
        if self._open is not None:
            await self._open.close()
