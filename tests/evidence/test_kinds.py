"""Kinds by content: every one that is taken is known, nothing else passes, whatever its name says."""

import io
import struct
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.evidence.kinds import Kind, kind_of
from tests.evidence.conftest import encoded, halves
from tests.evidence.samples import HEIC


def box(brand: bytes, *others: bytes) -> bytes:
    """The first box of a film, recording or HEIC picture."""
    body = b"ftyp" + brand + bytes(4) + b"".join(others)
    return struct.pack(">I", len(body) + 4) + body + bytes(64)


def zipped(*names: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return output.getvalue()


def letter() -> bytes:
    output = io.BytesIO()
    docx.Document().save(output)
    return output.getvalue()


TAKEN = {
    Kind.JPEG: encoded(halves(), "JPEG"),
    Kind.PNG: encoded(halves(), "PNG"),
    Kind.WEBP: encoded(halves(), "WEBP"),
    Kind.GIF: encoded(halves(), "GIF"),
    Kind.HEIC: HEIC,
    Kind.PDF: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    Kind.DOCX: letter(),
    Kind.OGG: b"OggS\0\x02" + bytes(22) + b"OpusHead",
    Kind.M4A: box(b"M4A ", b"mp42"),
    Kind.MP3: b"ID3\x03" + bytes(200),
    Kind.AMR: b"#!AMR\n" + bytes(60),
    Kind.MP4: box(b"isom", b"iso2", b"mp41"),
}
OTHERS = {
    "program": b"MZ\x90\0" + bytes(300),
    "elf": b"\x7fELF" + bytes(300),
    "page": b"<!DOCTYPE html><html><script>alert(1)</script>",
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "zip": zipped("a.txt"),
    "jar": zipped("META-INF/MANIFEST.MF", "A.class"),
    "apk": zipped("AndroidManifest.xml", "classes.dex"),
    "xlsx": zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
    "rar": b"Rar!\x1a\x07\x01\0" + bytes(300),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(300),
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rtf": b"{\\rtf1\\ansi}" + bytes(300),
    "script": b"#!/bin/sh\nrm -rf ~\n",
    "text": "Tôi bị lừa".encode(),
    "tiff": encoded(halves(), "TIFF"),
    "bmp": encoded(halves(), "BMP"),
    "icon": encoded(halves((32, 32)), "ICO"),
    "quicktime": box(b"qt  "),
    "nothing": b"",
    "one byte": b"\xff",
    "pdf further behind": b"\n" * 2000 + b"%PDF-1.7",
}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_that_is_taken_is_known_by_its_content(kind):
    assert kind_of(TAKEN[kind]) is kind


@pytest.mark.parametrize("what", OTHERS)
def test_nothing_else_is_taken(what):
    assert kind_of(OTHERS[what]) is None


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_the_label_of_its_download(kind):
    family = "image/" if kind.is_picture else ("application/", "audio/", "video/")
    assert kind.media_type.startswith(family)


def test_pictures_are_those_that_are_drawn_anew():
    drawn = {Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.GIF, Kind.HEIC}
    assert {kind for kind in Kind if kind.is_picture} == drawn


@given(st.binary(max_size=400), st.sampled_from([b"", *TAKEN.values(), *OTHERS.values()]), st.integers(0, 64))
def test_no_bytes_break_it(noise, begin, cut):
    assert kind_of(begin[: len(begin) - cut] + noise) in {None, *Kind}


def test_a_picture_with_something_behind_it_is_still_only_a_picture():
    """It is drawn anew, so what stands behind it does not stay."""
    assert kind_of(TAKEN[Kind.PNG] + zipped("a.class")) is Kind.PNG
    assert Image.open(io.BytesIO(TAKEN[Kind.PNG])).format == "PNG"
