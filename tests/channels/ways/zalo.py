"""Zalo, whole way: its emulator sends signed events to the app's webhook and receives what the app sends."""

import itertools
import json
from collections.abc import Sequence

from bot.channels.registry import Channels
from bot.channels.zalo.channel import Zalo
from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import Pair
from bot.channels.zalo.settings import ZaloSettings
from bot.house import House
from tests.channels.ways.served import Served
from tests.channels.ways.way import Person, Refusal, Shown, Way
from tests.emulators.zalo import Citizen, Emulator, signature
from tests.emulators.zalo.delivery import Delivery, loopback_client, raw

NAMES = {"picture": "image", "voice": "audio", "contact": "business_card"}
PATH = "/webhooks/zalo"


def settings_of(platform: Emulator, **given: object) -> ZaloSettings:
    """For this platform."""
    account = platform.account
    usual: dict[str, object] = {
        "app_id": account.app_id,
        "app_secret": account.app_secret,
        "oa_id": account.oa_id,
        "oa_secret_key": account.oa_secret,
        "api_host": platform.url,
        "oauth_host": platform.url,
        "per_minute": 2000,
    }
    return ZaloSettings.model_validate(usual | given)


class ZaloWay(Way):
    name = "zalo"
    numbers_buttons = True
    longest = 2000
    # Zalo's console probes unsigned and saves the address on 200 alone.
    forged_status = 200
    cannot = {"edit": "Zalo lets nobody change a message"}

    def __init__(self, house: House):
        super().__init__(house)
        self.platform = Emulator()
        self.platform.rules.package = "full"
        pair = self.platform.tokens.current
        Grants(house.database, house.key).keep(Pair(pair.access, pair.refresh))
        channel = Zalo.of(settings_of(self.platform), house.database, house.key, house.pictures.shown_at)
        self.served = Served(house, Channels({"zalo": channel})).start()
        self.platform.webhook.url = f"{self.served.url}{PATH}"
        self.client = loopback_client(self.served.url)
        self.count = itertools.count(1)

    def somebody(self) -> "ZaloPerson":
        return ZaloPerson(self, self.platform.citizen(f"somebody {next(self.count)}"))

    def close(self) -> None:
        self.platform.close()
        self.served.close()
        self.client.close()


class ZaloPerson(Person):
    def __init__(self, way: ZaloWay, citizen: Citizen):
        self._way, self._citizen, self.address = way, citizen, citizen.user_id
        self._acts = way.platform.acts
        self._last: Delivery | None = None

    def says(self, text: str) -> None:
        self._last = self._acts.text(self._citizen, text)

    def presses(self, number: int) -> None:
        sent = self._way.platform.messages.to(self.address)[-1]
        self._last = self._acts.press(self._citizen, sent.buttons[number])

    def does(self, act: str) -> None:
        if act == "block":
            self._last = self._acts.unfollow(self._citizen)
        elif act == "unblock":
            self._last = self._acts.follow(self._citizen)
        elif act == "unknown":
            self._last = self._acts.comes_as(self._citizen, "user_does_something_new")
        else:
            self._last = self._acts.attach(self._citizen, NAMES.get(act, act))

    def repeats(self, times: int) -> None:
        assert self._last
        for _ in range(times):
            headers = {"Content-Type": "application/json", "num_retry": "1", **self._last.headers}
            assert self._way.client.post(PATH, content=self._last.body, headers=headers).status_code == 200

    def says_reversed(self, texts: Sequence[str]) -> None:
        self._way.platform.webhook.hold()
        for text in texts:
            self.says(text)
        self._way.platform.webhook.release("reversed")

    def forges(self) -> int:
        return self._post({"message": {"msg_id": "f1", "text": "giả"}}, is_signed=False)

    def garbles(self) -> int:
        return self._post({"message": {"msg_id": {"not": "an id"}, "text": "hỏng"}}, is_signed=True)

    def tries(self, act: str) -> Refusal:
        assert act == "edit"
        # What Zalo might one day send for it is unknown to us: taken, kept apart, never answered.
        message = {"msg_id": "e1", "text": "tôi sửa lại"}
        delivery = self._acts.comes_as(self._citizen, "user_edit_message", message=message)
        self._way.platform.webhook.settle()
        self._way.served.settle()
        return Refusal(delivery.attempts[0].status or 0, "unknown")

    def got(self) -> list[Shown]:
        shown: list[Shown] = []
        for sent in self._way.platform.messages.to(self.address):
            elements = sent.message.get("attachment", {}).get("payload", {}).get("elements")
            picture = self._picture(elements[0]["attachment_id"]) if elements else None
            shown.append(Shown(sent.text or "", tuple(one["title"] for one in sent.buttons), picture))
        return shown

    def _picture(self, attachment_id: str) -> bytes:
        return self._way.platform.uploads.kept[attachment_id].data

    def _post(self, rest: dict[str, object], *, is_signed: bool) -> int:
        account, rules = self._way.platform.account, self._way.platform.rules
        stamp = str(self._way.platform.clock.milliseconds())
        event = {
            "app_id": account.app_id,
            "sender": {"id": self.address},
            "recipient": {"id": account.oa_id},
            "event_name": "user_send_text",
            "timestamp": stamp,
            **rest,
        }
        body = raw(json.loads(json.dumps(event)))
        headers = signature.headers(account, rules, body, stamp) if is_signed else {}
        return self._way.client.post(PATH, content=body, headers=headers).status_code
