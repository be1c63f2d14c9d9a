"""The whole app of one house behind a real port, its engine that of tests."""

import threading
import time
from types import TracebackType
from typing import Any, Self

import uvicorn
from sqlalchemy import func, select

from bot.app import create_app
from bot.channels.registry import Channels
from bot.house import House
from bot.operations.network import free_port
from bot.storage.queue_tables import InboxEvent, OutboxMessage
from tests.inbox.rig import Engine

PATIENCE = 20.0


class Served:
    """Serves from `start` to `close`, which also closes house and channels."""

    def __init__(self, house: House, channels: Channels, port: int = 0):
        self.house, self.engine, self.port = house, Engine(house), port or free_port()
        engine_: Any = self.engine
        app = create_app(house, channels, engine_)
        config = uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="warning", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="served")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Self:
        self._thread.start()
        until = time.monotonic() + PATIENCE
        while not self._server.started:
            assert time.monotonic() < until
            assert self._thread.is_alive()
            time.sleep(0.01)
        return self

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def settle(self, patience: float = PATIENCE) -> None:
        """Wait until nothing waits, coming or going."""
        until = time.monotonic() + patience
        while not self.is_idle:
            assert time.monotonic() < until, "something still waits"
            time.sleep(0.02)

    @property
    def is_idle(self) -> bool:
        waiting = select(func.count()).select_from(InboxEvent).where(InboxEvent.state == "waiting")
        unsent = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state.in_(("pending", "failed")))
        with self.house.database.looking() as connection:
            return not connection.scalar(waiting) and not connection.scalar(unsent)
