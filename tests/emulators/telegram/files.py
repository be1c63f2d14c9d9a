"""Files by id, and their download for an hour."""

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from tests.emulators.telegram.errors import NOT_FOUND, Refused, bad

DOWNLOAD_LIMIT = 20 * 1024 * 1024
LINK_LIFE = timedelta(hours=1)


@dataclass(frozen=True)
class Stored:
    """A file; `size` may be told without the bytes, for files too large to send."""

    file_id: str
    name: str
    media_type: str
    size: int
    data: bytes = field(repr=False)

    def handle(self) -> dict[str, Any]:
        return {"file_id": self.file_id, "file_unique_id": f"U{self.file_id}", "file_size": self.size}


class Files:
    """What citizens and the bot sent."""

    def __init__(self) -> None:
        self._count = itertools.count(1)
        self._files: dict[str, Stored] = {}
        self._links: dict[str, tuple[Stored, datetime]] = {}

    def keep(self, data: bytes, name: str, media_type: str, size: int | None = None) -> Stored:
        file_id = f"AgACAgUAAxkB{next(self._count):06d}"
        stored = Stored(file_id, name, media_type, len(data) if size is None else size, data)
        self._files[file_id] = stored
        return stored

    def find(self, file_id: str) -> Stored:
        """Refused(400)."""
        if file_id not in self._files:
            raise bad("wrong file identifier/HTTP URL specified")
        return self._files[file_id]

    def link(self, file_id: str | None, now: datetime) -> dict[str, Any]:
        """getFile's result. Refused(400)."""
        stored = self._files.get(file_id or "")
        if stored is None:
            raise bad("invalid file_id")
        if stored.size > DOWNLOAD_LIMIT:
            raise bad("file is too big")
        path = f"files/{stored.file_id}{PurePath(stored.name).suffix}"
        self._links[path] = (stored, now + LINK_LIFE)
        return stored.handle() | {"file_path": path}

    def download(self, path: str, now: datetime) -> Stored:
        """Refused(404) when never linked or too late."""
        stored, until = self._links.get(path, (None, now))
        if stored is None or until <= now:
            raise Refused(NOT_FOUND, "Not Found")
        return stored
