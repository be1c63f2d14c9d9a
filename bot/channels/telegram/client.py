"""Calls to Telegram, with the library's Bot on an event loop of its own: every method blocks its caller's thread."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, suppress
from typing import Any

from anyio.from_thread import start_blocking_portal
from telegram import Bot, User, WebhookInfo
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.contract import Failure, SendFailed
from bot.channels.telegram import delivery
from bot.channels.telegram.errors import NOT_TELEGRAM, failed
from bot.channels.telegram.events import ALLOWED
from bot.channels.telegram.wire import RawBot, Wire, quiet

log = logging.getLogger(__name__)

#: Bytes of the largest file that Telegram hands over.
LARGEST_FILE = 20 * 1024**2


class Client:
    """One bot. A call that fails raises SendFailed, which says what has to be done about it."""

    def __init__(self, token: str, api_host: str):
        quiet()
        self._token = token
        self._wires = (Wire(), Wire())
        updates, other = self._wires
        self._bot = RawBot(token, f"{api_host}/bot", f"{api_host}/file/bot", request=other, get_updates_request=updates)
        self._stack = ExitStack()
        self._portal = self._stack.enter_context(start_blocking_portal(name="telegram"))
        self._polling: Future[Sequence[Mapping[str, Any]]] | None = None

    def close(self) -> None:
        """End what is under way and the loop; later calls fail with LATER."""
        self.stop_waiting()
        with suppress(RuntimeError):
            for wire in self._wires:
                self._portal.call(wire.shutdown)
        self._stack.close()

    def send(self, address: str, content: Mapping[str, Any], picture: bytes | None = None) -> str | None:
        """Deliver what `render` made; gives the message id, None where nothing was left to send."""
        return self._call(lambda bot: delivery.send(bot, _chat(address), content, picture))

    def edit(self, address: str, message_id: str, content: Mapping[str, Any]) -> None:
        """Write a text of ours anew."""
        self._call(lambda bot: delivery.edit(bot, _chat(address), int(message_id), content))

    def answer_soon(self, callback: str) -> None:
        """End the waiting sign on a pressed button, in the background: Telegram allows about 15 seconds."""
        with suppress(RuntimeError):  # closed: the press is heard all the same
            self._portal.start_task_soon(self._answer, callback)

    def fetch(self, file_id: str) -> bytes:
        """A citizen's file, at most LARGEST_FILE bytes."""
        return self._call(lambda bot: _fetched(bot, file_id))

    def set_menu(self, menu: Iterable[tuple[str, str]]) -> None:
        """Show these commands: name and description."""
        self._call(lambda bot: bot.set_my_commands(list(menu)))

    def set_webhook(self, url: str, secret: str) -> None:
        """Have updates sent to `url`. What waits is kept: those are messages of citizens."""
        self._call(lambda bot: bot.set_webhook(url, allowed_updates=ALLOWED, secret_token=secret))

    def forget_webhook(self) -> None:
        """End the webhook, so that updates can be polled."""
        self._call(lambda bot: bot.delete_webhook())

    def me(self) -> User:
        """The bot as Telegram knows it."""
        return self._call(lambda bot: bot.get_me())

    def webhook(self) -> WebhookInfo:
        """What Telegram knows of the webhook and its last error."""
        return self._call(lambda bot: bot.get_webhook_info())

    def updates(self, offset: int | None, wait: float) -> Sequence[Mapping[str, Any]]:
        """Poll once: updates as Telegram sends them, after `wait` seconds an empty list."""
        return self._call(lambda bot: bot.raw_updates(offset, wait, ALLOWED), self._keep)

    def stop_waiting(self) -> None:
        """End a poll that is under way; its caller gets SendFailed."""
        if self._polling:
            self._polling.cancel()

    def _keep(self, polling: Future[Any]) -> None:
        self._polling = polling

    async def _answer(self, callback: str) -> None:
        try:
            await self._bot.answer_callback_query(callback)
        except TelegramError as error:
            # A sign that turns a little longer; the press itself is heard.
            log.info("a press could not be acknowledged: %s", failed(error, self._token).reason)

    def _call[Result](
        self,
        work: Callable[[RawBot], Awaitable[Result]],
        begun: Callable[[Future[Result]], None] = lambda _future: None,
    ) -> Result:
        try:
            future = self._portal.start_task_soon(work, self._bot)
        except RuntimeError as error:
            raise SendFailed(Failure.LATER, "the connection to Telegram is closed") from error
        begun(future)
        try:
            return future.result()
        except TelegramError as error:
            # Not chained: the library's errors can hold the address, and that holds the token.
            raise failed(error, self._token) from None
        except CancelledError as error:
            raise SendFailed(Failure.AMBIGUOUS, "stopped while waiting for Telegram") from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SendFailed(Failure.AMBIGUOUS, NOT_TELEGRAM, type(error).__name__) from error


def _chat(address: str) -> int:
    """Only ids: a text would be taken as the name of a public channel."""
    try:
        return int(address)
    except ValueError as error:
        raise SendFailed(Failure.OURS, "the address is not a chat id") from error


async def _fetched(bot: Bot, file_id: str) -> bytes:
    file = await bot.get_file(file_id)
    if (file.file_size or 0) > LARGEST_FILE:
        raise BadRequest("file is too big")
    try:
        return bytes(await file.download_as_bytearray())
    except InvalidToken:
        # 404 of a link is a file that is gone, not a token that is dead.
        raise BadRequest("file is gone") from None
