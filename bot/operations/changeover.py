"""One engine in for another while messages come: the new one starts beside the old, the app moves, the old one ends.

Turns that the old engine has taken are finished there: it is stopped once none can be under way any more.
"""

import time
from enum import Enum
from pathlib import Path

import requests

from bot.engine_client import SECRET_HEADER
from bot.learning import moving
from bot.learning.live import Live
from bot.learning.moving import Place
from bot.operations import model
from bot.operations.process import Child

#: Seconds that the new engine may take to answer, and the app to move.
START_LIMIT, MOVE_LIMIT = 120.0, 60.0


class Stage(Enum):
    """How far it is."""

    STARTING = "starting"
    MOVING = "moving"
    DRAINING = "draining"
    DONE = "done"
    FAILED = "failed"


class Changeover:
    """`step` is called again and again, and never waits long; `fresh` is the new engine on `port`.

    `patience` is how many seconds a turn may take in an engine.
    """

    def __init__(self, chosen: Live, fresh: Child, port: int, *, home: Path, app: str, secret: str, patience: float):
        self.chosen, self.fresh, self.port = chosen, fresh, port
        self._home, self._app, self._secret, self._patience = home, app, secret, patience
        self.stage, self.trouble = Stage.STARTING, ""
        self._until = time.monotonic() + START_LIMIT
        fresh.start()

    def step(self) -> Stage:
        """Go on, if it is time."""
        if self.stage is Stage.STARTING:
            self._starting()
        elif self.stage is Stage.MOVING:
            self._moving()
        elif self.stage is Stage.DRAINING and time.monotonic() > self._until:
            self.stage = Stage.DONE
        return self.stage

    def _starting(self) -> None:
        if self.fresh.exit_status is not None:
            self._fail(f"the engine ended: {model.last_line(self.fresh.log)}")
        elif _has_model(f"http://127.0.0.1:{self.port}", self._secret):
            moving.tell(self._home, Place(self.port, self.chosen.model, moving.mark_of(self._secret)))
            self.stage, self._until = Stage.MOVING, time.monotonic() + MOVE_LIMIT
        elif time.monotonic() > self._until:
            self._fail("the engine did not answer in time")

    def _moving(self) -> None:
        if _spoken_with(self._app) == self.chosen.model:
            self.stage, self._until = Stage.DRAINING, time.monotonic() + self._patience + 1
        elif time.monotonic() > self._until:
            self._fail("the app did not move to the new engine")

    def _fail(self, trouble: str) -> None:
        self.fresh.stop()
        self.stage, self.trouble = Stage.FAILED, trouble


def _has_model(url: str, secret: str) -> bool:
    try:
        return requests.get(f"{url}/webhooks/ansinh/health", headers={SECRET_HEADER: secret}, timeout=2).ok
    except requests.RequestException:
        return False


def _spoken_with(app: str) -> str:
    """The model that the app says it asks."""
    try:
        return str(requests.get(f"{app}/health", timeout=3).json()["model"])
    except (requests.RequestException, ValueError, KeyError):
        return ""
