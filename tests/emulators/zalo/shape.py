"""Is a message formed as the documentation says? Stricter than Zalo: a key that nobody documents is refused."""

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from tests.emulators.zalo.account import Rules
from tests.emulators.zalo.uploads import Uploads
from tests.emulators.zalo.wire import Refused, invalid, over_limit

TEXT, BUTTONS, TITLE, PAYLOAD = 2000, 5, 100, 1000
SUBTITLE, LIST_ELEMENTS = 500, 5


class Shape:
    """Checks messages against `rules` and against what was uploaded."""

    def __init__(self, rules: Rules, uploads: Uploads) -> None:
        self._rules, self._uploads = rules, uploads

    def check(self, message: Any) -> None:
        """Refused(-100, -201, -210, -233)."""
        _keys(message, "message", {"text", "attachment", "quote_message_id"})
        if not {"text", "attachment"} & set(message):
            raise invalid("message.text")
        if "text" in message:
            self._text(message["text"])
        if "quote_message_id" in message:
            _string(message["quote_message_id"], "message.quote_message_id")
        if "attachment" in message:
            self._attachment(message["attachment"], has_text="text" in message)

    def _text(self, text: Any) -> None:
        _string(text, "message.text")
        if len(unicodedata.normalize(self._rules.counted_in, text)) > TEXT:
            raise over_limit("message.text")

    def _attachment(self, attachment: Any, has_text: bool) -> None:
        _keys(attachment, "attachment", {"type", "payload"})
        payload = attachment.get("payload")
        if attachment.get("type") == "file":
            _keys(payload, "attachment.payload", {"token"})
            self._uploads.use(payload.get("token"), "file")
        elif attachment.get("type") == "template":
            self._template(payload, has_text)
        else:
            raise invalid("attachment.type")

    def _template(self, payload: Any, has_text: bool) -> None:
        _keys(payload, "attachment.payload", {"template_type", "elements", "buttons"})
        kind = payload.get("template_type")
        if kind is None:
            # Text with buttons: the text stands in the message, the template holds nothing else.
            if not has_text or "elements" in payload or not payload.get("buttons"):
                raise invalid("attachment.payload")
        else:
            self._elements(kind, payload.get("elements"))
        check_buttons(payload.get("buttons", []))

    def _elements(self, kind: Any, elements: Any) -> None:
        most = LIST_ELEMENTS if kind == "list" else 1
        if not isinstance(elements, list) or not 1 <= len(elements) <= most:
            raise invalid("elements")
        if kind == "media":
            self._media(elements[0])
        elif kind == "request_user_info" or (kind == "list" and self._rules.list_template):
            for element in elements:
                _card(element)
        else:
            raise Refused(-233, "Message type is invalid or not support")

    def _media(self, element: Any) -> None:
        _keys(element, "elements", {"media_type", "url", "attachment_id", "width", "height"})
        kind = element.get("media_type")
        if kind not in {"image", "gif", "sticker"}:
            raise invalid("media_type")
        if ("url" in element) == ("attachment_id" in element):
            raise invalid("attachment_id")
        if kind == "gif" and not (isinstance(element.get("width"), int) and isinstance(element.get("height"), int)):
            raise invalid("width")
        if "url" in element:
            _address(element["url"], "url")
        elif kind == "sticker":
            _string(element["attachment_id"], "attachment_id")
        else:
            self._uploads.use(element["attachment_id"], kind)


def check_buttons(buttons: Any) -> None:
    """Refused(-201, -210)."""
    if not isinstance(buttons, list):
        raise invalid("buttons")
    if len(buttons) > BUTTONS:
        raise over_limit("buttons")
    for button in buttons:
        _keys(button, "button", {"title", "type", "payload", "image_icon"})
        _string(button.get("title"), "button.title")
        if len(button["title"]) > TITLE:
            raise over_limit("button.title")
        _button_payload(button.get("type"), button.get("payload"))


def pressed(payload: Any) -> str:
    """What arrives as the citizen's text when a query button is pressed: the payload, an object as its JSON."""
    return payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False, separators=(",", ":"))


def _button_payload(kind: Any, payload: Any) -> None:
    if kind in {"oa.query.show", "oa.query.hide"}:
        if not payload or not isinstance(payload, str | dict):
            raise invalid("button.payload")
        if len(pressed(payload)) > PAYLOAD:
            raise over_limit("button.payload")
        return
    wanted = {
        "oa.open.url": {"url"},
        "oa.open.phone": {"phone_code"},
        "oa.open.sms": {"content", "phone_code"},
    }.get(str(kind))
    if wanted is None:
        raise invalid("button.type")
    _keys(payload, "button.payload", wanted)
    for name in sorted(wanted):
        _string(payload.get(name), f"button.payload.{name}")
    if "url" in wanted:
        _address(payload["url"], "button.payload.url")
    elif not (payload["phone_code"].isdecimal() and payload["phone_code"].startswith("84")):
        raise invalid("button.payload.phone_code")


def _card(element: Any) -> None:
    _keys(element, "elements", {"title", "subtitle", "image_url", "default_action"})
    for name, most in (("title", TITLE), ("subtitle", SUBTITLE)):
        _string(element.get(name), f"elements.{name}")
        if len(element[name]) > most:
            raise over_limit(f"elements.{name}")
    if "image_url" in element:
        _address(element["image_url"], "elements.image_url")


def _keys(value: Any, name: str, known: set[str]) -> None:
    if not isinstance(value, Mapping):
        raise invalid(name)
    for key in value:
        if key not in known:
            raise invalid(f"{name}.{key}")


def _string(value: Any, name: str) -> None:
    if not isinstance(value, str) or not value:
        raise invalid(name)


def _address(value: Any, name: str) -> None:
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        raise invalid(name)
