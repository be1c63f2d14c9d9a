"""Starting a system: the time to its first answer, and one clear line when it does not come."""

import sys
import threading

import pytest

from bot.operations import paths
from bot.operations.benchmark import sides
from bot.operations.benchmark.sides import Ours, Stock, first_answer, stop
from bot.operations.failure import StartFailure
from bot.operations.process import Child


class Side:
    """One child that runs a line of Python, and answers at the address of the talker."""

    name, door = "invented", "rest"

    def __init__(self, url, line, folder):
        self.url = url
        self.children = [Child("engine", [sys.executable, "-c", line], {}, folder / "engine.log", folder)]

    def start(self):
        for child in self.children:
            child.start()


@pytest.fixture
def asleep(talker, tmp_path):
    side = Side(talker.url, "import time; time.sleep(60)", tmp_path)
    yield side
    stop(side)


def test_it_waits_until_something_is_said(talker, asleep):
    ready = threading.Event()

    def says(path, body):
        if len(talker.heard) == 3:
            ready.set()
        return 200, [{"text": "x"}] if ready.is_set() else []

    talker.says = says
    assert first_answer(asleep, "câu") >= 2 * sides.TRY_EVERY
    assert [body["message"] for _, body in talker.heard] == ["câu"] * 3
    assert asleep.children[0].pid


def test_stopped_it_leaves_no_process(talker, asleep):
    talker.says = lambda path, body: (200, [{"text": "x"}])
    first_answer(asleep, "câu")
    stop(asleep)
    assert asleep.children[0].pid is None


def test_a_process_that_ends_is_named_with_its_last_line(talker, tmp_path):
    talker.says = lambda path, body: (503, {})
    side = Side(talker.url, "print('no model here')", tmp_path)
    with pytest.raises(StartFailure, match="invented: engine ended: no model here"):
        first_answer(side, "câu")


def test_one_that_never_answers_is_given_up(talker, asleep, monkeypatch):
    monkeypatch.setattr(sides, "START_LIMIT", 0.3)
    talker.says = lambda path, body: (200, [])
    with pytest.raises(StartFailure, match="did not answer"):
        first_answer(asleep, "câu")


@pytest.fixture
def started(monkeypatch):
    """Children that note how they were started and do not start."""
    noted = []
    monkeypatch.setattr(Child, "start", lambda child, note=noted.append: note(child))
    return noted


def test_ours_is_the_command_of_the_house_on_a_home_of_its_own(started, tmp_path):
    side = Ours(tmp_path)
    side.start()
    (child,) = started
    environment = child._environment
    assert child.command[1:] == ["-m", "bot.cli", "up"]
    assert environment["ANSINH_HOME"] == str(tmp_path)
    assert environment["ANSINH_DATABASE_URL"] == ""
    assert int(environment["ANSINH_CHAT_PER_MINUTE"]) > 10**6
    assert side.url.endswith(f":{environment['ANSINH_PORT']}")
    assert environment["ANSINH_PORT"] != environment["ANSINH_ENGINE_PORT"]


def test_the_engine_of_ours_is_found_through_its_home(tmp_path):
    file = paths.run_file(tmp_path)
    file.parent.mkdir()
    file.write_text('{"engine_port": 7, "pids": {"engine": 4711}}')
    assert Ours(tmp_path).engine() == 4711
    assert Ours(tmp_path).running()["engine_port"] == 7


def test_the_stock_engine_finds_the_action_server(started, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "ENGINE_PYTHON", tmp_path)
    Stock(tmp_path / "project", tmp_path / "m.tar.gz", tmp_path).start()
    actions, engine = started
    port = actions.command[actions.command.index("--port") + 1]
    assert engine._environment[sides.ACTION_URL] == f"http://127.0.0.1:{port}/webhook"
    assert actions.command[1:5] == ["-m", "rasa_sdk", "--actions", "actions"]
    assert {actions._folder, engine._folder} == {tmp_path / "project"}
    assert {"--enable-api", str(tmp_path / "m.tar.gz")} < set(engine.command)


def test_a_stock_engine_that_has_ended_is_not_weighed(started, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "ENGINE_PYTHON", tmp_path)
    side = Stock(tmp_path, tmp_path / "m.tar.gz", tmp_path)
    side.start()
    with pytest.raises(StartFailure, match="ended while it was measured"):
        side.engine()
