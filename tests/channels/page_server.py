"""The chat page on loopback with a scripted `POST /api/chat`: neither engine nor database behind it."""

import json
import mimetypes
import threading
import tomllib
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PROJECT = Path(__file__).resolve().parents[2]
ROOM = PROJECT / "bot" / "channels" / "web"
STATIC = ROOM / "static"
HOTLINE = "1900 0000"  # invented: the real one is a figure

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def words() -> dict[str, Any]:
    """The table of `data/answers/web/page.toml`."""
    return tomllib.loads((PROJECT / "data" / "answers" / "web" / "page.toml").read_text("utf-8"))


FULL = {"version": "0123456789ab", "hotline": HOTLINE}


def render(table: dict[str, Any] | None = None, **rest: object) -> str:
    """The page as the app renders it, from its words alone or with the values of `FULL`."""
    environment = Environment(loader=FileSystemLoader(ROOM), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html.j2").render(words=table or words(), **rest)


def answer(text: str, buttons: tuple[tuple[str, str], ...] = (), **rest: Any) -> dict[str, Any]:
    """One answer of the contract; `buttons` are (title, payload)."""
    offered = [{"title": title, "payload": payload} for title, payload in buttons]
    reply = {"text": text, "buttons": offered, "image": rest.pop("image", None)}
    base = {"replies": [reply], "topic": None, "aspect": None, "confidence": 1.0, "outcome": "answered"}
    return {**base, "evidence": [], "receipt": None, "as_of": "2026-11-21", **rest}


@dataclass
class Step:
    """What one request gets: a status and body, after `gate` opens; `drop` cuts the line instead."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    gate: threading.Event | None = None
    drop: bool = False


class PageServer(ThreadingHTTPServer):
    """Serves the page; `says` scripts answers, `asked` are the bodies that came in."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        self.steps: deque[Step] = deque()
        self.asked: list[dict[str, Any]] = []
        self.pictures: dict[str, bytes] = {}
        self.page = render(**FULL)
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"

    def says(self, *steps: Step | dict[str, Any] | str) -> None:
        """The next answers, in order; after them every message is answered with its own text."""
        for step in steps:
            ready = answer(step) if isinstance(step, str) else step
            self.steps.append(ready if isinstance(ready, Step) else Step(ready))

    def limits(self, **changed: float) -> None:
        """Serve the page with other limits, so that a test need not wait a minute."""
        given = words()
        given["limits"].update(changed)
        self.page = render(given, **FULL)

    def reset(self) -> None:
        """A clean script for the next test."""
        self.steps.clear()
        self.asked.clear()
        self.pictures.clear()
        self.page = render(**FULL)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: PageServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.split("?", maxsplit=1)[0]
        file = STATIC / path.removeprefix("/static/")
        if path == "/":
            self._send(200, self.server.page.encode(), "text/html; charset=utf-8")
        elif path in self.server.pictures:
            self._send(200, self.server.pictures[path], "image/png")
        elif path.startswith("/static/") and file.is_file() and file.parent == STATIC:
            self._send(200, file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        else:
            self._send(404, b"{}", "application/json")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        steps = self.server.steps
        step = steps.popleft() if steps else Step(answer(body.get("text") or body.get("payload")))
        if step.gate:
            step.gate.wait(20)
        if step.drop:
            self.close_connection = True
            self.connection.close()
            return
        raw = step.body if isinstance(step.body, bytes) else json.dumps(step.body).encode()
        self._send(step.status, raw, "application/json", step.headers)

    def _send(self, status: int, raw: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        headers = {"Content-Type": kind, "Content-Length": str(len(raw)), "Content-Security-Policy": CSP}
        self.send_response(status)
        for name, value in {**headers, "X-Content-Type-Options": "nosniff", **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Requests are kept in `asked`, not printed."""
