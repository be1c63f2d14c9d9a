"""Requests, answers and refusals as plain values, between the socket and the rules."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

JSON = "application/json;charset=utf-8"


@dataclass(frozen=True)
class Request:
    """One HTTP request; header names are lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> dict[str, Any]:
        """The body as an object. Refused(-201) when it is not one, or not sent as JSON."""
        if self.media_type != "application/json":
            raise invalid("Content-Type")
        return parsed(self.body, "body")

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True)
class Answer:
    """One HTTP answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = JSON


class Refused(Exception):
    """An application error: HTTP 200 with this code and text."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def invalid(field_name: str) -> Refused:
    return Refused(-201, f"{field_name} is invalid!")


def over_limit(field_name: str) -> Refused:
    return Refused(-210, f"{field_name} is over limit")


def answer_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False).encode(), status, headers or {})


def page(status: int) -> Answer:
    """What a gateway in front of the platform says: HTML."""
    html = f"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>"
    return Answer(html.encode(), status, media_type="text/html")


def parsed(raw: str | bytes, field_name: str) -> dict[str, Any]:
    """An object out of JSON. Refused(-201)."""
    try:
        value = json.loads(raw)
    except ValueError:
        raise invalid(field_name) from None
    if not isinstance(value, dict):
        raise invalid(field_name)
    return value
