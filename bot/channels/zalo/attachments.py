"""What a citizen sent along, as Zalo tells of it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.contract import Attachment, Kind
from bot.channels.text import as_typed

_KINDS = {
    "image": Kind.PICTURE,
    "gif": Kind.PICTURE,
    "link": Kind.LINK,
    "audio": Kind.AUDIO,
    "video": Kind.VIDEO,
    "sticker": Kind.STICKER,
    "location": Kind.LOCATION,
    "file": Kind.FILE,
}
#: What is told of a file or link, beside the address to fetch it from.
_TOLD = ("name", "size", "type", "checksum", "description", "id")
_INFO = ("name", "phone", "user_dob", "gender", "address", "city", "district")
_ADDRESS = ("user_city", "user_ward", "user_address")


def attachments_of(message: Mapping[str, Any], kind: Kind) -> Sequence[Attachment]:
    """The attachments of a message of `kind`; what has no known form is left out."""
    listed = message.get("attachments")
    found = [_attachment(one, kind) for one in listed] if isinstance(listed, list) else []
    return tuple(one for one in found if one)


def info_of(info: Mapping[str, Any]) -> Sequence[Attachment]:
    """The form that a citizen filled in to share name, telephone, address."""
    address = info.get("full_address")
    details = _some(info, _INFO) | (_some(address, _ADDRESS) if isinstance(address, Mapping) else {})
    return (Attachment(Kind.CONTACT, None, details),) if details else ()


def _attachment(one: Any, kind: Kind) -> Attachment | None:
    if not isinstance(one, Mapping) or not isinstance(payload := one.get("payload"), Mapping):
        return None
    sort = _KINDS.get(str(one.get("type")), kind)
    url = payload.get("url")
    reference = as_typed(url) if isinstance(url, str) and url else None
    if kind is Kind.CONTACT:
        return Attachment(kind, reference, _card(payload.get("description")))
    if sort is Kind.LOCATION:
        return Attachment(sort, None, _place(payload.get("coordinates")))
    return Attachment(sort, reference, _some(payload, _TOLD))


def _card(description: Any) -> dict[str, Any]:
    """A business card is a link whose description is JSON."""
    try:
        card = json.loads(description)
    except (TypeError, ValueError, RecursionError):
        return {}
    return _some(card, tuple(card)) if isinstance(card, dict) else {}


def _place(coordinates: Any) -> dict[str, float]:
    """Degrees; empty where they are none."""
    try:
        latitude, longitude = float(coordinates["latitude"]), float(coordinates["longitude"])
    except (TypeError, ValueError, KeyError):
        return {}
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return {}
    return {"latitude": latitude, "longitude": longitude}


def _some(values: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Plain values only; a size is a number also where Zalo writes it as text."""
    found: dict[str, Any] = {}
    for name in names:
        value = values.get(name)
        if isinstance(value, str) and value:
            found[as_typed(name)] = int(value) if name == "size" and value.isdecimal() else as_typed(value)
        elif isinstance(value, int):
            found[as_typed(name)] = value
    return found
