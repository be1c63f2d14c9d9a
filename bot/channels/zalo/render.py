"""Replies as Zalo's messages."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.contract import Part
from bot.channels.text import length, split
from bot.channels.zalo.events import PRESSED

BUTTONS = 5
TITLE = 100
_CUT = "…"

Button = Mapping[str, str]


def render(replies: Sequence[Mapping[str, Any]], limit: int) -> list[Part]:
    """The messages of a turn: texts of at most `limit` characters with their buttons, each picture before its text.

    Zalo on a computer shows no buttons, so every button stands in the text too, by a number that counts on through
    all replies of the turn: "3" is the third button offered, whichever reply it belongs to.
    """
    parts: list[Part] = []
    offered = 0
    for reply in replies:
        buttons: Sequence[Button] = reply.get("buttons") or ()
        if image := reply.get("image"):
            parts.append(Part({"picture": image}, requests=2))
        parts += _texts(reply.get("text") or "", buttons, offered + 1, limit)
        offered += len(buttons)
    return parts


def picture_message(attachment_id: str) -> dict[str, Any]:
    """The message that shows an uploaded picture."""
    element = {"media_type": "image", "attachment_id": attachment_id}
    return {"attachment": {"type": "template", "payload": {"template_type": "media", "elements": [element]}}}


def _texts(text: str, buttons: Sequence[Button], first: int, limit: int) -> list[Part]:
    numbered = "\n".join(f"{number}. {button['title']}" for number, button in enumerate(buttons, first))
    messages: list[dict[str, Any]] = [{"text": one} for one in split(f"{text}\n\n{numbered}", limit)]
    if buttons:
        shown = [_button(button) for button in buttons[:BUTTONS]]
        messages[-1]["attachment"] = {"type": "template", "payload": {"buttons": shown}}
    return [Part({"message": message}) for message in messages]


def _button(button: Button) -> dict[str, str]:
    # "hide": the payload, which means nothing to a person, is not shown as the citizen's own message.
    return {"title": _short(button["title"]), "type": "oa.query.hide", "payload": PRESSED + button["payload"]}


def _short(title: str) -> str:
    return title if length(title) <= TITLE else split(title, TITLE - len(_CUT))[0] + _CUT
