"""The action endpoint keeps its connections, and answers as Rasa's own does."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from ansinh_engine.endpoint import KeptOpen
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

SEEN: list[tuple[str, int, dict[str, str], bytes]] = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        SEEN.append((self.path, self.client_address[1], dict(self.headers), body))
        status = 400 if b"refuse" in body else 200
        content = json.dumps({"error": "no", "action_name": "x"} if status == 400 else {"events": []}).encode()
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
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    SEEN.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}/actions"
    server.shutdown()
    server.server_close()


def test_one_connection_serves_many_actions(url: str) -> None:
    endpoint = KeptOpen(EndpointConfig(url, headers={"X-Secret": "s"}, enable_selective_domain=True))

    async def ask() -> None:
        for number in range(5):
            assert await endpoint.request(json={"n": number}, method="post", timeout=3) == {"events": []}
        await endpoint.close()
        # Closed, it opens again when asked.
        assert await endpoint.request(json={"n": 5}) == {"events": []}
        await endpoint.close()

    asyncio.run(ask())
    assert len({port for _, port, _, _ in SEEN[:5]}) == 1
    assert {headers["X-Secret"] for _, _, headers, _ in SEEN} == {"s"}
    assert [json.loads(body)["n"] for _, _, _, body in SEEN] == [0, 1, 2, 3, 4, 5]
    # rasa-sdk takes no call without a domain; what a caller gives is left as it is.
    assert {str(json.loads(body)["domain"]) for _, _, _, body in SEEN} == {"{}"}
    assert endpoint.kwargs == {"enable_selective_domain": True}


def test_a_refusal_is_rasas_own_error(url: str) -> None:
    endpoint = KeptOpen(EndpointConfig(url))

    async def ask() -> None:
        try:
            await endpoint.request(json={"n": "refuse"}, subpath="deeper")
        finally:
            await endpoint.close()

    with pytest.raises(ClientResponseError) as refused:
        asyncio.run(ask())
    assert refused.value.status == 400
    assert json.loads(refused.value.text)["action_name"] == "x"
    assert SEEN[0][0] == "/actions/deeper"
