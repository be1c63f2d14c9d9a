"""Our engine alone with a model of its own, for reading texts: no app, no database."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from bot.engine_client import SECRET_HEADER
from bot.operations import model, network
from bot.operations.failure import StartFailure
from bot.operations.process import Child
from bot.operations.system import START_LIMIT
from bot.settings import PROJECT


@contextmanager
def engine(trained: Path, log: Path) -> Iterator[dict[str, Any]]:
    """How to reach it, as the file of a running system says it. Raises StartFailure."""
    port, secret = network.free_port(), secrets.token_urlsafe(32)
    environment = {
        **model.ENGINE_PATH,
        "ANSINH_ENGINE_SECRET": secret,
        # Reading calls no action.
        "ANSINH_ACTION_SECRET": secret,
        "ANSINH_ACTION_URL": "http://127.0.0.1:9/",
    }
    serve = ["serve", "--die-with-parent", "--project", str(PROJECT), "--model", str(trained), "--port", str(port)]
    child = Child("engine", [model.engine_python(), "-m", "ansinh_engine", *serve], environment, log, PROJECT)
    child.start()
    try:
        _wait_until_up(child, port, secret)
        yield {"engine_port": port, "engine_secret": secret}
    finally:
        child.stop()


def _wait_until_up(child: Child, port: int, secret: str) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and child.exit_status is None:
        try:
            url = f"http://127.0.0.1:{port}/webhooks/ansinh/health"
            if requests.get(url, headers={SECRET_HEADER: secret}, timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise StartFailure(f"the engine did not come up: {model.last_line(child.log)} (log: {child.log})")
