"""A small HTTP server that answers like one of the systems, invented rows, and a whole invented run."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.operations.benchmark.agreement import Hits, Share, Topic
from bot.operations.benchmark.figures import Bench, Machine, Pair, Understood
from bot.operations.benchmark.foreign import Foreign
from bot.operations.benchmark.front import Front
from bot.operations.benchmark.readings import Reading
from bot.operations.benchmark.serving import Load, Served
from bot.operations.benchmark.training import Training
from bot.operations.benchmark.turns import Turns
from bot.operations.speed import Speed


class Talker:
    """Keeps what it was sent, in order, and answers as the function `says` tells: (status, content)."""

    def __init__(self):
        self.heard: list[tuple[str, dict]] = []
        self.says = lambda path, body: (200, {"replies": [{"text": "ok"}], "outcome": "answered"})
        talker = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                talker.heard.append((self.path, body))
                status, content = talker.says(self.path, body)
                raw = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_):
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def talker():
    one = Talker()
    thread = threading.Thread(target=one.server.serve_forever, daemon=True)
    thread.start()
    yield one
    one.server.shutdown()
    one.server.server_close()
    thread.join()


@pytest.fixture
def row():
    """A labelled question; every key may be given."""

    def made(**given):
        return {
            "id": 1,
            "text": "câu hỏi",
            "full_text": "cả lá thư",
            "topics": ["pension_amount"],
            "aspects": ["pension_amount/formula"],
            "scope_class": "in_scope",
            "person_written": True,
        } | given

    return made


@pytest.fixture
def read():
    """A reading from its labels, likeliest first."""

    def made(*labels, taken=True, sure=True):
        topics = tuple(dict.fromkeys(label.partition("/")[0] for label in labels))
        return Reading(topics, labels, taken, sure)

    return made


def understood(right: int, stripped: int) -> Understood:
    def hits(count):
        return {"in scope": Hits(Share(count, 100), Share(97, 100), Share(90, 100), Share(40, 50))}

    foreign = {"wholly_out_of_scope": Foreign(Share(2, 50), Share(5, 50))}
    return Understood(hits(right), hits(stripped), foreign, [Topic("maternity", Share(3, 4), {"pension_amount": 1})])


def served(factor: float) -> Served:
    loads = {n: Load(n, 100, 0, 100.0 / factor, 10.0 * factor, 20.0 * factor) for n in (1, 8)}
    return Served(5.0 * factor, 250.0 * factor, 400.0 * factor, loads, {5: 10.0, 50: 10.0, 500: 10.0 * factor})


@pytest.fixture
def bench():
    """Ours ten times as quick as the stock, one bar of understanding missed."""
    parts = {"text": understood(90, 89), "full_text": understood(80, 80)}
    return Bench(
        command="ansinh bench --sentences-per-label 2",
        day="2026-11-21",
        machine=Machine(2, 8.2, "3.12.1"),
        training=Pair(Training(10.0, "2026-11-20", 80, 40, 2.0), Training(100.0, "2026-11-19", 80, 40, 50.0)),
        served=Pair(served(1), served(10)),
        ours=parts,
        ours_on_sample={"text": understood(60, 60), "full_text": understood(60, 60)},
        stock={"text": understood(50, 30), "full_text": understood(50, 30)},
        turns=Turns(3, 0, 0, {"answered": 2, "suggested": 1}, {"wholly_out_of_scope": Share(0, 1)}, 12.5, 40.0),
        fronts=[Front(10, 60, 0.01, 0.9)],
        calculators=[Speed("maternity", 10, 0.04, 0.05), Speed("lump_sum", 10, 0.6, 9.5)],
    )
