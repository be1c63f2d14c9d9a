"""Zalo's events in our words."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.channels.contract import Event, Kind, Malformed
from bot.channels.text import as_typed
from bot.channels.zalo.attachments import attachments_of, info_of

NAME = "zalo"

#: A press comes back as a text of the citizen: this mark tells it from anything that people type.
PRESSED = "an-sinh:"
_PRESS = re.compile(re.escape(PRESSED) + r"([A-Za-z0-9_-]{8,64})")
#: Characters of an id; Zalo's have about twenty.
_LONGEST_ID = 100

_SENT = {
    "user_send_text": Kind.TEXT,
    "user_send_image": Kind.PICTURE,
    "user_send_gif": Kind.PICTURE,
    "user_send_link": Kind.LINK,
    "user_send_audio": Kind.AUDIO,
    "user_send_video": Kind.VIDEO,
    "user_send_sticker": Kind.STICKER,
    "user_send_location": Kind.LOCATION,
    "user_send_business_card": Kind.CONTACT,
    "user_send_file": Kind.FILE,
}
_DONE = {
    "follow": Kind.FOLLOW,
    "unfollow": Kind.LEFT,
    "user_click_chatnow": Kind.FOLLOW,
    "user_submit_info": Kind.CONTACT,
    "user_withdraw": Kind.WITHDRAWN,
}
_STATES = frozenset({"user_received_message", "user_seen_message"})
#: Echoes of groups and of visitors without account: none of them belongs to a citizen's talk.
_ECHO = re.compile(r"oa_send_(?!group|anonymous)\w+")

Body = Mapping[str, Any]


def events_of(body: Body, oa_id: str) -> list[Event]:
    """The events of one signed request: one, except that several messages can be seen at once.

    Zalo sends none for a pressed button: a text that is one of our payloads is BUTTON. Raises Malformed.
    """
    name = _text_of(body, "event_name")
    if name is None:
        raise Malformed("event_name is missing")
    envelope = _Envelope(body, name, oa_id)
    if name in _SENT:
        return [_sent(envelope, _SENT[name])]
    if name in _DONE:
        return [envelope.event(_DONE[name], attachments=info_of(_part(body, "info")))]
    if name in _STATES:
        return _confirmed(envelope) or [envelope.event(Kind.UNKNOWN)]
    if _ECHO.fullmatch(name):
        return [_echo(envelope)]
    return [envelope.event(Kind.UNKNOWN)]


class _Envelope:
    """What every event has: who, when, and which it is."""

    def __init__(self, body: Body, name: str, oa_id: str):
        self.body, self.name, self._oa_id = body, name, oa_id
        self.message = _part(body, "message")
        self.message_id = _id(self.message, "msg_id")
        self._milliseconds = _milliseconds(body)
        self._ends = [
            _id(body, "oa_id"),
            _id(_part(body, "follower"), "id"),
            _id(_part(body, "sender"), "id"),
            _id(_part(body, "recipient"), "id"),
            _id(body, "user_id"),
        ]

    def event(self, kind: Kind, message_id: str | None = None, **rest: Any) -> Event:
        """An event of `kind`. Raises Malformed where a citizen or our account has no place in it."""
        citizen = next((end for end in self._ends if end and end != self._oa_id), None)
        message_id = message_id or self.message_id
        if kind is not Kind.UNKNOWN:
            self._check(citizen)
        return Event(
            channel=NAME,
            event_id=self._event_id(message_id, citizen),
            kind=kind,
            sender=citizen or "",
            sent_at=datetime.fromtimestamp(self._milliseconds / 1000, UTC),
            order=self._milliseconds,
            message_id=message_id,
            **rest,
        )

    def _check(self, citizen: str | None) -> None:
        if citizen is None:
            raise Malformed(f"{self.name}: nobody's id is in it")
        others = [end for end in self._ends if end and end != citizen]
        # Without any id of an account (withdrawal) there is nothing to compare.
        if others and self._oa_id not in others:
            raise Malformed(f"{self.name}: it belongs to another OA than ANSINH_ZALO_OA_ID")

    def _event_id(self, message_id: str | None, citizen: str | None) -> str:
        if message_id:
            return f"{self._oa_id}:{self.name}:{message_id}"
        return f"{self.name}:{self._milliseconds}:{citizen or ''}"


def _sent(envelope: _Envelope, kind: Kind) -> Event:
    text = _text_of(envelope.message, "text")
    pressed = _PRESS.fullmatch(text) if text and kind is Kind.TEXT else None
    if pressed:
        return envelope.event(Kind.BUTTON, payload=pressed[1])
    return envelope.event(kind, text=text, attachments=attachments_of(envelope.message, kind))


def _confirmed(envelope: _Envelope) -> list[Event]:
    seen = envelope.message.get("msg_ids")
    ids = [one for one in seen if isinstance(one, str) and one] if isinstance(seen, list) else []
    ids += [envelope.message_id] if envelope.message_id else []
    return [envelope.event(Kind.CONFIRMED, message_id=one[:_LONGEST_ID]) for one in ids]


def _echo(envelope: _Envelope) -> Event:
    """Our own message come back; with `admin_id` a person wrote it in Zalo's own tool."""
    if _id(_part(envelope.body, "sender"), "admin_id"):
        return envelope.event(Kind.STAFF, text=_text_of(envelope.message, "text"))
    return envelope.event(Kind.CONFIRMED if envelope.message_id else Kind.UNKNOWN)


def _part(body: Body, name: str) -> Body:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _text_of(body: Body, name: str) -> str | None:
    value = body.get(name)
    return as_typed(value) if isinstance(value, str) else None


def _id(body: Body, name: str) -> str | None:
    """An id is a string of digits or hex; one that came as a number is the same id."""
    value = body.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str | int) or len(str(value)) > _LONGEST_ID:
        raise Malformed(f"{name} is no id")
    return as_typed(str(value))


def _milliseconds(body: Body) -> int:
    """`timestamp`, which is milliseconds since 1970. Raises Malformed."""
    try:
        milliseconds = int(str(body.get("timestamp")))
        datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise Malformed("timestamp is no time") from None
    return milliseconds
