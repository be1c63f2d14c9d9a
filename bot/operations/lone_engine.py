"""An engine of its own for a model that does not serve: reads texts and goes away again."""

import asyncio
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.engine_client import EngineClient
from bot.learning.reading import Reading, reading_of
from bot.learning.replaying import Read
from bot.operations import model, network, paths
from bot.operations.failure import StartFailure
from bot.operations.process import Child
from bot.settings import PROJECT

#: Seconds an engine may take to answer, and a batch to be read.
START_LIMIT, BATCH_LIMIT = 120.0, 120.0


@contextmanager
def opened(home: Path, id_: str) -> Iterator[Read]:
    """Start it, read with it, stop it; at low priority, so that citizens go first. Raises StartFailure."""
    file = model.model_path(home, id_)
    if not file.exists():
        raise StartFailure(f"there is no model {id_} in {paths.models(home)}")
    port, secret = network.free_port(), secrets.token_urlsafe(32)
    child = Child(
        "replay engine", serving(file, port, nice=True), keys(secret), paths.logs(home) / "replay.log", PROJECT
    )
    url = f"http://127.0.0.1:{port}"
    try:
        child.start()
        _wait(child, url, secret)
        yield lambda texts: asyncio.run(_read(url, secret, texts))
    finally:
        child.stop()


def serving(file: Path, port: int, *, nice: bool = False) -> list[str]:
    """The command line of an engine."""
    return [
        *(["nice", "-n", "10"] if nice else []),
        *(model.engine_python(), "-m", "ansinh_engine", "serve", "--die-with-parent"),
        *("--project", str(PROJECT), "--model", str(file), "--port", str(port)),
    ]


def keys(engine: str, action: str | None = None, action_url: str = "http://127.0.0.1:9/") -> dict[str, str]:
    """The environment of an engine; one that takes no turns has no actions to call."""
    return {
        **model.ENGINE_PATH,
        "ANSINH_ENGINE_SECRET": engine,
        "ANSINH_ACTION_SECRET": action or secrets.token_urlsafe(32),
        "ANSINH_ACTION_URL": action_url,
    }


def is_up(url: str, secret: str) -> bool:
    """Whether an engine answers and has its model."""
    return asyncio.run(_is_up(url, secret))


def _wait(child: Child, url: str, secret: str) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        if child.exit_status is not None:
            raise StartFailure(f"the {child.name} ended: {model.last_line(child.log)} (log: {child.log})")
        if is_up(url, secret):
            return
        time.sleep(0.2)
    raise StartFailure(f"the {child.name} does not answer within {START_LIMIT:.0f} s (log: {child.log})")


async def _read(url: str, secret: str, texts: Sequence[str]) -> list[Reading]:
    client = EngineClient(url, secret, BATCH_LIMIT)
    try:
        return [reading_of(parse) for parse in await client.parse(list(texts))]
    finally:
        await client.close()


async def _is_up(url: str, secret: str) -> bool:
    client = EngineClient(url, secret, 2.0)
    try:
        return await client.is_up()
    finally:
        await client.close()
