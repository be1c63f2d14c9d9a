"""Uploaded pictures and files, and how long they can be sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from math import inf
from pathlib import PurePath

from multipart import MultipartError, MultipartParser, MultipartPart, parse_options_header

from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.ids import Ids
from tests.emulators.zalo.wire import Refused, Request, invalid, over_limit

LIFE = timedelta(days=7)
A_MONTH = 5000
MEBIBYTE = 1024 * 1024
SIZE = {"image": MEBIBYTE, "gif": 5 * MEBIBYTE, "file": 5 * MEBIBYTE}
#: First bytes that a file of this ending must have; a csv has none.
BEGINNINGS = {
    "image": {".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n"},
    "gif": {".gif": b"GIF8"},
    "file": {".pdf": b"%PDF-", ".doc": b"\xd0\xcf\x11\xe0", ".docx": b"PK\x03\x04", ".csv": b""},
}


@dataclass(frozen=True)
class Upload:
    """One uploaded thing; `handle` is the attachment_id or the token."""

    kind: str
    handle: str
    name: str
    data: bytes
    at: datetime


class Uploads:
    """What was uploaded, by handle."""

    def __init__(self, ids: Ids, clock: Clock) -> None:
        self._ids, self._clock = ids, clock
        self.kept: dict[str, Upload] = {}

    def add(self, kind: str, request: Request) -> dict[str, str]:
        """`POST /v2.0/oa/upload/{kind}`, multipart with a part `file`. Refused(-201, -210, -211)."""
        part = _part(request)
        data, name = part.raw, part.filename or ""
        beginning = BEGINNINGS[kind].get(PurePath(name).suffix.lower())
        if beginning is None or not data or not data.startswith(beginning):
            raise invalid("file")
        if len(data) > SIZE[kind]:
            raise over_limit("file size")
        self._within_quota()
        upload = Upload(kind, self._ids.secret(kind), name, data, self._clock.now())
        self.kept[upload.handle] = upload
        return {"token" if kind == "file" else "attachment_id": upload.handle}

    def use(self, handle: object, *kinds: str) -> Upload:
        """The upload behind a handle. Refused(-100) when unknown, of another kind, or older than 7 days."""
        upload = self.kept.get(handle) if isinstance(handle, str) else None
        if upload is None or upload.kind not in kinds or self._clock.now() - upload.at > LIFE:
            raise Refused(-100, "Attachment is expired or does not exist")
        return upload

    def _within_quota(self) -> None:
        now = self._clock.now()
        if sum((each.at.year, each.at.month) == (now.year, now.month) for each in self.kept.values()) >= A_MONTH:
            raise Refused(-211, "Out of quota")


def _part(request: Request) -> MultipartPart:
    media_type, options = parse_options_header(request.headers.get("content-type", ""))
    if media_type != "multipart/form-data" or "boundary" not in options:
        raise invalid("Content-Type")
    try:
        part = MultipartParser(BytesIO(request.body), options["boundary"], spool_limit=inf, memory_limit=inf).get(
            "file"
        )
    except MultipartError:
        raise invalid("body") from None
    if part is None:
        raise invalid("file")
    return part
