"""The engine's action endpoint: rasa-sdk's executor behind a shared secret."""

import asyncio
import hmac
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

from litestar import Controller, Response, post
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.params import JSONBody
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.settings import Settings

SECRET_HEADER = "X-Ansinh-Action-Secret"  # noqa: S105  the header's name, not a secret
PATH = "/internal/actions"
WORKERS = 8

log = logging.getLogger(__name__)


class Actions:
    """Runs custom actions off the event loop, in threads of their own.

    Chat requests wait for the engine, which waits for an action: were both to share one pool of threads,
    a rush of messages could fill it and leave no thread for the actions they wait for.
    """

    def __init__(self, package: str = "actions"):
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="action")

    async def run(self, call: dict[str, Any]) -> dict[str, Any]:
        """One call of Rasa's action protocol."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run, call)

    def close(self) -> None:
        """Wait for running actions and end the threads."""
        self._threads.shutdown()

    def _run(self, call: dict[str, Any]) -> dict[str, Any]:
        result = _done(self._executor.run(call))
        return cast("dict[str, Any]", result.model_dump() if hasattr(result, "model_dump") else result)


def _done(executed: Coroutine[Any, Any, Any]) -> Any:
    """What the executor gives. It only awaits actions that are coroutines; ours are plain functions, for which an
    event loop a call would cost more than the action."""
    try:
        executed.send(None)
    except StopIteration as done:
        return done.value
    executed.close()
    raise TypeError("an action must be a plain function: it runs in a thread of its own")


def only_the_engine(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Refuse callers that do not know the shared secret."""
    settings: Settings = connection.app.state.settings
    expected = settings.action_secret.get_secret_value()
    given = connection.headers.get(SECRET_HEADER, "")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise NotAuthorizedException("the action endpoint is the engine's alone")


class ActionEndpoint(Controller):
    """Rasa calls it once for each custom action of a turn."""

    path = PATH
    guards = [only_the_engine]
    include_in_schema = False

    @post("/webhook", status_code=200)
    async def webhook(self, data: JSONBody[dict[str, Any]], actions: NamedDependency[Actions]) -> Any:
        """Run an action; a rejection is Rasa's signal that a form could not use the message."""
        try:
            return await actions.run(data)
        except ActionExecutionRejection as rejection:
            return Response({"error": str(rejection), "action_name": rejection.action_name}, status_code=400)
