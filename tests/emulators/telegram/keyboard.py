"""Inline keyboards, checked to the byte."""

import json
from typing import Any
from urllib.parse import urlsplit

from tests.emulators.telegram.errors import bad
from tests.emulators.telegram.parameters import Parameters

DATA_LIMIT = 64
BUTTON_LIMIT = 100
#: Not published; refusals are reported from about this size on.
SIZE_LIMIT = 10_240
OTHERS = {"keyboard", "remove_keyboard", "force_reply"}


def read(given: Parameters) -> dict[str, Any] | None:
    """The inline keyboard to store; None without one or with a keyboard of another kind. Refused(400)."""
    wanted = given.json("reply_markup")
    if wanted is None:
        return None
    if not isinstance(wanted, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" not in wanted:
        if wanted and not OTHERS & wanted.keys():
            raise bad("can't parse reply markup JSON object")
        return None
    rows = [[_button(each) for each in _list(row)] for row in _list(wanted["inline_keyboard"])]
    if sum(map(len, rows)) > BUTTON_LIMIT or len(json.dumps(rows, ensure_ascii=False).encode()) > SIZE_LIMIT:
        raise bad("reply markup is too long")
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return value


def _button(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    title = value["text"].strip()
    if not title:
        raise bad("BUTTON_TEXT_INVALID")
    if "url" in value:
        return {"text": title, "url": _url(value["url"])}
    if "callback_data" not in value:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = value["callback_data"]
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= DATA_LIMIT:
        raise bad("BUTTON_DATA_INVALID")
    return {"text": title, "callback_data": data}


def _url(url: Any) -> str:
    parts = urlsplit(str(url))
    if parts.scheme not in {"http", "https", "tg"} or not parts.netloc:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return str(url)
