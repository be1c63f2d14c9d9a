"""Parameters of a call, however they came: query, form, JSON or multipart."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from multipart import MultipartParser, parse_options_header

from tests.emulators.telegram.errors import Refused, bad
from tests.emulators.zalo.wire import Request

UPLOAD_LIMIT = 50 * 1024 * 1024
ATTACHED = "attach://"


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Parameters:
    """Values by name; empty ones count as not given, as at Telegram."""

    values: Mapping[str, Any] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) not in {None, ""} if not isinstance(self.values.get(name), list | dict) else True

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        if isinstance(value, bool):
            return "true" if value else "false"
        return None if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return (self.text(name) or "").lower() in {"true", "1", "yes", "t"}

    def json(self, name: str, default: Any = None) -> Any:
        """A value that is JSON itself, inside a form or not. Refused(400)."""
        if name not in self:
            return default
        value = self.values[name]
        try:
            return json.loads(value) if isinstance(value, str) else value
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file sent under this name, directly or as `attach://other`."""
        referred = self.text(name) or ""
        return self.uploads.get(referred.removeprefix(ATTACHED) if referred.startswith(ATTACHED) else name)


def read(request: Request) -> Parameters:
    """Refused(400) for a body that is not of its type, Refused(413) over 50 MB."""
    if len(request.body) > UPLOAD_LIMIT:
        raise Refused(413, "Request Entity Too Large")
    if request.media_type == "multipart/form-data":
        values, uploads = _multipart(request)
        return Parameters({**request.query, **values}, uploads)
    if request.media_type == "application/json":
        return Parameters({**request.query, **_object(request.body)})
    return Parameters({**request.query, **request.form()})


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad("can't parse JSON object")
    return value


def _multipart(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    _, options = parse_options_header(request.headers["content-type"])
    values, uploads = {}, {}
    parts = MultipartParser(BytesIO(request.body), options.get("boundary", ""), len(request.body))
    for part in parts:
        if part.filename:
            uploads[part.name] = Upload(part.filename, part.content_type, part.raw)
        else:
            values[part.name] = part.value
        part.close()
    return values, uploads
