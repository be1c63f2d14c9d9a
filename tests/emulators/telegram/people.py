"""Citizens as Telegram knows them, and what the bot may write to."""

from dataclasses import dataclass
from typing import Any

from tests.emulators.telegram.errors import bad, forbidden


@dataclass
class Citizen:
    """A user; `started` is false until he first writes to the bot."""

    id: int
    first_name: str = "Lan"
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "vi"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False} | self._names() | _given(language_code=self.language_code)

    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private"} | self._names()

    def _names(self) -> dict[str, str]:
        return _given(first_name=self.first_name, last_name=self.last_name, username=self.username)


def _given(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


class People:
    """Everybody the platform knows; `moved` names groups that became supergroups."""

    def __init__(self) -> None:
        self.known: dict[int, Citizen] = {}
        self.moved: dict[int, int] = {}

    def add(self, citizen: Citizen) -> Citizen:
        self.known[citizen.id] = citizen
        return citizen

    def reachable(self, chat: str | None) -> Citizen:
        """Whom this chat id means, if the bot may write there. Refused(400) and Refused(403)."""
        if not chat:
            raise bad("chat_id is empty")
        number = int(chat) if chat.lstrip("-").isdigit() else 0
        if number in self.moved:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved[number])
        citizen = self.known.get(number)
        if citizen is None:
            raise bad("chat not found")
        if citizen.deactivated:
            raise forbidden("user is deactivated")
        if citizen.blocked:
            raise forbidden("bot was blocked by the user")
        if not citizen.started:
            raise forbidden("bot can't initiate conversation with a user")
        return citizen
