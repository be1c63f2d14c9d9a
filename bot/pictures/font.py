"""Widths of letters, read from the font that draws them: lines are broken where they end, not where they might."""

import struct
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Be Vietnam Pro"
_FILES = {False: "BeVietnamPro-Regular.ttf", True: "BeVietnamPro-Bold.ttf"}


class Face:
    """One weight of the font: OpenType tables `head`, `hhea`, `hmtx` and the Unicode map (`cmap`, format 4)."""

    def __init__(self, data: bytes):
        count = struct.unpack_from(">H", data, 4)[0]
        rows = (struct.unpack_from(">4sLLL", data, 12 + 16 * at) for at in range(count))
        tables = {name.decode(): data[start : start + length] for name, _, start, length in rows}
        self._em: int = struct.unpack_from(">H", tables["head"], 18)[0]
        advances: int = struct.unpack_from(">H", tables["hhea"], 34)[0]
        self._widths = [struct.unpack_from(">H", tables["hmtx"], 4 * at)[0] for at in range(advances)]
        self._glyphs = _unicode_map(tables["cmap"])

    def has(self, letter: str) -> bool:
        """Whether the font can draw it."""
        return ord(letter) in self._glyphs

    def width(self, text: str, size: float) -> float:
        """Points that `text` takes, without kerning."""
        glyphs = (self._glyphs.get(ord(letter), 0) for letter in text)
        units: int = sum(self._widths[min(glyph, len(self._widths) - 1)] for glyph in glyphs)
        return units * size / self._em


@cache
def face(bold: bool) -> Face:
    """The regular face, or the bold one."""
    return Face((FOLDER / _FILES[bold]).read_bytes())


def _unicode_map(cmap: bytes) -> dict[int, int]:
    for at in range(struct.unpack_from(">H", cmap, 2)[0]):
        start = struct.unpack_from(">L", cmap, 8 + 8 * at)[0]
        if struct.unpack_from(">H", cmap, start)[0] == 4:
            return _segments(cmap[start:])
    raise ValueError("the font has no Unicode map of format 4")


def _segments(table: bytes) -> dict[int, int]:
    count = struct.unpack_from(">H", table, 6)[0] // 2

    def column(start: int, kind: str = "H") -> tuple[int, ...]:
        return struct.unpack_from(f">{count}{kind}", table, start)

    ends, starts = column(14), column(16 + 2 * count)
    deltas, offsets = column(16 + 4 * count, "h"), column(16 + 6 * count)
    glyphs: dict[int, int] = {}
    for at in range(count):
        for code in range(starts[at], ends[at] + 1):
            glyph = code
            if offsets[at]:
                place = 16 + 6 * count + 2 * at + offsets[at] + 2 * (code - starts[at])
                glyph = struct.unpack_from(">H", table, place)[0] if place + 2 <= len(table) else 0
            if glyph:
                glyphs[code] = (glyph + deltas[at]) % 0x10000
    return glyphs
