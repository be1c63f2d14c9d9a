"""The two systems as one thing: started, stopped, reached at an address."""

import json
import sys
import time
from pathlib import Path
from typing import Any, Protocol

import requests

from bot.operations import model, network, paths
from bot.operations.benchmark.doors import DOORS, is_answer
from bot.operations.benchmark.stock import ACTION_URL
from bot.operations.failure import StartFailure
from bot.operations.process import Child
from bot.settings import PROJECT

#: Seconds a system may take from its start to its first answer.
START_LIMIT = 300.0
#: Seconds between two tries during a start.
TRY_EVERY = 0.05
#: Requests a minute: the limit of the web door lifted, by its own setting.
NO_LIMIT = 10**9


class Side(Protocol):
    """What is measured of either system; `door` is a name of DOORS."""

    name: str
    door: str
    url: str

    @property
    def children(self) -> list[Child]:
        """Its processes, those that this one started."""

    def start(self) -> None:
        """Start everything; does not wait."""

    def engine(self) -> int:
        """Process id of the engine."""


class Ours:
    """`ansinh up` with a home of its own: SQLite, records and keys, the limit of the web door lifted."""

    name, door = "An Sinh", "chat"

    def __init__(self, home: Path):
        self._home = home
        self.url = ""
        self.children: list[Child] = []

    def start(self) -> None:
        """Start everything; does not wait."""
        port = network.free_port()
        self.url = f"http://127.0.0.1:{port}"
        environment = {
            "ANSINH_HOME": str(self._home),
            "ANSINH_HOST": "127.0.0.1",
            "ANSINH_PORT": str(port),
            "ANSINH_ENGINE_PORT": str(network.free_port()),
            "ANSINH_DATABASE_URL": "",
            "ANSINH_CHAT_PER_MINUTE": str(NO_LIMIT),
        }
        log = paths.logs(self._home) / "up.log"
        self.children = [Child("system", [sys.executable, "-m", "bot.cli", "up"], environment, log, PROJECT)]
        self.children[0].start()

    def engine(self) -> int:
        """Process id of the engine."""
        return int(self.running()["pids"]["engine"])

    def running(self) -> dict[str, Any]:
        """How to reach its engine, as `ansinh understand` does."""
        found: dict[str, Any] = json.loads(paths.run_file(self._home).read_text("utf-8"))
        return found


class Stock:
    """`rasa run` and a plain rasa-sdk action server."""

    name, door = "stock Rasa", "rest"

    def __init__(self, project: Path, trained: Path, logs: Path):
        self._project, self._model, self._logs = project, trained, logs
        self.url = ""
        self.children: list[Child] = []

    def start(self) -> None:
        """Start everything; does not wait."""
        port, actions = network.free_port(), network.free_port()
        self.url = f"http://127.0.0.1:{port}"
        python = model.engine_python()
        serve = ["--model", str(self._model), "--port", str(port), "--interface", "127.0.0.1", "--enable-api"]
        where = {ACTION_URL: f"http://127.0.0.1:{actions}/webhook", "RASA_TELEMETRY_ENABLED": "false"}
        self.children = [
            self._child("actions", [python, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)], {}),
            self._child("engine", [python, "-m", "rasa", "run", *serve], where),
        ]
        for child in self.children:
            child.start()

    def engine(self) -> int:
        """Process id of the engine."""
        pid = self.children[1].pid
        if pid is None:
            raise StartFailure(f"{self.name}: the engine ended while it was measured")
        return pid

    def _child(self, name: str, command: list[str], environment: dict[str, str]) -> Child:
        return Child(name, command, environment, self._logs / f"stock-{name}.log", self._project)


def first_answer(side: Side, question: str) -> float:
    """Start a system and give the seconds until it answered its first question. Raises StartFailure."""
    begun = time.monotonic()
    side.start()
    while time.monotonic() < begun + START_LIMIT:
        for child in side.children:
            if child.exit_status is not None:
                raise StartFailure(f"{side.name}: {child.name} ended: {model.last_line(child.log)} (log: {child.log})")
        if _answers(side, question):
            return time.monotonic() - begun
        time.sleep(TRY_EVERY)
    raise StartFailure(f"{side.name} did not answer within {START_LIMIT:.0f} s")


def stop(side: Side) -> None:
    """End its processes."""
    for child in reversed(side.children):
        child.stop()


def _answers(side: Side, question: str) -> bool:
    door = DOORS[side.door]
    try:
        response = requests.post(side.url + door.path, json=door.body("bench-start", question), timeout=START_LIMIT)
        return is_answer(response.status_code, response.json())
    except (requests.RequestException, ValueError):
        return False
