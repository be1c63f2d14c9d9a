"""A bot that calls the Bot API by hand, and pictures for it to send."""

import struct
from datetime import timedelta
from typing import Any

import httpx

from tests.emulators.telegram import Emulator


def png(width: int = 640, height: int = 480, data: bytes = b"") -> bytes:
    """A PNG as far as anybody looks at it: its header."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + data


class Bot:
    """Calls the Bot API as a bot does; a minute passes before each message unless `hurries`."""

    def __init__(self, telegram: Emulator, client: httpx.Client) -> None:
        self.telegram, self.client, self.hurries = telegram, client, False

    def ask(self, method: str, files: Any = None, **values: Any) -> dict[str, Any]:
        """The whole answer; its code must be that of HTTP."""
        path = f"/bot{self.telegram.token}/{method}"
        answer = self.client.post(path, data=values, files=files) if files else self.client.post(path, json=values)
        told: dict[str, Any] = answer.json()
        assert told.get("error_code", 200) == answer.status_code
        assert told["ok"] is answer.is_success
        return told

    def get(self, method: str, **values: Any) -> Any:
        """The result of a call that must succeed."""
        return self.ask(method, **values)["result"]

    def error(self, method: str, files: Any = None, **values: Any) -> str:
        """The description of a call that must be refused."""
        return str(self.ask(method, files, **values)["description"])

    def say(self, text: str = "xin chào", chat: int = 5001, **values: Any) -> dict[str, Any]:
        self._wait()
        return self.ask("sendMessage", chat_id=chat, text=text, **values)

    def show(self, picture: Any, chat: int = 5001, **values: Any) -> dict[str, Any]:
        """sendPhoto with the bytes, or with a file id."""
        self._wait()
        files = {"photo": ("a.png", picture)} if isinstance(picture, bytes) else None
        values |= {} if files else {"photo": picture}
        return self.ask("sendPhoto", files, chat_id=chat, **values)

    def _wait(self) -> None:
        if not self.hurries:
            self.telegram.clock.advance(timedelta(minutes=1))
