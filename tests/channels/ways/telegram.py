"""Telegram, whole way: its emulator sends updates to the app's webhook and receives what the app sends."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from bot.channels.contract import Rate
from bot.channels.registry import Channels
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.settings import PATH, TelegramSettings
from bot.house import House
from bot.operations.network import free_port
from tests.channels.ways.served import Served
from tests.channels.ways.way import Person, Refusal, Shown, Way, wait
from tests.emulators.telegram import Citizen, Emulator
from tests.emulators.telegram_bot import png
from tests.emulators.zalo.delivery import loopback_client

SECRET = "a-secret-of-tests-with-more-than-32-characters"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def settings_of(platform: Emulator, url: str) -> TelegramSettings:
    """For this platform, the app reached at `url`."""
    return TelegramSettings.model_validate(
        {
            "token": platform.token,
            "secret": SECRET,
            "api_host": platform.url,
            "public_url": url,
            "decision": "12/2026",
        }
    )


class TelegramWay(Way):
    name = "telegram"
    links_are_text = True
    longest = 4096

    def __init__(self, house: House):
        super().__init__(house)
        self.platform = Emulator()
        port = free_port()
        settings = settings_of(self.platform, f"http://127.0.0.1:{port}")
        channel = Telegram.of(settings, house.pictures.shown_at)
        # Rates are held to elsewhere; here nobody waits a second between two messages.
        self.platform.state.limits.on, channel.rate = False, Rate(1000, 1.0)
        # The app itself sets its webhook, in the background.
        self.served = Served(house, Channels({"telegram": channel}, (channel, settings)), port).start()
        self.own = loopback_client(self.served.url)
        wait(lambda: bool(self.platform.webhook.url))
        self.count = itertools.count(5001)

    def somebody(self) -> "TelegramPerson":
        return TelegramPerson(self, self.platform.citizen(next(self.count), started=True))

    def close(self) -> None:
        self.platform.close()
        self.served.close()
        self.own.close()


class TelegramPerson(Person):
    def __init__(self, way: TelegramWay, citizen: Citizen):
        self._way, self._citizen, self.address = way, citizen, str(citizen.id)
        self._acts = way.platform.acts
        self._last: dict[str, Any] | None = None

    def says(self, text: str) -> None:
        self._last = self._acts.text(self._citizen, text)

    def presses(self, number: int) -> None:
        sent = self._way.platform.sent(self._citizen.id)[-1]
        self._last = self._acts.press(self._citizen, sent["message_id"], _buttons(sent)[number]["callback_data"])

    def does(self, act: str) -> None:
        acts, citizen = self._acts, self._citizen
        doing: dict[str, Callable[[], Any]] = {
            "picture": lambda: acts.photo(citizen, png()),
            "file": lambda: acts.document(citizen, b"%PDF-1.7", "to-khai.pdf"),
            "location": lambda: acts.location(citizen, 21.0278, 105.8342),
            "sticker": lambda: acts.sticker(citizen),
            "voice": lambda: acts.voice(citizen),
            "video": lambda: acts.video(citizen),
            "contact": lambda: acts.contact(citizen, "+84900000001"),
            "link": lambda: acts.text(citizen, "https://bhxh.example/ đường này có thật không"),
            "edit": lambda: acts.edit(citizen, self._own()[-1]["message_id"], "tôi sửa lại"),
            "unknown": lambda: acts.says(citizen, {"dice": {"emoji": "🎲", "value": 6}}),
            "block": lambda: acts.block(citizen),
            "unblock": lambda: acts.unblock(citizen),
        }
        self._last = doing[act]()

    def repeats(self, times: int) -> None:
        assert self._last
        for _ in range(times):
            self._way.platform.sender.repeat(self._last["update_id"])
            self._way.platform.sender.settle()

    def says_reversed(self, texts: Sequence[str]) -> None:
        sender = self._way.platform.sender
        sender.hold()
        updates = [self._acts.text(self._citizen, text) for text in texts]
        assert all(updates)
        sender.lanes = False
        sender.release("reversed")
        sender.settle()
        sender.lanes = True

    def forges(self) -> int:
        return self._post(self._text("giả"), "another-secret-of-tests-with-32-characters-and-more")

    def garbles(self) -> int:
        return self._post({"update_id": "not a number", "message": {}}, SECRET)

    def tries(self, act: str) -> Refusal:
        raise NotImplementedError(act)

    def got(self) -> list[Shown]:
        return [self._shown(each) for each in self._way.platform.sent(self._citizen.id)]

    def _shown(self, message: dict[str, Any]) -> Shown:
        photo = message.get("photo")
        data = self._way.platform.state.files.find(photo[-1]["file_id"]).data if photo else None
        titles = tuple(button["text"] for button in _buttons(message))
        return Shown(message.get("text") or message.get("caption") or "", titles, data)

    def _own(self) -> list[dict[str, Any]]:
        return [each for each in self._way.platform.messages(self._citizen.id) if not each["from"]["is_bot"]]

    def _text(self, text: str) -> dict[str, Any]:
        chat, user = self._citizen.chat(), self._citizen.user()
        message = {"message_id": 9, "date": self._way.platform.state.seconds(), "chat": chat, "from": user}
        return {"update_id": 999_999_999, "message": message | {"text": text}}

    def _post(self, update: dict[str, Any], secret: str) -> int:
        return self._way.own.post(PATH, json=update, headers={HEADER: secret}).status_code


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
