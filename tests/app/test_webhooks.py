"""`POST /webhooks/{channel}` over HTTP: what a channel hears of what it sends."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from bot.app import LARGEST_BODY, create_app
from bot.channels.registry import Channels
from bot.house import House
from bot.storage.database import DatabaseUnavailable
from tests.channels.loopback import Loopback, request, signature

Client = TestClient[Litestar]


@pytest.fixture
def channel() -> Loopback:
    return Loopback()


@pytest.fixture
def client(house: House, channel: Loopback) -> Iterator[Client]:
    house.settings.chat_per_minute = 2
    with TestClient(create_app(house, Channels({"loop": channel}))) as made:
        yield made


def post(client: Client, number: int, text: str = "chào") -> Any:
    sent = request(number, text)
    return client.post("/webhooks/loop", content=sent.body, headers=dict(sent.headers))


def test_an_event_is_stored_when_the_channel_hears_so(client: Client) -> None:
    response = post(client, 1)
    assert (response.status_code, response.text) == (200, "")
    assert client.get("/health").json()["inbox"]["waiting"] == 1, "the engine is down, so it waits"


def test_a_channel_is_not_limited_like_a_browser(client: Client) -> None:
    assert {post(client, number).status_code for number in range(20)} == {200}


def test_a_channel_that_is_off_is_not_there(client: Client) -> None:
    response = client.post("/webhooks/zalo", content=b"{}")
    assert response.status_code == 404
    assert "switched on" in response.json()["detail"]


def test_a_forged_request_writes_nothing(client: Client, channel: Loopback) -> None:
    response = client.post("/webhooks/loop", content=request(1, "chào").body, headers={"x-loop": "0" * 64})
    assert response.status_code == 403
    channel.forged_status = 200
    assert client.post("/webhooks/loop", content=b"{}").status_code == 200, "Zalo's console probes unsigned"
    health = client.get("/health").json()
    assert health["inbox"] == {"waiting": 0, "forged": 2, "malformed": 0}


def test_a_body_over_the_limit_is_refused_before_it_is_read(client: Client) -> None:
    body = b"x" * (LARGEST_BODY + 1)
    assert client.post("/webhooks/loop", content=body, headers={"x-loop": signature(body)}).status_code == 413


def test_where_it_cannot_be_stored_the_channel_sends_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise DatabaseUnavailable("OperationalError")

    with monkeypatch.context() as patch:
        patch.setattr("bot.inbox.inbox.Inbox.accept", broken)
        assert post(client, 1).status_code == 503
    assert post(client, 1).status_code == 200
    assert client.get("/health").json()["inbox"]["waiting"] == 1


def test_health_tells_what_a_person_has_to_know_of_a_channel(client: Client, channel: Loopback) -> None:
    assert client.get("/health").json()["channels"] == {"loop": "ok"}
    channel.why_in_trouble = "the grant is dead"
    assert client.get("/health").json()["channels"] == {"loop": "the grant is dead"}


def test_get_is_not_taken_for_an_event(client: Client) -> None:
    assert client.get("/webhooks/loop").status_code == 405
