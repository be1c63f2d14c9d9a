"""What citizens and staff do, each act one event on the webhook."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from tests.emulators.zalo.account import Rules
from tests.emulators.zalo.attachments import KINDS
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.delivery import Delivery
from tests.emulators.zalo.events import Events
from tests.emulators.zalo.ids import Ids
from tests.emulators.zalo.people import Citizen
from tests.emulators.zalo.shape import pressed
from tests.emulators.zalo.webhook import Webhook

#: Acts that a separate process may ask for by name.
NAMES = {
    *("text", "attach", "press", "follow", "unfollow", "chat_now", "submit_info", "receives", "sees", "reacts"),
    *("withdraws", "staff", "comes_as"),
}


class Acts:
    """Every act gives the delivery of its event; what opens the window opens it."""

    def __init__(self, rules: Rules, clock: Clock, ids: Ids, events: Events, webhook: Webhook) -> None:
        self._rules, self._clock, self._ids = rules, clock, ids
        self._events, self._webhook = events, webhook

    def text(self, citizen: Citizen, text: str, *, nfd: bool = False, quote: str | None = None) -> Delivery:
        """Typed; `nfd` as an iPhone or a Mac hands it over."""
        said = {"text": unicodedata.normalize("NFD", text) if nfd else text}
        return self._writes(citizen, "text", said | ({"quote_msg_id": quote} if quote else {}))

    def attach(self, citizen: Citizen, kind: str, text: str | None = None, **details: Any) -> Delivery:
        """Sends a picture, file …: `kind` of `KINDS`, `details` of its payload."""
        type_, build = KINDS[kind]
        message: dict[str, Any] = {"attachments": [{"type": type_, "payload": build(**details)}]}
        return self._writes(citizen, kind, message | ({"text": text} if text else {}))

    def press(self, citizen: Citizen, button: Mapping[str, Any]) -> Delivery | None:
        """A query button comes back as the citizen's text; buttons that open something give no event."""
        if not button["type"].startswith("oa.query."):
            return None
        return self.text(citizen, pressed(button["payload"]))

    def follow(self, citizen: Citizen, source: str = "oa_profile") -> Delivery:
        citizen.follower = True
        citizen.interacts(self._clock.now())
        return self._webhook.send(self._events.following(citizen, "follow", source))

    def unfollow(self, citizen: Citizen, source: str = "oa_profile") -> Delivery:
        """Nothing can be sent any more until the citizen writes or follows again."""
        citizen.follower, citizen.last_interaction = False, None
        return self._webhook.send(self._events.following(citizen, "unfollow", source))

    def chat_now(self, citizen: Citizen) -> Delivery:
        citizen.interacts(self._clock.now())
        return self._webhook.send(self._events.about(citizen, "user_click_chatnow"))

    def submit_info(self, citizen: Citizen, **info: Any) -> Delivery:
        citizen.shared_info = info
        citizen.interacts(self._clock.now())
        return self._webhook.send(self._events.info(citizen, info))

    def receives(self, citizen: Citizen, message_id: str) -> Delivery:
        return self._state(citizen, "user_received_message", {"msg_id": message_id})

    def sees(self, citizen: Citizen, *message_ids: str) -> Delivery:
        return self._state(citizen, "user_seen_message", {"msg_ids": list(message_ids)})

    def reacts(self, citizen: Citizen, message_id: str, icon: str = "/-heart") -> Delivery:
        return self._state(citizen, "user_reacted_message", {"msg_id": message_id, "react_icon": icon})

    def withdraws(self, citizen: Citizen) -> Delivery:
        return self._webhook.send(self._events.about(citizen, "user_withdraw"))

    def staff(self, citizen: Citizen, text: str, admin_id: str = "7311823150541337") -> Delivery:
        """A person writes in OA chat: only the echo comes, with `admin_id`."""
        message = {"text": text, "msg_id": self._ids.message()}
        return self._webhook.send(self._events.by_oa(citizen, "oa_send_text", message, admin_id))

    def comes_as(self, citizen: Citizen, name: str, **rest: Any) -> Delivery:
        """Any event by its name, known or not."""
        return self._webhook.send(self._events.other(name, {"user_id": citizen.user_id, **rest}))

    def echo(self, citizen: Citizen, message_id: str, message: Mapping[str, Any]) -> Delivery | None:
        """What the OA sent comes back as `oa_send_*`."""
        if self._rules.echo == "off":
            return None
        told: dict[str, Any] = {"msg_id": message_id if self._rules.echo == "same" else self._ids.message()}
        told |= {"text": message["text"]} if "text" in message else {}
        return self._webhook.send(self._events.by_oa(citizen, f"oa_send_{_kind(message)}", told))

    def _writes(self, citizen: Citizen, kind: str, message: Mapping[str, Any]) -> Delivery:
        message_id = self._ids.message()
        citizen.wrote.append(message_id)
        citizen.interacts(self._clock.now())
        event = self._events.by_citizen(citizen, f"user_send_{kind}", {**message, "msg_id": message_id})
        return self._webhook.send(event)

    def _state(self, citizen: Citizen, name: str, message: Mapping[str, Any]) -> Delivery:
        return self._webhook.send(self._events.by_citizen(citizen, name, message))


def _kind(message: Mapping[str, Any]) -> str:
    """The last word of the echo's name."""
    attachment = message.get("attachment", {})
    if attachment.get("type") == "file":
        return "file"
    payload = attachment.get("payload", {})
    if payload.get("template_type") == "media":
        return str(payload["elements"][0]["media_type"])
    return "list" if payload.get("template_type") == "list" else "text"
