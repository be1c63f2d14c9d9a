"""sendMessage, sendPhoto, sendDocument, editMessageText, editMessageReplyMarkup, sendChatAction."""

import mimetypes
from collections.abc import Callable
from typing import Any

from tests.emulators.telegram import keyboard, pictures, texts
from tests.emulators.telegram.errors import bad
from tests.emulators.telegram.files import Stored
from tests.emulators.telegram.parameters import Parameters
from tests.emulators.telegram.people import Citizen
from tests.emulators.telegram.state import Message, State

ACTIONS = {"typing", "upload_photo", "upload_document", "upload_voice", "find_location", "choose_sticker"}
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


class Sending:
    """Everything the bot writes; each checks its content, then the chat, then the rate, and only then takes effect."""

    def __init__(self, state: State) -> None:
        self._state = state

    def message(self, given: Parameters) -> Message:
        return self._send(given, lambda: texts.text(given))

    def photo(self, given: Parameters) -> Message:
        return self._send(given, lambda: self._photo(given) | texts.caption(given))

    def document(self, given: Parameters) -> Message:
        return self._send(given, lambda: {"document": self._document(given)} | texts.caption(given))

    def action(self, given: Parameters) -> bool:
        self._state.people.reachable(given.text("chat_id"))
        if given.text("action") not in ACTIONS:
            raise bad("wrong parameter action in request")
        return True

    def edit_text(self, given: Parameters) -> Message:
        """A keyboard that is not given again is gone, as at Telegram."""
        message = self._own(given)
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        return self._change(message, texts.text(given) | _markup(given), {"text", "entities", "reply_markup"})

    def edit_markup(self, given: Parameters) -> Message:
        return self._change(self._own(given), _markup(given), {"reply_markup"})

    def _send(self, given: Parameters, content: Callable[[], dict[str, Any]]) -> Message:
        made = content() | _markup(given)
        citizen = self._state.people.reachable(given.text("chat_id"))
        made |= self._reply(given, citizen)
        now = self._state.now()
        self._state.limits.check(citizen.id, now)
        self._state.limits.count(citizen.id, now)
        return self._state.write(citizen, self._state.bot, made)

    def _own(self, given: Parameters) -> Message:
        citizen = self._state.people.reachable(given.text("chat_id"))
        number = given.number("message_id")
        if not number:
            raise bad("message identifier is not specified")
        message = self._state.message(citizen.id, number)
        if message is None:
            raise bad("message to edit not found")
        if not message["from"]["is_bot"]:
            raise bad("message can't be edited")
        return message

    def _change(self, message: Message, new: dict[str, Any], fields: set[str]) -> Message:
        if new == {name: value for name, value in message.items() if name in fields}:
            raise bad(SAME)
        for name in fields:
            message.pop(name, None)
        message.update(new, edit_date=self._state.seconds())
        return message

    def _reply(self, given: Parameters, citizen: Citizen) -> dict[str, Any]:
        wanted = given.json("reply_parameters")
        if not wanted:
            return {}
        answered = self._state.message(citizen.id, int(wanted["message_id"]))
        if answered is not None:
            return {"reply_to_message": {name: each for name, each in answered.items() if name != "reply_to_message"}}
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")

    def _photo(self, given: Parameters) -> dict[str, Any]:
        stored = self._file(given, "photo")
        width, height = pictures.size(stored.data)
        return {"photo": [stored.handle() | {"width": width, "height": height}]}

    def _document(self, given: Parameters) -> dict[str, Any]:
        stored = self._file(given, "document")
        return stored.handle() | {"file_name": stored.name, "mime_type": stored.media_type}

    def _file(self, given: Parameters, name: str) -> Stored:
        upload = given.upload(name)
        if upload is None:
            if name not in given:
                raise bad(f"there is no {name} in the request")
            return self._state.files.find(str(given.text(name)))
        if not upload.data:
            raise bad("file must be non-empty")
        guessed = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        return self._state.files.keep(upload.data, upload.name, guessed)


def _markup(given: Parameters) -> dict[str, Any]:
    wanted = keyboard.read(given)
    return {"reply_markup": wanted} if wanted else {}
