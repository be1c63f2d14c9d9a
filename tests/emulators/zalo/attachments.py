"""What citizens send along, as the webhook shows it; the addresses lead nowhere."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

HOST = "http://f1-zpc.zdn.vn"


def picture(url: str = f"{HOST}/photo.jpg", **_: Any) -> dict[str, Any]:
    return {"thumbnail": url, "url": url}


def link(url: str = "https://vietnamsocialsecurity.example/", description: str = "", **_: Any) -> dict[str, Any]:
    return {"thumbnail": f"{HOST}/thumb.jpg", "description": description, "url": url}


def audio(url: str = f"{HOST}/voice.amr", **_: Any) -> dict[str, Any]:
    return {"url": url}


def video(url: str = f"{HOST}/film.mp4", description: str = "", **_: Any) -> dict[str, Any]:
    return {"url": url, "thumbnail": f"{HOST}/film.jpg", "description": description}


def sticker(sticker_id: str = "23311", **_: Any) -> dict[str, Any]:
    return {"url": f"{HOST}/sticker.png", "id": sticker_id}


def location(latitude: float = 21.0278, longitude: float = 105.8342, **_: Any) -> dict[str, Any]:
    return {"coordinates": {"latitude": str(latitude), "longitude": str(longitude)}}


def document(
    name: str = "to-khai.pdf", size: int = 20_480, url: str = f"{HOST}/to-khai.pdf", **_: Any
) -> dict[str, Any]:
    checksum = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
    return {"url": url, "size": str(size), "name": name, "checksum": checksum, "type": name.rpartition(".")[2]}


def business_card(phone: str = "84900000001", **_: Any) -> dict[str, Any]:
    description = json.dumps({"phone": phone, "qrCodeUrl": f"{HOST}/qr.png"})
    return {"thumbnail": f"{HOST}/card.jpg", "description": description, "url": "https://zalo.me/"}


#: Event `user_send_<key>`: type of its attachment and how its payload is made.
KINDS: dict[str, tuple[str, Callable[..., dict[str, Any]]]] = {
    "image": ("image", picture),
    "gif": ("gif", picture),
    "link": ("link", link),
    "audio": ("audio", audio),
    "video": ("video", video),
    "sticker": ("sticker", sticker),
    "location": ("location", location),
    "file": ("file", document),
    "business_card": ("link", business_card),
}
