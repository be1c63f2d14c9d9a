"""The load generator: senders in threads, each with a connection of its own, over real HTTP.

It runs as a process of its own (`python -m bot.operations.benchmark.load`, a job as JSON on standard input, times as
JSON on standard output), so that it shares no interpreter with what it measures, and speaks through `http.client`,
which costs the machine a tenth of a millisecond a message where richer clients cost one.
"""

import http.client
import itertools
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.operations.benchmark.doors import DOORS, is_answer
from bot.settings import PROJECT

#: Seconds a message may take before it counts as failed.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Job:
    """What to send: `questions` in turn, `turns` of them to a conversation.

    With `seconds` every sender goes on with new conversations until they are over; without, it has one conversation.
    """

    url: str
    door: str
    questions: list[str]
    turns: int
    senders: int = 1
    seconds: float | None = None
    warm_up: float = 0.0


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a job: time of each answered message (ms) in the order sent, failures, whole time (s)."""

    took: list[float]
    failed: int
    seconds: float


def in_own_process(job: Job) -> Sent:
    """Run a job beside this process."""
    command = [sys.executable, "-m", "bot.operations.benchmark.load"]
    done = subprocess.run(
        command, input=json.dumps(asdict(job)), cwd=PROJECT, stdout=subprocess.PIPE, text=True, check=True
    )
    return Sent(**json.loads(done.stdout))


def run(job: Job) -> Sent:
    """All senders at once; what the warm-up took is not told."""
    if job.warm_up:
        _all_senders(job, job.warm_up)
    return _all_senders(job, job.seconds)


def _all_senders(job: Job, seconds: float | None) -> Sent:
    begun = time.perf_counter()
    until = None if seconds is None else begun + seconds
    with ThreadPoolExecutor(job.senders) as threads:
        talks = list(threads.map(lambda place: _talk(job, place, until), range(job.senders)))
    ended = time.perf_counter()
    took = list(itertools.chain.from_iterable(talks))
    answered = [one for one in took if one is not None]
    return Sent(answered, len(took) - len(answered), ended - begun)


def _talk(job: Job, place: int, until: float | None) -> list[float | None]:
    """Times of one sender's messages (ms), None for one that was not answered."""
    connection = Connection(job)
    took = []
    for sender, question in _messages(job, place, endless=until is not None):
        if until is not None and time.perf_counter() >= until:
            break
        took.append(connection.ask(sender, question))
    connection.close()
    return took


def _messages(job: Job, place: int, *, endless: bool) -> Iterator[tuple[str, str]]:
    # Each sender begins at another question, so that they do not walk in step.
    questions = itertools.islice(itertools.cycle(job.questions), place * job.turns, None)
    while True:
        sender = f"bench-{uuid.uuid4()}"
        for _ in range(job.turns):
            yield sender, next(questions)
        if not endless:
            return


class Connection:
    """One kept open, as a channel's webhook or a page keeps it."""

    def __init__(self, job: Job):
        self._door = DOORS[job.door]
        self._http = http.client.HTTPConnection(urlsplit(job.url).netloc, timeout=PATIENCE)

    def ask(self, sender: str, text: str) -> float | None:
        """Milliseconds until the whole answer is here, None where there is none."""
        body = json.dumps(self._door.body(sender, text)).encode()
        begun = time.perf_counter()
        try:
            self._http.request("POST", self._door.path, body, {"Content-Type": "application/json"})
            response = self._http.getresponse()
            raw = response.read()
        except (OSError, http.client.HTTPException):
            self._http.close()
            return None
        took = (time.perf_counter() - begun) * 1000
        return took if is_answer(response.status, _parsed(raw)) else None

    def close(self) -> None:
        """Hang up."""
        self._http.close()


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None


if __name__ == "__main__":
    json.dump(asdict(run(Job(**json.load(sys.stdin)))), sys.stdout)
