"""B-04: the 200 leaves after the event is in the log of the database and the log is on the disk (seen by strace)."""

import hashlib
import hmac
import http.client
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from bot.storage.queue_tables import InboxEvent
from tests.bars import Figure, size
from tests.conftest import absent
from tests.inbox.processes import Post, World, wait
from tests.inbox.trace import Trace

REQUESTS, LINES = size(80, 1000), 8
SEEN = "trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg"


@pytest.mark.timeout(600)
def test_every_200_leaves_after_the_disk_has_it(tmp_path: Path, figure: Figure) -> None:
    if not shutil.which("strace"):
        absent("strace")
    with World(tmp_path) as world:
        posts = [world.says(world.citizen(), f"chào {number}") for number in range(REQUESTS)]
        seen = tmp_path / "trace"
        watch = subprocess.Popen(
            ["strace", "-f", "-yy", "-s", "8300", "-e", SEEN, "-o", str(seen), "-p", str(world.app.pid)],
            stderr=subprocess.PIPE,
            text=True,
        )
        wait(lambda: bool(watch.poll()) or "attached" in watch.stderr.readline())
        if watch.poll() is not None:
            absent("the right to trace a process")
        order: dict[int, list[str]] = {}
        lines = [threading.Thread(target=_send, args=(world, posts[first::LINES], order)) for first in range(LINES)]
        for line in lines:
            line.start()
        for line in lines:
            line.join()
        watch.terminate()
        watch.communicate()
        accepted = world.count(InboxEvent)
        with seen.open(errors="replace") as output:
            trace = Trace.read(output, [_hash(world, post) for post in posts])
    unsafe = trace.unsafe(order)
    figure(
        f"{REQUESTS - len(unsafe)} of {REQUESTS} acknowledgements left after a sync of their event "
        f"({len(trace.synced)} syncs, {len(trace.written)} events seen written)"
    )
    assert accepted == len(trace.written) == REQUESTS
    assert unsafe == []


def _send(world: World, posts: list[Post], order: dict[int, list[str]]) -> None:
    """One connection, one request after the other."""
    line = http.client.HTTPConnection("127.0.0.1", world.ports[0], timeout=60)
    line.connect()
    mine = order[line.sock.getsockname()[1]] = []
    for post in posts:
        line.request("POST", "/webhooks/zalo", post.body, post.headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200
        mine.append(_hash(world, post))
        time.sleep(0.005)
    line.close()


def _hash(world: World, post: Post) -> str:
    """What the event's row holds of its id."""
    message = post.text.removeprefix("chào ")
    event = f"{world.platform.account.oa_id}:user_send_text:load{int(message) + 1:08d}"
    return hmac.new(world.key, f"event:zalo:{event}".encode(), hashlib.sha256).hexdigest()
