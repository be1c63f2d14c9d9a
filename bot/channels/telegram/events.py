"""An update of Telegram as an event in our words. Only private chats are heard."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update

from bot.channels.contract import Event, Kind, Malformed
from bot.channels.telegram.attachments import attachment
from bot.channels.telegram.commands import Commands
from bot.channels.text import as_typed
from bot.clock import now

NAME = "telegram"
#: What we ask Telegram to send. Always named: a list left out means the list of some earlier day.
ALLOWED = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
#: States of our membership in a private chat: the citizen blocked the bot, or took it back.
_MEMBERSHIP = {ChatMember.BANNED: Kind.LEFT, ChatMember.MEMBER: Kind.FOLLOW}


@dataclass(frozen=True, slots=True)
class Heard:
    """An update as we use it: the event, and the press of a button that Telegram wants answered at once."""

    event: Event
    callback: str | None = None


def parsed(body: bytes) -> Mapping[str, Any]:
    """The JSON object of a request's body. Raises Malformed."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed("the body is not JSON") from error
    if not isinstance(raw, dict):
        raise Malformed("the body is not an object")
    return raw


def heard(raw: Mapping[str, Any], commands: Commands) -> Heard:
    """One update as Telegram sends it. Raises Malformed."""
    if type(raw.get("update_id")) is not int:
        raise Malformed("update_id")
    try:
        return _Reader(Update.de_json(dict(raw), None), commands).heard()
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError, RecursionError) as error:
        # The class alone: a message of the library may repeat what the citizen wrote.
        raise Malformed(f"update {raw['update_id']}: {type(error).__name__}") from None


class _Reader:
    """Reads one update."""

    def __init__(self, update: Update, commands: Commands):
        self._update, self._commands = update, commands

    def heard(self) -> Heard:
        update = self._update
        chat = update.effective_chat
        if chat is not None and chat.type != Chat.PRIVATE:
            return Heard(self._event(Kind.UNKNOWN, chat.id))
        if update.callback_query:
            return self._press(update.callback_query)
        if update.my_chat_member:
            return Heard(self._membership(update.my_chat_member))
        if update.edited_message:
            return Heard(self._edit(update.edited_message))
        if update.message:
            return Heard(self._message(update.message))
        return Heard(self._event(Kind.UNKNOWN, chat.id if chat else None))

    def _press(self, query: CallbackQuery) -> Heard:
        # A press carries no time of its own; the message's is that of the offer.
        message = str(query.message.message_id) if query.message else None
        kind = Kind.BUTTON if query.data else Kind.UNKNOWN
        event = self._event(kind, query.from_user.id, payload=query.data, message_id=message)
        return Heard(event, str(query.id))

    def _membership(self, change: ChatMemberUpdated) -> Event:
        kind = _MEMBERSHIP.get(change.new_chat_member.status, Kind.UNKNOWN)
        return self._event(kind, change.chat.id, change.date)

    def _edit(self, message: Message) -> Event:
        return self._said(message, Kind.EDIT, message.edit_date or message.date)

    def _message(self, message: Message) -> Event:
        carried = attachment(message)
        kind = carried.kind if carried else Kind.TEXT if message.text else Kind.UNKNOWN
        if message.from_user and message.from_user.is_bot:
            kind = Kind.UNKNOWN
        return self._said(message, kind, message.date)

    def _said(self, message: Message, kind: Kind, at: datetime) -> Event:
        carried = attachment(message)
        typed = self._commands.read(as_typed(message.text)) if message.text else None
        text = typed.text if typed else as_typed(message.caption) if message.caption else None
        return self._event(
            kind,
            message.chat.id,
            at,
            text=text,
            message_id=str(message.message_id),
            attachments=(carried,) if carried else (),
            campaign=typed.campaign if typed else None,
        )

    def _event(self, kind: Kind, sender: int | None, at: datetime | None = None, **rest: Any) -> Event:
        number = self._update.update_id
        return Event(NAME, str(number), kind, "" if sender is None else str(sender), at or now(), number, **rest)
