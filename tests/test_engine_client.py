"""The door to the engine: one connection for many turns, and every fault is one error."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.advice.advice import Button
from bot.engine_client import SECRET_HEADER, EngineClient, EngineUnavailable, Turn

STATE = {"slots": {"income": 2_000_000}, "loop": None}
TURN = Turn("c", "i", date(2026, 11, 21), "xin chào", Button("Mức", "contribution_level", "lowest"), STATE)
SEEN: list[tuple[int, str | None, dict]] = []
#: What the engine answers to a text: status and body.
ANSWERS = {"broken": (500, b'{"error": "the engine failed"}'), "garbled": (200, b"{")}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._reply(200, b'{"status": "ok"}')

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        SEEN.append((self.client_address[1], self.headers[SECRET_HEADER], body))
        if body.get("text") == "slow":
            time.sleep(0.5)
        if "texts" in body:
            return self._reply(200, json.dumps({"parses": [{"text": text} for text in body["texts"]]}).encode())
        return self._reply(*ANSWERS.get(body["text"], (200, json.dumps({"state": STATE}).encode())))

    def _reply(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    SEEN.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def using(url: str, use, timeout: float = 5):
    async def all_of_it():
        client = EngineClient(url, "a secret", timeout)
        try:
            return await use(client)
        finally:
            await client.close()

    return asyncio.run(all_of_it())


def test_many_turns_go_through_one_connection(url):
    async def turns(client: EngineClient):
        return [await client.turn(TURN) for _ in range(3)]

    assert using(url, turns) == [STATE] * 3
    assert len({port for port, _, _ in SEEN}) == 1
    assert SEEN[0][1:] == (
        "a secret",
        {
            "sender": "c",
            "metadata": {"turn": "i", "try": 1, "as_of": "2026-11-21"},
            "text": "xin chào",
            "state": STATE,
            "intent": "contribution_level",
            "aspect": "lowest",
        },
    )


@pytest.mark.parametrize("text", [*ANSWERS, "slow"])
def test_whatever_goes_wrong_is_one_error_that_tells_no_words(url, text):
    turn = Turn("c", "i", date(2026, 11, 21), text)
    with pytest.raises(EngineUnavailable) as caught:
        using(url, lambda client: client.turn(turn), timeout=0.2)
    assert text not in str(caught.value)


def test_an_engine_that_is_down_is_unavailable_and_not_up():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        assert using(url, lambda client: client.is_up()) is False
        with pytest.raises(EngineUnavailable):
            using(url, lambda client: client.turn(TURN))


def test_an_engine_that_answers_is_up(url):
    assert using(url, lambda client: client.is_up()) is True


def test_texts_are_parsed_in_batches_and_come_back_in_order(url):
    texts = [str(number) for number in range(450)]
    assert [one["text"] for one in using(url, lambda client: client.parse(texts))] == texts
    assert [len(body["texts"]) for _, _, body in SEEN] == [200, 200, 50]
