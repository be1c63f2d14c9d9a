"""Replies as Telegram's messages: a picture with its caption or long texts in parts, buttons under the last."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.channels.contract import Part
from bot.channels.text import length, split

log = logging.getLogger(__name__)

#: UTF-16 units of a text. Telegram takes 4,096; how it counts is not written down to the last unit.
LONGEST_TEXT = 4_000
#: UTF-16 units under a picture; a longer text goes out as messages of its own.
LONGEST_CAPTION = int(MessageLimit.CAPTION_LENGTH)
#: Bytes of a button's payload.
LONGEST_PAYLOAD = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)


def render(replies: Sequence[Mapping[str, Any]]) -> list[Part]:
    """Messages in order; `content` is {"text", "picture", "buttons": [{"title", "payload"}]}, the text not escaped.

    A picture whose text is too long for a caption goes before it, so that the buttons stand under the text.
    """
    return [Part(content) for reply in replies for content in _messages(reply)]


def _messages(reply: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    text, picture = str(reply.get("text") or "").strip(), reply.get("image")
    buttons = [dict(button) for button in reply.get("buttons") or () if _fits(button)]
    if picture and length(text) <= LONGEST_CAPTION:
        yield _message(text, picture, buttons)
        return
    if picture:
        yield _message("", picture, [])
    *first, last = split(text, LONGEST_TEXT) or [""]
    yield from (_message(part, None, []) for part in first)
    if last:
        yield _message(last, None, buttons)


def _message(text: str, picture: str | None, buttons: list[dict[str, str]]) -> dict[str, Any]:
    return {"text": text, "picture": picture, "buttons": buttons}


def _fits(button: Mapping[str, str]) -> bool:
    """A payload over the limit would cost the citizen the whole message: the button alone is left out."""
    fits = 0 < len(button["payload"].encode()) <= LONGEST_PAYLOAD
    if not fits:
        log.error("a button of %d bytes is left out: Telegram takes 1 to %d", len(button["payload"]), LONGEST_PAYLOAD)
    return fits
