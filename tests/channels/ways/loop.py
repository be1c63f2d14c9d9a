"""The channel of tests: it can do everything."""

import itertools
import time
from collections.abc import Sequence

import httpx

from bot.channels.contract import Received
from bot.channels.registry import Channels
from bot.house import House
from tests.channels.loopback import LIMIT, Loopback, request
from tests.channels.ways.served import Served
from tests.channels.ways.way import Person, Refusal, Shown, Way
from tests.emulators.zalo.delivery import loopback_client

KINDS = {"voice": "audio", "block": "left", "unblock": "follow", "unknown": "something new"}


class Loop(Way):
    name = "loop"
    numbers_buttons = True
    longest = LIMIT

    def __init__(self, house: House):
        super().__init__(house)
        self.channel = Loopback()
        self.served = Served(house, Channels({"loop": self.channel})).start()
        self.client = loopback_client(self.served.url)
        self.count = itertools.count(1)

    def somebody(self) -> "LoopPerson":
        return LoopPerson(self, f"somebody {next(self.count)}")

    def close(self) -> None:
        self.served.close()
        self.client.close()


class LoopPerson(Person):
    def __init__(self, way: Loop, address: str):
        self._way, self.address = way, address
        self._last = Received(b"", {})

    def says(self, text: str) -> None:
        self._does("text", text=text)

    def presses(self, number: int) -> None:
        sent = [one for one in self._way.channel.sent if one.address == self.address][-1]
        self._does("button", text=None, payload=sent.buttons[number]["payload"])

    def does(self, act: str) -> None:
        carried = {} if act in {"edit", "block", "unblock", "unknown"} else {"with": [{"kind": KINDS.get(act, act)}]}
        self._does(KINDS.get(act, act), text="tôi sửa lại" if act == "edit" else None, **carried)

    def repeats(self, times: int) -> None:
        for _ in range(times):
            self._post(self._last)

    def says_reversed(self, texts: Sequence[str]) -> None:
        now = int(time.time() * 1000)
        made = [self._made("text", text=text, at=now + place) for place, text in enumerate(texts)]
        for one in reversed(made):
            self._post(one)

    def forges(self) -> int:
        return self._post(Received(self._made("text", text="giả").body, {"x-loop": "0" * 64}))

    def garbles(self) -> int:
        return self._post(request(next(self._way.count), "x", self.address, at="yesterday"))

    def tries(self, act: str) -> Refusal:
        raise NotImplementedError(act)

    def got(self) -> list[Shown]:
        sent = [one for one in self._way.channel.sent if one.address == self.address]
        return [Shown(one.text, tuple(button["title"] for button in one.buttons), self._png(one.image)) for one in sent]

    def _png(self, path: str | None) -> bytes | None:
        return self._way.house.pictures.shown_at(path) if path else None

    def _does(self, kind: str, **more: object) -> None:
        self._last = self._made(kind, **more)
        assert self._post(self._last) == httpx.codes.OK

    def _made(self, kind: str, **more: object) -> Received:
        return request(f"e{next(self._way.count)}", sender=self.address, kind=kind, **more)

    def _post(self, received: Received) -> int:
        headers = dict(received.headers)
        return self._way.client.post("/webhooks/loop", content=received.body, headers=headers).status_code
