"""What citizens do, as updates for the bot."""

from typing import Any

from tests.emulators.telegram.markup_html import units
from tests.emulators.telegram.people import Citizen
from tests.emulators.telegram.pictures import size
from tests.emulators.telegram.state import State
from tests.emulators.telegram.updates import Update

#: The acts that can be asked for by name from another process.
NAMES = {
    "start", "text", "photo", "document", "voice", "video", "sticker", "location", "contact",
    "edit", "press", "block", "unblock", "deactivate",
}  # fmt: skip


class Acts:
    """Each gives the update, or None when the bot did not ask for its kind."""

    def __init__(self, state: State) -> None:
        self._state = state

    def start(self, citizen: Citizen, payload: str = "") -> Update | None:
        """The start button, or a link `t.me/<bot>?start=payload`; it lifts a block."""
        if citizen.blocked:
            self.unblock(citizen)
        return self.text(citizen, f"/start {payload}".strip())

    def text(self, citizen: Citizen, text: str) -> Update | None:
        return self.says(citizen, {"text": text} | _commands(text))

    def photo(
        self, citizen: Citizen, data: bytes, caption: str | None = None, album: str | None = None
    ) -> Update | None:
        """Sizes from small to large, the last one whole."""
        width, height = size(data)
        small = self._file(data[:100], "thumbnail.jpg", "image/jpeg") | {"width": 90, "height": 90}
        whole = self._file(data, "photo.jpg", "image/jpeg") | {"width": width, "height": height}
        more = {"caption": caption, "media_group_id": album}
        return self.says(citizen, {"photo": [small, whole]} | {name: each for name, each in more.items() if each})

    def document(
        self, citizen: Citizen, data: bytes, name: str, media_type: str = "application/pdf", size: int | None = None
    ) -> Update | None:
        """`size` tells of a file larger than `data`."""
        handle = self._file(data, name, media_type, size)
        return self.says(citizen, {"document": handle | {"file_name": name, "mime_type": media_type}})

    def voice(self, citizen: Citizen, data: bytes = b"OggS", seconds: int = 4) -> Update | None:
        handle = self._file(data, "voice.oga", "audio/ogg")
        return self.says(citizen, {"voice": handle | {"duration": seconds, "mime_type": "audio/ogg"}})

    def video(self, citizen: Citizen, data: bytes = b"\0\0\0\x18ftyp", seconds: int = 4) -> Update | None:
        handle = self._file(data, "video.mp4", "video/mp4")
        shape = {"width": 640, "height": 480, "duration": seconds, "mime_type": "video/mp4"}
        return self.says(citizen, {"video": handle | shape})

    def sticker(self, citizen: Citizen, emoji: str = "👍") -> Update | None:
        handle = self._file(b"RIFF", "sticker.webp", "image/webp")
        kind = {"type": "regular", "is_animated": False, "is_video": False, "width": 512, "height": 512}
        return self.says(citizen, {"sticker": handle | kind | {"emoji": emoji}})

    def location(self, citizen: Citizen, latitude: float, longitude: float) -> Update | None:
        return self.says(citizen, {"location": {"latitude": latitude, "longitude": longitude}})

    def contact(self, citizen: Citizen, phone_number: str) -> Update | None:
        card = {"phone_number": phone_number, "first_name": citizen.first_name, "user_id": citizen.id}
        return self.says(citizen, {"contact": card})

    def edit(self, citizen: Citizen, message_id: int, text: str) -> Update | None:
        """Raises ValueError for a message that is not his."""
        with self._state.changed:
            message = self._state.message(citizen.id, message_id)
            if message is None or message["from"]["is_bot"]:
                raise ValueError("no such message of this citizen")
            message.pop("entities", None)
            message.update({"text": text, "edit_date": self._state.seconds()} | _commands(text))
            return self._add("edited_message", citizen, message)

    def press(self, citizen: Citizen, message_id: int, data: str, forged: bool = False) -> Update | None:
        """A button by its callback_data; only a forged client sends one that is not there. Raises ValueError."""
        with self._state.changed:
            message = self._state.message(citizen.id, message_id)
            if message is None or not (forged or data in _buttons(message)):
                raise ValueError("no such button")
            query = {"id": self._state.callbacks.open(self._state.now()), "from": citizen.user(), "message": message}
            return self._add("callback_query", citizen, query | {"chat_instance": _instance(citizen), "data": data})

    def block(self, citizen: Citizen) -> Update | None:
        citizen.blocked = True
        return self._member(citizen, "member", "kicked")

    def unblock(self, citizen: Citizen) -> Update | None:
        citizen.blocked = False
        return self._member(citizen, "kicked", "member")

    def deactivate(self, citizen: Citizen) -> None:
        """He deletes his account; the bot is not told."""
        citizen.deactivated = True

    def says(self, citizen: Citizen, content: dict[str, Any]) -> Update | None:
        """Any message. Raises ValueError while he blocks the bot."""
        if citizen.blocked or citizen.deactivated:
            raise ValueError("a citizen who blocked the bot cannot write to it")
        with self._state.changed:
            citizen.started = True
            return self._add("message", citizen, self._state.write(citizen, citizen.user(), content))

    def _member(self, citizen: Citizen, old: str, new: str) -> Update | None:
        def status(name: str) -> dict[str, Any]:
            return {"user": self._state.bot, "status": name} | ({"until_date": 0} if name == "kicked" else {})

        with self._state.changed:
            who = {"chat": citizen.chat(), "from": citizen.user(), "date": self._state.seconds()}
            change = {"old_chat_member": status(old), "new_chat_member": status(new)}
            return self._add("my_chat_member", citizen, who | change)

    def _add(self, kind: str, citizen: Citizen, content: dict[str, Any]) -> Update | None:
        """The update keeps the content as it is now; the message may be edited later."""
        update = self._state.updates.add(kind, citizen.id, dict(content), self._state.now())
        self._state.notify()
        return update

    def _file(self, data: bytes, name: str, media_type: str, size: int | None = None) -> dict[str, Any]:
        return self._state.files.keep(data, name, media_type, size).handle()


def _buttons(message: dict[str, Any]) -> set[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def _commands(text: str) -> dict[str, Any]:
    """Telegram marks a command at the beginning, and bots look for that mark."""
    first = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    return {"entities": [{"type": "bot_command", "offset": 0, "length": units(first)}]} if len(first) > 1 else {}


def _instance(citizen: Citizen) -> str:
    """The same for every press in one chat."""
    return str(-1_000_000_007 * citizen.id)
