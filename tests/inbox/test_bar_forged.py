"""B-13: forged and altered requests at the webhooks of Zalo and Telegram, over HTTP: none is taken, nothing written."""

import asyncio
import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import aiohttp
import pytest
from multidict import CIMultiDict
from sqlalchemy import func, select

from bot.app import LARGEST_BODY
from bot.channels.registry import Channels
from bot.channels.telegram.channel import Telegram
from bot.channels.zalo.channel import Zalo
from bot.house import House
from bot.storage.queue_tables import InboxEvent
from bot.storage.tables import Interaction
from tests.bars import Figure, size
from tests.channels.ways import telegram, zalo
from tests.channels.ways.served import Served
from tests.emulators.telegram import Emulator as TelegramPlatform
from tests.emulators.zalo import Emulator as ZaloPlatform
from tests.emulators.zalo import Rules, signature
from tests.emulators.zalo.delivery import raw

REQUESTS, CONNECTIONS = size(1_000, 10_000), 8
ZALO, TELEGRAM = "/webhooks/zalo", "/webhooks/telegram"
#: Body and headers of one request.
Request = tuple[bytes, "CIMultiDict[str]"]


#: What the kind of database makes no difference to.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def served(house: House) -> Iterator[tuple[Served, ZaloPlatform]]:
    with ZaloPlatform() as first, TelegramPlatform() as second:
        channels = {
            "zalo": Zalo.of(zalo.settings_of(first), house.database, house.key, lambda _path: None),
            "telegram": Telegram.of(telegram.settings_of(second, "http://127.0.0.1"), lambda _path: None),
        }
        with Served(house, Channels(channels)) as app:
            yield app, first


class Zalos:
    """A genuine request of Zalo and every way to spoil it."""

    def __init__(self, platform: ZaloPlatform, chance: random.Random):
        self._account, self._chance, self._count = platform.account, chance, 0

    def genuine(self) -> tuple[bytes, str, str]:
        """Body, timestamp and the header that signs it."""
        self._count += 1
        account, stamp = self._account, str(int(time.time() * 1000) + self._count)
        event = {
            "app_id": account.app_id,
            "sender": {"id": str(246845883529197922 + self._count)},
            "recipient": {"id": account.oa_id},
            "event_name": "user_send_text",
            "message": {"text": f"mức đóng {self._count}", "msg_id": f"g{self._count}"},
            "timestamp": stamp,
        }
        body = raw(event)
        return body, stamp, signature.headers(account, Rules(), body, stamp)["X-ZEvent-Signature"]

    def spoilt(self, how: str) -> Request:
        body, stamp, header = self.genuine()
        made: dict[str, Callable[[], Request]] = {
            "no signature": lambda: (body, CIMultiDict()),
            "empty signature": lambda: (body, _signed("")),
            "wrong secret": lambda: (body, _signed(self._by(self._account.app_id, body, stamp, "another secret"))),
            "app secret": lambda: (
                body,
                _signed(self._by(self._account.app_id, body, stamp, self._account.app_secret)),
            ),
            "other app id": lambda: (
                body,
                _signed(self._by("360846524940903968", body, stamp, self._account.oa_secret)),
            ),
            "changed byte": lambda: (self._changed(body), _signed(header)),
            "re-serialised": lambda: (json.dumps(json.loads(body), ensure_ascii=True).encode(), _signed(header)),
            "other order of keys": lambda: (
                raw(dict(reversed(list(json.loads(body).items())))),
                _signed(header),
            ),
            "space at the end": lambda: (body + b" ", _signed(header)),
            "duplicate header": lambda: (body, _signed(header, self._by("1", body, stamp, "x"))),
            "duplicate header, forged first": lambda: (body, _signed(self._by("1", body, stamp, "x"), header)),
            "upper-case hex": lambda: (body, _signed(header.upper())),
            "upper-case digits": lambda: (body, _signed("mac=" + header.removeprefix("mac=").upper())),
            "truncated body": lambda: (body[: self._chance.randrange(1, len(body))], _signed(header)),
            "truncated signature": lambda: (body, _signed(header[: self._chance.randrange(1, len(header))])),
            "other timestamp": lambda: (body.replace(stamp.encode(), b"1700000000000"), _signed(header)),
            "body over the limit": lambda: (body[:-1] + b" " * LARGEST_BODY + b"}", _signed(header)),
            "no JSON": lambda: (b"\xff\xfe" + body, _signed(header)),
            "a list": lambda: (b"[" + body + b"]", _signed(header)),
        }
        return made[how]()

    def _by(self, first: str, body: bytes, stamp: str, key: str) -> str:
        return "mac=" + hashlib.sha256(first.encode() + body + stamp.encode() + key.encode()).hexdigest()

    def _changed(self, body: bytes) -> bytes:
        place = self._chance.randrange(len(body))
        return body[:place] + bytes([body[place] ^ (1 << self._chance.randrange(8))]) + body[place + 1 :]


ZALO_WAYS = (
    *("no signature", "empty signature", "wrong secret", "app secret", "other app id", "changed byte"),
    *("re-serialised", "other order of keys", "space at the end", "duplicate header"),
    *("duplicate header, forged first", "upper-case hex", "upper-case digits", "truncated body"),
    *("truncated signature", "other timestamp", "body over the limit", "no JSON", "a list"),
)


