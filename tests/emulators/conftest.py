"""The emulators with their clock standing still, a caller of their API, and a webhook that listens."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.emulators.listener import Listener
from tests.emulators.zalo import Clock, Emulator
from tests.emulators.zalo.delivery import loopback_client

START = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)  # ten in the morning in Viet Nam


@pytest.fixture
def listener() -> Iterator[Listener]:
    started = Listener()
    yield started
    started.close()


@pytest.fixture
def zalo(listener: Listener) -> Iterator[Emulator]:
    with Emulator(clock=Clock(START, speed=0), webhook=listener.url) as started:
        yield started


class Api:
    """Calls the OpenAPI as a correct client does; every call gives the decoded answer."""

    def __init__(self, zalo: Emulator, client: httpx.Client) -> None:
        self.zalo, self.client = zalo, client

    def post(self, path: str, body: Any, **rest: Any) -> dict[str, Any]:
        headers = {"access_token": self.zalo.tokens.current.access}
        answer: dict[str, Any] = self.client.post(path, json=body, headers=headers, **rest).json()
        return answer

    def get(self, path: str, **params: str) -> dict[str, Any]:
        headers = {"access_token": self.zalo.tokens.current.access}
        answer: dict[str, Any] = self.client.get(path, params=params, headers=headers).json()
        return answer

    def send(self, user_id: Any, message: Any, door: str = "/v3.0/oa/message/cs") -> dict[str, Any]:
        """One message; a plain string is a text."""
        content = {"text": message} if isinstance(message, str) else message
        return self.post(door, {"recipient": {"user_id": user_id}, "message": content})

    def upload(self, kind: str, name: str, data: bytes) -> dict[str, Any]:
        headers = {"access_token": self.zalo.tokens.current.access}
        files = {"file": (name, data)}
        answer: dict[str, Any] = self.client.post(f"/v2.0/oa/upload/{kind}", files=files, headers=headers).json()
        return answer

    def token(self, **form: str) -> httpx.Response:
        """The token endpoint, with the app's secret and id."""
        account = self.zalo.account
        headers = {"secret_key": account.app_secret}
        return self.client.post("/v4/oa/access_token", data={"app_id": account.app_id, **form}, headers=headers)


@pytest.fixture
def api(zalo: Emulator) -> Iterator[Api]:
    with loopback_client(zalo.url) as client:
        yield Api(zalo, client)
