"""Width and height of a PNG or JPEG from its header: what sendPhoto judges a photo by."""

import struct

from tests.emulators.telegram.errors import bad

PHOTO_LIMIT = 10 * 1024 * 1024
#: Start-of-frame marks of JPEG; the others in the range are tables.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def size(data: bytes) -> tuple[int, int]:
    """(width, height) in pixels. Refused(400) for anything Telegram would not take as a photo."""
    if len(data) > PHOTO_LIMIT:
        raise bad(f"file of size {len(data)} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes")
    found = _png(data) or _jpeg(data)
    if found is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = found
    if width + height > 10_000 or max(found) > 20 * min(found):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _png(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
