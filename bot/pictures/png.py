"""PNG files made smaller: the same pixels, packed well. vl-convert packs for speed alone."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: zlib's usual level: the highest takes five times as long for two hundredths less.
_LEVEL = 6


_TRUE_COLOUR, _WITH_ALPHA = 2, 6


def repacked(png: bytes) -> bytes:
    """The same opaque picture in fewer bytes: without its alpha channel. Raises ValueError for another kind of file."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("not a PNG")
    header, packed, at = b"", b"", len(_SIGNATURE)
    while at < len(png):
        length, kind = struct.unpack_from(">L4s", png, at)
        body = png[at + 8 : at + 8 + length]
        header = body if kind == b"IHDR" else header
        packed += body if kind == b"IDAT" else b""
        at += length + 12
    width, height, depth, colour, _, _, interlaced = struct.unpack(">LLBBBBB", header)
    if (depth, colour, interlaced) != (8, _WITH_ALPHA, 0):
        raise ValueError("not eight bits of red, green, blue and alpha")
    pixels = zlib.compress(_opaque(zlib.decompress(packed), width), _LEVEL)
    header = struct.pack(">LLBBBBB", width, height, depth, _TRUE_COLOUR, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _opaque(rows: bytes, width: int) -> bytes:
    """Rows without alpha. Each begins with the number of its filter, which works on each channel by itself."""
    length = 1 + 4 * width
    kept = bytearray()
    for start in range(0, len(rows), length):
        row = bytearray(rows[start : start + length])
        del row[4::4]
        kept += row
    return bytes(kept)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
