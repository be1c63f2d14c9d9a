"""The socket: HTTP/1.1 with kept connections on loopback, one thread a connection, and faults played on the line."""

import socket
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from tests.emulators.zalo.faults import Fault, Faults
from tests.emulators.zalo.wire import Answer, Request, page

#: Close with a reset instead of a goodbye: linger on, for no time at all.
RESET = struct.pack("ii", 1, 0)


class Platform(Protocol):
    """What the socket needs of the emulator."""

    faults: Faults

    def answer(self, request: Request) -> Answer: ...

    def refusal(self, path: str, code: int) -> Answer: ...


class Server(ThreadingHTTPServer):
    """Listens from construction, answers from `start`, and ends every connection in `close`."""

    daemon_threads = False
    # Many clients at once must wait, not be refused.
    request_queue_size = 128

    def __init__(self, port: int, platform: Platform) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.platform, self.closing = platform, threading.Event()
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), name="zalo-server")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        # A kept connection waits for its next request for ever.
        for connection in list(self._open):
            end(connection)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of ours; anything else is told as usual."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Head and body are written apart: without this each answer would wait for an acknowledgement.
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._exchange()

    def do_POST(self) -> None:
        self._exchange()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Silent: the emulator remembers its calls itself."""

    def _exchange(self) -> None:
        request = self._read()
        controls = request.path.startswith("/_emulator/")
        fault = None if controls else self.server.platform.faults.take(request.path)
        if fault is None:
            self._write(self.server.platform.answer(request))
            return
        answer = self.server.platform.answer(request) if fault.takes_effect else None
        self._fail(fault, request, answer)

    def _read(self) -> Request:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, parts.path, dict(parse_qsl(parts.query)), headers, body)

    def _write(self, answer: Answer, share: float = 1.0) -> None:
        """Send the head and this share of the body."""
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Type": answer.media_type}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: int(len(answer.body) * share)])

    def _fail(self, fault: Fault, request: Request, answer: Answer | None) -> None:
        match fault.kind:
            case "code":
                self._write(self.server.platform.refusal(request.path, fault.code))
            case "status":
                self._write(page(fault.status))
            case "empty":
                self._write(Answer())
            case "hang":
                self.server.closing.wait(fault.seconds)
                if answer is None:
                    self._hang_up()
                else:
                    self._write(answer)
            case "half":
                self._write(answer or Answer(), 0.5)
                self._hang_up()
            case "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                self.connection.close()
                self.close_connection = True

    def _hang_up(self) -> None:
        self.close_connection = True
        end(self.connection)


def end(connection: socket.socket) -> None:
    """Say goodbye on both ways, if the other side has not already."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
