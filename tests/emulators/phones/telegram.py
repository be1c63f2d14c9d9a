"""The screen of a citizen on Telegram: what they did, what came, and how far each message got."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tests.emulators.phones.entry import Entry, Standing
from tests.emulators.telegram import Citizen, Emulator
from tests.emulators.telegram.updates import Pending
from tests.emulators.zalo.wire import Answer, Request

FIRST = 5000
#: What stands in a message beside text: the field, and which note says it.
KINDS = {
    "photo": "picture",
    "document": "file",
    "voice": "voice",
    "sticker": "sticker",
    "location": "location",
    "video": "video",
    "contact": "contact",
}
#: Acts that leave no message in the chat, but stand on the screen.
NOTED = {"press", "block", "unblock"}


@dataclass(frozen=True)
class Note:
    """Something done when `after` messages stood in the chat; `update` and `callback` say how the bot took it."""

    act: str
    after: int
    title: str
    update: int | None
    callback: str | None


class TelegramPhone:
    """One citizen of the emulator at a time; `renew` gives the telephone to another one."""

    def __init__(self, telegram: Emulator) -> None:
        self._telegram = telegram
        # Another person at each start: the bot may remember the last one.
        self._first = FIRST + telegram.state.first
        self.renew()

    def renew(self) -> None:
        """Somebody who never wrote to the bot."""
        known = len(self._telegram.state.people.known)
        name = f"Hùng {known + 1}" if known else "Hùng"
        self.citizen: Citizen = self._telegram.citizen(self._first + known, first_name=name)
        self._notes: list[Note] = []

    def control(self, request: Request) -> Answer:
        """The emulator's own addresses; what leaves no message behind is noted for the screen."""
        before = self._telegram.messages(self.citizen.id)
        answer = self._telegram.answer(request)
        if request.path.endswith("/acts") and answer.status == 200:
            asked = json.loads(request.body)
            if asked["act"] in NOTED and asked["citizen"] == self.citizen.id:
                self._notes.append(_noted(asked, before, json.loads(answer.body)["update"] or {}))
        return answer

    def state(self) -> dict[str, Any]:
        """Everything the page shows."""
        telegram, citizen = self._telegram, self.citizen
        with telegram.state.changed:
            return {
                "citizen": {"id": citizen.id, "name": citizen.first_name, "blocked": citizen.blocked},
                "started": citizen.started,
                "now": telegram.clock.now().isoformat(),
                "faults": telegram.faults.pending,
                "webhook": bool(telegram.webhook.url),
                "entries": [asdict(each) for each in self._entries()],
            }

    def picture(self, file_id: str) -> bytes | None:
        """A photo of either side."""
        files = self._telegram.state.files
        try:
            return files.find(file_id).data
        except Exception:
            return None

    def _entries(self) -> list[Entry]:
        updates = list(self._telegram.state.updates.all)
        by_message = {_of(each): each for each in updates if "callback_query" not in each.update}
        by_number = {each.update_id: each for each in updates}
        screen: list[Entry] = []
        messages = self._telegram.messages(self.citizen.id)
        for place in range(len(messages) + 1):
            screen += [
                self._note(number, each, by_number) for number, each in enumerate(self._notes) if each.after == place
            ]
            if place < len(messages):
                screen.append(_message(messages[place], by_message))
        return screen

    def _note(self, number: int, note: Note, updates: Mapping[int, Pending]) -> Entry:
        answered = note.callback in self._telegram.state.callbacks.answers
        standing, attempts, status = _way(updates.get(note.update or 0))
        return Entry(
            id=f"note-{self.citizen.id}-{number}",
            by="me" if note.act == "press" else "note",
            at=0,
            note="answered" if answered else note.act,
            text=note.title,
            standing=standing,
            attempts=attempts,
            status=status,
        )


def _noted(asked: Mapping[str, Any], before: list[dict[str, Any]], update: Mapping[str, Any]) -> Note:
    pressed = next((each for each in before if each["message_id"] == asked.get("message_id")), {})
    titles = {each["press"]: each["title"] for each in _buttons(pressed)}
    callback = update.get("callback_query", {}).get("id")
    return Note(asked["act"], len(before), titles.get(asked.get("data"), ""), update.get("update_id"), callback)


def _of(each: Pending) -> int | None:
    content = each.update.get("edited_message") or each.update.get("message") or {}
    return content.get("message_id")


def _message(message: dict[str, Any], updates: Mapping[int | None, Pending]) -> Entry:
    number, is_bot = message["message_id"], message["from"]["is_bot"]
    kind = next((name for name in KINDS if name in message), None)
    standing, attempts, status = ("sent", 0, None) if is_bot else _way(updates.get(number))
    photo = message.get("photo")
    return Entry(
        id=f"message-{number}",
        by="bot" if is_bot else "me",
        at=message["date"],
        text=message.get("text") or message.get("caption") or "",
        note=KINDS[kind] if kind else "",
        picture=f"/telegram/files/{photo[-1]['file_id']}" if photo else "",
        file=message.get("document", {}).get("file_name", ""),
        buttons=_buttons(message),
        standing=standing,
        attempts=attempts,
        status=status,
        edited="edit_date" in message,
        message=str(number),
    )


def _buttons(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [{"title": each["text"], "press": each["callback_data"]} for row in rows for each in row]


def _way(pending: Pending | None) -> tuple[Standing, int, int | None]:
    if pending is None:
        return "dropped", 0, None
    if not pending.attempts:
        return "waiting", 0, None
    last = pending.attempts[-1]
    return ("repeating" if last.error else "accepted"), len(pending.attempts), last.status
