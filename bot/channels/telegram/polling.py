"""How updates come in: set up the webhook, or poll; both in the background."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.channels.contract import Event, Malformed
from bot.channels.telegram.background import Background, pauses
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.settings import TelegramSettings

log = logging.getLogger(__name__)

#: Seconds that one poll waits for an update.
WAIT = 50.0


class Polling:
    """Long polling in rounds: an update is confirmed to Telegram only after `accept` has taken it.

    `accept` stores events and raises if it could not; what it took before a crash comes again, with the same id.
    """

    def __init__(self, telegram: Telegram, accept: Callable[[Sequence[Event]], None], wait: float = WAIT):
        self._telegram, self._accept, self._wait = telegram, accept, wait
        self._offset: int | None = None

    def round(self) -> bool:
        """Ask once, hand over, confirm with the next round. Raises SendFailed and what `accept` raises."""
        updates = self._telegram.client.updates(self._offset, self._wait)
        if events := list(self._events(updates)):
            self._accept(events)
        ids = [update["update_id"] for update in updates if isinstance(update.get("update_id"), int)]
        # After a quiet week the ids begin anew, perhaps lower: an offset kept over a silence would skip messages.
        self._offset = max(ids) + 1 if ids else None
        return True

    def _events(self, updates: Sequence[Mapping[str, Any]]) -> Iterator[Event]:
        for update in updates:
            try:
                yield self._telegram.event(update)
            except Malformed as error:
                # Asked for again it would be no better, and would hold back all that come after it.
                log.error("an update cannot be read: %s", error)


def receiving(
    telegram: Telegram,
    settings: TelegramSettings,
    accept: Callable[[Sequence[Event]], None],
    waits: Callable[[], Iterator[float]] = pauses,
) -> Background:
    """Sets up the menu and the way in, then polls if that is the mode. `start` it: nothing waits for Telegram.

    Webhook and polling exclude each other: polling first ends the webhook.
    """
    way = _Way(telegram, settings, Polling(telegram, accept))
    return Background(way.step, telegram.client.stop_waiting, waits)


class _Way:
    """The first step that succeeds sets up; the steps after it poll."""

    def __init__(self, telegram: Telegram, settings: TelegramSettings, polling: Polling):
        self._telegram, self._settings, self._polling = telegram, settings, polling
        self._ready = False

    def step(self) -> bool:
        """Whether there is more to do."""
        if self._ready:
            return self._polling.round()
        _set_up(self._telegram, self._settings)
        self._ready = True
        return self._settings.mode == "polling"


def _set_up(telegram: Telegram, settings: TelegramSettings) -> None:
    if settings.mode == "polling":
        telegram.client.forget_webhook()
    else:
        telegram.client.set_webhook(settings.webhook_url, settings.secret.get_secret_value())
    telegram.client.set_menu(telegram.commands.menu)
