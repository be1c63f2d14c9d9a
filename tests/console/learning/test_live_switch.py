"""The switch with the real engine: one model in for another while people write; nobody goes without an answer."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
import requests

from bot.learning import live
from bot.learning.live import Live
from bot.operations import model, network, paths
from bot.settings import PROJECT
from tests.conftest import absent

pytestmark = pytest.mark.live
OTHER = "f" * 16


@pytest.fixture
def home(tmp_path):
    """The project's model, and the same one under another name."""
    name = model.fingerprint()
    source = model.model_path(PROJECT / "var", name)
    if not source.exists():
        absent("a model of the present data (`ansinh train`)")
    paths.models(tmp_path).mkdir()
    for called in (name, OTHER):
        file = model.model_path(tmp_path, called)
        shutil.copy(source, file)
        checksum = source.with_name(f"{source.name}.sha256").read_text().split()[0]
        file.with_name(f"{file.name}.sha256").write_text(f"{checksum}  {file.name}\n")
    return tmp_path


@pytest.fixture
def up(home):
    """A running `ansinh up`; gives its address."""
    env = {
        **os.environ,
        "ANSINH_HOME": str(home),
        "ANSINH_PORT": str(network.free_port()),
        "ANSINH_CHAT_PER_MINUTE": "100000",
    }
    command = [sys.executable, "-m", "bot.cli", "up"]
    process = subprocess.Popen(command, env=env, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{env['ANSINH_PORT']}"
    wait_for(lambda: health(url).get("status") == "ok")
    yield url
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
        process.wait(30)
    process.kill()


def health(url):
    with suppress(requests.RequestException, ValueError):
        return requests.get(f"{url}/health", timeout=5).json()
    return {}


def wait_for(true, seconds=150):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.2)


class Citizens:
    """Somebody writes all the time."""

    def __init__(self, url):
        self._url, self.answers, self._over = url, [], threading.Event()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _write(self):
        while not self._over.is_set():
            body = {"sender": f"c{len(self.answers)}", "text": "đóng BHXH tự nguyện thấp nhất bao nhiêu một tháng"}
            answer = requests.post(f"{self._url}/api/chat", json=body, timeout=60)
            self.answers.append((answer.status_code, answer.json().get("outcome")))
            self._over.wait(0.05)


def test_nobody_goes_without_an_answer_while_models_change(up, home):
    first = model.fingerprint()
    with Citizens(up) as citizens:
        wait_for(lambda: len(citizens.answers) > 5)
        live.write(home, Live(OTHER, first, first, "boss", "thử", datetime.now(UTC)))
        wait_for(lambda: health(up).get("model") == OTHER)
        switched = len(citizens.answers)
        # The old engine goes once no turn can be in it any more.
        wait_for(lambda: len(citizens.answers) > switched + 20)
        live.write(home, Live(first, first, OTHER, "boss", "trở lại", datetime.now(UTC)))
        wait_for(lambda: health(up).get("model") == first)
        wait_for(lambda: len(citizens.answers) > switched + 30)
    assert set(citizens.answers) == {(200, "answered")}
    with sqlite3.connect(home / "ansinh.db") as database:
        read_by = [row[0] for row in database.execute("select model_version from interaction order by accepted_at")]
    database.close()
    assert len(read_by) == len(citizens.answers)
    changes = [one for at, one in enumerate(read_by) if at == 0 or read_by[at - 1] != one]
    assert changes == [first, OTHER, first]


def test_a_model_that_cannot_be_loaded_leaves_the_old_one_serving(up, home):
    first = model.fingerprint()
    model.model_path(home, OTHER).write_bytes(b"no model at all")
    live.write(home, Live(OTHER, first, first, "boss", "thử", datetime.now(UTC)))
    wait_for(lambda: live.read(home).trouble)
    assert live.read(home).model == first
    assert health(up)["model"] == first
    body = {"sender": "c", "text": "đóng BHXH tự nguyện thấp nhất bao nhiêu một tháng"}
    assert requests.post(f"{up}/api/chat", json=body, timeout=60).json()["outcome"] == "answered"
