"""What the platform remembers, and the lock around it."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.emulators.telegram.callbacks import Callbacks
from tests.emulators.telegram.files import Files
from tests.emulators.telegram.limits import Limits
from tests.emulators.telegram.people import Citizen, People
from tests.emulators.telegram.updates import Updates
from tests.emulators.zalo.clock import Clock

Message = dict[str, Any]


@dataclass
class State:
    """One bot, its citizens and everything between them. Hold `changed` to read or write more than one thing."""

    token: str
    clock: Clock
    #: The number of the first message.
    first: int = 1
    username: str = "AnSinhTestBot"
    people: People = field(default_factory=People)
    files: Files = field(default_factory=Files)
    limits: Limits = field(default_factory=Limits)
    callbacks: Callbacks = field(default_factory=Callbacks)
    updates: Updates = field(default_factory=Updates)
    #: Messages of both sides by chat, oldest first; an edited one is changed in place.
    chats: dict[int, list[Message]] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)
    closed: bool = False

    def __post_init__(self) -> None:
        self._numbers = itertools.count(self.first)
        self._listeners: list[Callable[[], None]] = []
        self.clock.on_change(self.notify)

    @property
    def bot(self) -> dict[str, Any]:
        names = {"first_name": "An Sinh", "username": self.username}
        return {"id": int(self.token.partition(":")[0]), "is_bot": True} | names

    def now(self) -> datetime:
        return self.clock.now()

    def seconds(self) -> int:
        """The moment as Telegram writes dates: whole seconds since 1970."""
        return int(self.now().timestamp())

    def write(self, citizen: Citizen, sender: dict[str, Any], content: dict[str, Any]) -> Message:
        """A new message in the citizen's chat."""
        head = {"message_id": next(self._numbers), "from": sender, "chat": citizen.chat(), "date": self.seconds()}
        message = head | content
        self.chats.setdefault(citizen.id, []).append(message)
        return message

    def message(self, chat: int, number: int) -> Message | None:
        return next((each for each in self.chats.get(chat, []) if each["message_id"] == number), None)

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def notify(self) -> None:
        """Wake whoever waits for an update, a free connection or a time."""
        with self.changed:
            self.changed.notify_all()
        for listener in self._listeners:
            listener()
