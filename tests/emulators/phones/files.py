"""What the page sends as a citizen of Zalo: kept here, so that the address in the event leads somewhere."""

import secrets
from pathlib import PurePath

#: Pictures by their first bytes; anything else is offered for download alone.
BEGINS = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif"}
MOST = 100


class Files:
    """The newest `MOST` files, by an address that cannot be guessed."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def keep(self, data: bytes, name: str) -> str:
        """The rest of the address: a key and the ending of the name."""
        ending = PurePath(name).suffix.lower()
        address = secrets.token_hex(16) + (ending if ending[1:].isalnum() else "")
        self._kept[address] = data
        for old in list(self._kept)[:-MOST]:
            del self._kept[old]
        return address

    def get(self, address: str) -> bytes | None:
        return self._kept.get(address)


def media_type(data: bytes) -> str:
    """By the first bytes: a name can say anything."""
    return next((kind for begin, kind in BEGINS.items() if data.startswith(begin)), "application/octet-stream")
