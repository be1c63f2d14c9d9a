"""Reads a drawing back: the data of its specification, and where the renderer puts its words."""

import itertools
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import vl_convert

from bot.pictures import painter
from bot.pictures.font import face


def rows(spec: dict[str, Any], *fields: str) -> list[dict[str, Any]]:
    """All rows of data that have these fields."""
    found = [row for data in _data(spec) for row in data if set(fields) <= set(row)]
    return [dict(one) for one in dict.fromkeys(tuple(row.items()) for row in found)]


def said(spec: dict[str, Any]) -> str:
    """All words on the sheet, in the order of reading."""
    lines = sorted(rows(spec, "x", "y", "text"), key=lambda row: (row["y"], row["x"]))
    return " ".join(row["text"] for row in lines).replace("\u00a0", " ")


def _data(node: Any) -> Iterator[list[dict[str, Any]]]:
    if isinstance(node, dict):
        if "datasets" in node:
            yield from node["datasets"].values()
        if isinstance(node.get("data"), dict) and "values" in node["data"]:
            yield node["data"]["values"]
        for child in node.values():
            yield from _data(child)
    elif isinstance(node, list):
        for child in node:
            yield from _data(child)


@dataclass(frozen=True)
class Set:
    """Words as the renderer sets them, in points from the upper left corner of the sheet."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def words(spec: dict[str, Any]) -> list[Set]:
    """Every word set, those of the axes too, as wide as the font makes them."""
    painter.open_font()
    tree = vl_convert.vegalite_to_scenegraph(spec, vl_version=painter.VEGA_LITE, format_locale=painter.NUMBERS)
    return list(_texts(tree["scenegraph"], *tree["origin"]))


def _texts(node: dict[str, Any], x: float, y: float) -> Iterator[Set]:
    for item in node.get("items", []):
        at = (x + item.get("x", 0), y + item.get("y", 0))
        if node.get("marktype") == "text" and item.get("text"):
            yield _set(item, *at)
        elif node.get("marktype") == "group":
            for child in item.get("items", []):
                yield from _texts(child, *at)


def _set(item: dict[str, Any], x: float, y: float) -> Set:
    size = item["fontSize"]
    width = face(str(item.get("fontWeight")) in {"700", "bold"}).width(str(item["text"]), size)
    left = x - {"right": width, "center": width / 2}.get(item.get("align", "left"), 0)
    middle = y - size * 0.35 if item.get("baseline") == "alphabetic" else y + size / 2
    return Set(str(item["text"]), left, left + width, middle - size / 2, middle + size / 2)


def pixels(png: bytes) -> tuple[int, int, set[bytes]]:
    """Width, height and the colours of a PNG of eight bits of red, green, blue."""
    width, height = struct.unpack_from(">LL", png, 16)
    packed, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack_from(">L4s", png, at)
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    raw, length = zlib.decompress(packed), 3 * width + 1
    assert len(raw) == height * length
    assert set(raw[::length]) == {1}, "each pixel is told by its left neighbour"
    colours: set[bytes] = set()
    # Every fifth row has all there is to see and takes a fifth of the time.
    for start in range(1, len(raw), 5 * length):
        channels = [itertools.accumulate(raw[start + at : start + length - 1 : 3], _added) for at in range(3)]
        colours |= {bytes(pixel) for pixel in zip(*channels, strict=True)}
    return width, height, colours


def _added(left: int, difference: int) -> int:
    return (left + difference) & 0xFF
