"""Starts telemelya, a Bot API written by others, in an environment of its own, and plays its citizens."""

import hashlib
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from bot.operations import network
from bot.settings import PROJECT

LOCK = PROJECT / "requirements" / "telemelya.txt"
SERVE = Path(__file__).with_name("serve.py")
TOKEN = "710000002:TelemelyaTokenOfTestsOnly"
#: Seconds that downloading and starting may take.
INSTALL, START = 240, 30


class NotInstalled(Exception):
    """No network, no uv: says what failed."""


def environment(lock: Path = LOCK, room: Path = PROJECT / "var" / "telemelya") -> Path:
    """The Python of telemelya, made once for a list of packages. Raises NotInstalled."""
    folder = room / hashlib.sha256(lock.read_bytes()).hexdigest()[:12]
    python, ready = folder / "bin" / "python", folder / ".ready"
    if not ready.exists():
        uv = str(PROJECT / ".tools" / "bin" / "uv")
        _run(uv, "venv", "-q", "--allow-existing", "--python", "3.12", str(folder))
        _run(uv, "pip", "install", "-q", "-p", str(python), "--no-deps", "--require-hashes", "-r", str(lock))
        ready.touch()
    return python


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL)
    except subprocess.CalledProcessError as error:
        raise NotInstalled(error.stderr.strip().rpartition("\n")[2]) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalled(f"{type(error).__name__}: {command[0]}") from error


class Peer:
    """A running telemelya at `url`; `session` keeps what the bot did apart."""

    def __init__(self, url: str, session: str = "ansinh") -> None:
        self.url = url
        headers = {"Authorization": "Bearer tests", "X-Test-Session": session}
        self._control = httpx.Client(base_url=f"{url}/api/v1/test", headers=headers, timeout=20, trust_env=False)

    def close(self) -> None:
        self._control.close()

    def does(self, chat: int, **what: Any) -> dict[str, Any]:
        """A citizen acts (`text`, `command`, `callback_data` …); the bot's webhook must answer 200."""
        answer = self._control.post("/send_update", params={"bot_token": TOKEN}, json={"chat_id": chat, **what})
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        assert told["delivery"]["status_code"] == 200, told["delivery"]
        update: dict[str, Any] = told["update"]
        return update

    def uploads(self, data: bytes) -> str:
        """A citizen's picture; gives its file id."""
        return str(self._control.post("/upload_media", files={"file": ("a.png", data)}).json()["file_id"])

    def shown(self, file_id: str) -> bytes:
        """What the bot sent under this id."""
        return self._control.get(f"/media/{file_id}").content

    def calls(self, method: str, count: int = 1, patience: float = 20) -> list[dict[str, Any]]:
        """At least `count` calls of the bot to `method`, oldest first. Raises TimeoutError."""
        return self._until(lambda found: found if len(found) >= count else None, method, patience)

    def message(self, holds: Callable[[Mapping[str, Any]], bool], patience: float = 60) -> dict[str, Any]:
        """The last message of the bot of which this holds, once there is one. Raises TimeoutError."""
        return self._until(lambda found: next(filter(holds, reversed(found)), None), "sendMessage", patience)

    def repeats(self, update: Mapping[str, Any]) -> int:
        """The same update once more, which telemelya never sends by itself; gives the status of the bot's webhook."""
        info = httpx.post(f"{self.url}/bot{TOKEN}/getWebhookInfo", trust_env=False).json()
        return httpx.post(info["result"]["url"], json=update, trust_env=False, timeout=20).status_code

    def reset(self) -> None:
        """Forget what the bot did."""
        self._control.post("/reset")

    def _until[Found](
        self, seen: Callable[[list[dict[str, Any]]], Found | None], method: str, patience: float
    ) -> Found:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            found = seen([each for each in self._responses() if each["method"] == method])
            if found is not None:
                return found
            time.sleep(0.05)
        raise TimeoutError(f"{method}: {self._responses()}")

    def _responses(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._control.get("/responses").json()["responses"]
        return found


@contextmanager
def running(python: Path, log: Path) -> Iterator[Peer]:
    """Telemelya as a process of its own."""
    port = network.free_port()
    with log.open("wb") as output:
        process = subprocess.Popen([python, SERVE, str(port)], stdout=output, stderr=subprocess.STDOUT)
    peer = Peer(f"http://127.0.0.1:{port}")
    try:
        _wait(peer.url, process, log)
        yield peer
    finally:
        peer.close()
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(httpx.TransportError):
            if httpx.get(url, trust_env=False).is_success:
                return
        time.sleep(0.1)
    raise RuntimeError(f"telemelya did not start: {log.read_text('utf-8')[-2000:]}")


@contextmanager
def door(heard: Callable[[bytes, Mapping[str, str]], int]) -> Iterator[str]:
    """An address for telemelya's webhook: `heard` gets body and headers, and gives the status.

    Telemelya repeats no secret; whoever passes an update on puts it in, as Telegram does.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(heard(body, {name.lower(): value for name, value in self.headers.items()}))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="door")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/webhooks/telegram"
        finally:
            server.shutdown()
            thread.join()