def telegram_request(how: str, number: int, chance: random.Random) -> Request:
    """An update that Telegram did not send: it signs nothing, so whoever lacks the secret is a stranger."""
    who = {"id": 5001 + number, "is_bot": False, "first_name": "Lan"}
    chat = {"id": 5001 + number, "type": "private"}
    message = {"message_id": 1, "date": int(time.time()), "from": who, "chat": chat, "text": "mức đóng"}
    body = json.dumps({"update_id": 710_000_000 + number, "message": message}).encode()
    secret, place = telegram.SECRET, chance.randrange(len(telegram.SECRET))
    made: dict[str, Callable[[], Request]] = {
        "no secret": lambda: (body, CIMultiDict()),
        "empty secret": lambda: (body, _secret("")),
        "wrong secret": lambda: (body, _secret(secret[::-1])),
        "one letter": lambda: (body, _secret(secret[:place] + "_" + secret[place + 1 :])),
        "upper case": lambda: (body, _secret(secret.upper())),
        "truncated secret": lambda: (body, _secret(secret[:-1])),
        "longer secret": lambda: (body, _secret(secret + "x")),
        "duplicate header": lambda: (body, _secret(secret, "x")),
        "duplicate header, forged first": lambda: (body, _secret("x", secret)),
        "truncated body": lambda: (body[: chance.randrange(1, len(body))], _secret(secret)),
        "body over the limit": lambda: (body[:-1] + b" " * LARGEST_BODY + b"}", _secret(secret)),
        "no object": lambda: (b"[1]", _secret(secret)),
    }
    return made[how]()


TELEGRAM_WAYS = (
    *("no secret", "empty secret", "wrong secret", "one letter", "upper case", "truncated secret", "longer secret"),
    *("duplicate header", "duplicate header, forged first", "truncated body", "body over the limit", "no object"),
)


@pytest.mark.timeout(900)
def test_nothing_forged_is_taken(served: tuple[Served, ZaloPlatform], house: House, figure: Figure) -> None:
    app, platform = served
    chance = random.Random(13)
    zalos = Zalos(platform, chance)
    requests: list[tuple[str, Request]] = []
    for number in range(REQUESTS // 2):
        requests.append((ZALO, zalos.spoilt(ZALO_WAYS[number % len(ZALO_WAYS)])))
        way = TELEGRAM_WAYS[number % len(TELEGRAM_WAYS)]
        requests.append((TELEGRAM, telegram_request(way, number, chance)))
    seconds, statuses = asyncio.run(_posted(app.url, requests))
    app.settle()
    accepted, written = _count(house, InboxEvent), _count(house, Interaction)
    figure(
        f"{len(requests)} forged or altered requests in {len(ZALO_WAYS) + len(TELEGRAM_WAYS)} ways: "
        f"{accepted} accepted, {written} on record, answered p50 {_share(seconds, 0.5):.1f} ms, "
        f"p99 {_share(seconds, 0.99):.1f} ms, statuses {dict(sorted(statuses.items()))}"
    )
    assert (accepted, written) == (0, 0)
    assert set(statuses) <= {200, 400, 403, 413}, "Zalo's console must get 200; nobody gets a 5xx"


def test_the_same_requests_unspoilt_are_taken(served: tuple[Served, ZaloPlatform], house: House) -> None:
    """So that the bar above cannot hold for want of a right request."""
    app, platform = served
    body, _, header = Zalos(platform, random.Random(1)).genuine()
    update = telegram_request("truncated body", 1, random.Random(1))[1]
    message = {"message_id": 1, "date": int(time.time()), "chat": {"id": 1, "type": "private"}, "text": "mức đóng"}
    whole = json.dumps({"update_id": 5, "message": message})
    _, statuses = asyncio.run(_posted(app.url, [(ZALO, (body, _signed(header))), (TELEGRAM, (whole.encode(), update))]))
    assert statuses == {200: 2}
    assert _count(house, InboxEvent) == 2


async def _posted(url: str, requests: list[tuple[str, Request]]) -> tuple[list[float], dict[int, int]]:
    seconds: list[float] = []
    statuses: dict[int, int] = {}
    waiting = iter(requests)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS)) as session:

        async def work() -> None:
            for path, (body, headers) in waiting:
                begun = time.perf_counter()
                try:
                    async with session.post(url + path, data=body, headers=headers) as answer:
                        await answer.read()
                        status = answer.status
                except aiohttp.ClientConnectionError:
                    # Cut off while a body over the limit was still being sent.
                    status = 413
                    assert len(body) > LARGEST_BODY
                seconds.append(time.perf_counter() - begun)
                statuses[status] = statuses.get(status, 0) + 1

        await asyncio.gather(*(work() for _ in range(CONNECTIONS)))
    return seconds, statuses


def _signed(*values: str) -> "CIMultiDict[str]":
    return CIMultiDict([("X-ZEvent-Signature", value) for value in values])


def _secret(*values: str) -> "CIMultiDict[str]":
    return CIMultiDict([(telegram.HEADER, value) for value in values])


def _share(seconds: list[float], share: float) -> float:
    return sorted(seconds)[int(len(seconds) * share)] * 1000


def _count(house: House, table: Any) -> int:
    with house.database.looking() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
