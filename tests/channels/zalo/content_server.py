"""Zalo's content servers on loopback: TLS certified by an authority of the tests, with every way to misbehave."""

import ssl
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

HOST = "f1-zpc.zdn.vn"
CONTENT = b"\xff\xd8\xff\xe0 a picture"

Act = Callable[[BaseHTTPRequestHandler], None]


class ContentServer(ThreadingHTTPServer):
    """Does `act` for each request; `got` are the paths asked, with their Host header."""

    daemon_threads = False

    def __init__(self, authority: trustme.CA | None = None, name: str = HOST) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, str | None]] = []
        self.act: Act = gives(CONTENT)
        self.closing = threading.Event()
        if authority:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(name).configure_cert(context)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), name="content-server")
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    server: ContentServer

    def do_GET(self) -> None:
        self.server.got.append((self.path, self.headers["Host"]))
        self.server.act(self)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Silent."""


def gives(content: bytes, status: int = 200, **headers: str) -> Act:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(content)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return act


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Without a length, and without an end."""
    handler.send_response(200)
    handler.end_headers()
    server = handler.server
    assert isinstance(server, ContentServer)
    while not server.closing.is_set():
        handler.wfile.write(bytes(65536))


def dripping(what: str) -> Act:
    """A byte now and then: of the head, or of the body."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        server = handler.server
        assert isinstance(server, ContentServer)
        begin = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n"
        handler.wfile.write(begin + (b"\r\n" if what == "body" else b"X-Slow: "))
        while not server.closing.is_set():
            handler.wfile.write(b"a")
            time.sleep(0.02)

    return act
