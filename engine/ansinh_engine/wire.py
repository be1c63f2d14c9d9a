"""What the private channel accepts, checked field by field before anything is done with it.

A turn:   {"sender": "…", "text": "…", "intent": "…", "aspect": "…", "metadata": {…}, "state": {…}}
          ``text`` or ``intent`` must be there; with ``intent`` (a pressed button) the text is only shown.
          ``state`` is what the turn before answered with (``memory``); without it the dialogue begins anew.
A batch:  {"texts": ["…", …]}
Reasons name the field and what is allowed, never what was sent: a citizen's words stay out of errors and logs.
"""

from __future__ import annotations

import hmac
import json
import re
from dataclasses import dataclass, field
from typing import Any

SECRET_HEADER = "X-Ansinh-Engine-Secret"  # noqa: S105 - the header's name
SHORTEST_SECRET = 32
TURN_BYTES = 64 * 1024
BATCH_BYTES = 1024 * 1024
BATCH_TEXTS = 500
TEXT_CHARACTERS = 4000
METADATA_CHARACTERS = 16_000
STATE_CHARACTERS = 32_000

_SENDER = re.compile(r"[A-Za-z0-9._:@-]{1,128}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


class Refused(Exception):
    """A request that is not served: ``status`` is the HTTP status, the message its reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Turn:
    """One message of a citizen. ``intent`` is set when a button was pressed, else ``text`` is to be read."""

    sender: str
    text: str
    intent: str | None
    aspect: str | None
    metadata: dict[str, Any]
    state: dict[str, Any] = field(default_factory=dict)


def check_secret(given: str | None, expected: str) -> None:
    """401 unless ``given`` is the shared secret; takes the same time for every wrong one."""
    if not hmac.compare_digest((given or "").encode("utf-8", "surrogateescape"), expected.encode("utf-8")):
        raise Refused(401, f"{SECRET_HEADER} is missing or wrong")


def read_turn(body: bytes) -> Turn:
    """The turn in a request body; ``Refused`` with 400 or 413."""
    fields = _read_object(body, TURN_BYTES, {"sender", "text", "intent", "aspect", "metadata", "state"})
    sender = fields.get("sender")
    if not isinstance(sender, str) or not _SENDER.fullmatch(sender):
        raise Refused(400, f"sender must match {_SENDER.pattern}")
    intent, aspect = _name(fields, "intent"), _name(fields, "aspect")
    if aspect and not intent:
        raise Refused(400, "aspect needs an intent")
    text = _text(fields["text"], "text") if "text" in fields else ""
    if not text and not intent:
        raise Refused(400, "text or intent must be given")
    metadata = fields.get("metadata", {})
    if not isinstance(metadata, dict):
        raise Refused(400, "metadata must be an object")
    if len(json.dumps(metadata)) > METADATA_CHARACTERS:
        raise Refused(400, f"metadata must be at most {METADATA_CHARACTERS} characters of JSON")
    return Turn(sender, text, intent, aspect, metadata, _state(fields.get("state", {})))


def _state(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict) or not given.keys() <= {"slots", "loop"}:
        raise Refused(400, "state must be an object with slots and loop")
    if not isinstance(given.get("slots", {}), dict) or not isinstance(given.get("loop"), str | None):
        raise Refused(400, "state.slots must be an object, state.loop a string or null")
    if len(json.dumps(given)) > STATE_CHARACTERS:
        raise Refused(400, f"state must be at most {STATE_CHARACTERS} characters of JSON")
    return given


def read_batch(body: bytes) -> list[str]:
    """The texts in a request body; ``Refused`` with 400 or 413."""
    texts = _read_object(body, BATCH_BYTES, {"texts"}).get("texts")
    if not isinstance(texts, list) or len(texts) > BATCH_TEXTS:
        raise Refused(400, f"texts must be a list of at most {BATCH_TEXTS}")
    return [_text(text, "each of texts") for text in texts]


def _read_object(body: bytes, limit: int, allowed: set[str]) -> dict[str, Any]:
    if len(body) > limit:
        raise Refused(413, f"the body must be at most {limit} bytes")
    try:
        content = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "the body must be JSON in UTF-8 without repeated keys") from error
    if not isinstance(content, dict):
        raise Refused(400, "the body must be a JSON object")
    if not content.keys() <= allowed:
        raise Refused(400, f"only these fields are known: {', '.join(sorted(allowed))}")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("repeated key")
    return content


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _name(fields: dict[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise Refused(400, f"{key} must match {_NAME.pattern}")
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) > TEXT_CHARACTERS:
        raise Refused(400, f"{name} must be a string of at most {TEXT_CHARACTERS} characters")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(400, f"{name} must be valid Unicode") from error
    return value
