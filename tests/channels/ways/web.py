"""The web page's API: a request waits for its answer, so what arrives is what it was answered."""

import itertools
from collections.abc import Sequence
from typing import Any

import httpx

from bot.channels.registry import Channels
from bot.house import House
from tests.channels.ways.served import Served
from tests.channels.ways.way import ACTS, Person, Refusal, Shown, Way
from tests.emulators.zalo.delivery import loopback_client

CAN = {"link"}


class Web(Way):
    name = "web"
    links_are_text = True
    waits_for_answer = True
    #: Nobody signs: what a stranger cannot do is press what was offered to somebody else.
    forged_status = 200
    malformed_status = 400
    cannot = dict.fromkeys(ACTS - CAN, "the API takes words and presses, nothing else")

    def __init__(self, house: House):
        super().__init__(house)
        self.served = Served(house, Channels({})).start()
        self.client = loopback_client(self.served.url)
        # A citizen's page waits as long as the engine may take.
        self.client.timeout = httpx.Timeout(30)
        self.count = itertools.count(1)

    def somebody(self) -> "WebPerson":
        return WebPerson(self, f"somebody {next(self.count)}")

    def close(self) -> None:
        self.served.close()
        self.client.close()


class WebPerson(Person):
    def __init__(self, way: Web, address: str):
        self._way, self.address = way, address
        self._got: list[Shown] = []
        self._replies: list[dict[str, Any]] = []
        self._last: dict[str, Any] = {}

    def says(self, text: str) -> None:
        self._does(text=text)

    def presses(self, number: int) -> None:
        self._does(payload=self._replies[-1]["buttons"][number]["payload"])

    def does(self, act: str) -> None:
        assert act in CAN
        self._does(text="https://bhxh.example/ đường này có thật không")

    def repeats(self, times: int) -> None:
        for _ in range(times):
            answer = self._way.client.post("/api/chat", json=self._last)
            # The same reply again, which the page shows once.
            assert answer.json()["replies"] == self._replies

    def says_reversed(self, texts: Sequence[str]) -> None:
        raise NotImplementedError

    def forges(self) -> int:
        return self._post({"sender": self.address, "payload": "nobody-offered-this"}).status_code

    def garbles(self) -> int:
        return self._way.client.post("/api/chat", content=b'{"sender": ').status_code

    def tries(self, act: str) -> Refusal:
        answer = self._post({"sender": self.address, "text": "xin chào", act: "something"})
        return Refusal(answer.status_code, answer.json()["detail"])

    def got(self) -> list[Shown]:
        return list(self._got)

    def _does(self, **said: str) -> None:
        self._last = {"sender": self.address, "message_id": f"m{next(self._way.count)}", **said}
        answer = self._post(self._last)
        assert answer.status_code == httpx.codes.OK, answer.text
        self._replies = answer.json()["replies"]
        self._got += [self._shown(one) for one in self._replies]

    def _shown(self, reply: dict[str, Any]) -> Shown:
        picture = self._way.client.get(reply["image"]).content if reply["image"] else None
        return Shown(reply["text"], tuple(one["title"] for one in reply["buttons"]), picture)

    def _post(self, body: dict[str, Any]) -> httpx.Response:
        return self._way.client.post("/api/chat", json=body)
