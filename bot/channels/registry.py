"""The channels that are switched on, built once a process."""

import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bot.channels.contract import Channel
from bot.channels.telegram import first_day
from bot.channels.telegram import settings as telegram_settings
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.zalo import settings as zalo_settings
from bot.channels.zalo.channel import LARGEST_FILE, Zalo
from bot.clock import today
from bot.storage.database import Database

log = logging.getLogger(__name__)


class Channels:
    """Channels by name, beside the web page, which answers its own requests."""

    def __init__(self, channels: Mapping[str, Channel], telegram: tuple[Telegram, TelegramSettings] | None = None):
        self._channels = dict(channels)
        #: What Telegram is set up with, None where it is off.
        self.telegram = telegram

    @classmethod
    def of_settings(
        cls,
        database: Database,
        key: bytes,
        picture: Callable[[str], bytes | None],
        home: Path,
        largest: int = LARGEST_FILE,
    ) -> "Channels":
        """As the environment says. The first day of Telegram is noted in `home`; `largest`: bytes of a citizen's file.

        Raises SettingsRefused.
        """
        channels: dict[str, Channel] = {}
        if zalo := zalo_settings.read():
            channels[Zalo.name] = Zalo.of(zalo, database, key, picture, largest)
        telegram, given = None, telegram_settings.read()
        if given.why_off is None and _is_noted(home, given):
            telegram = Telegram.of(given, picture, largest), given
            channels[Telegram.name] = telegram[0]
        elif given.why_off and given.token.get_secret_value():
            log.warning("Telegram stays off: %s", given.why_off)
        return cls(channels, telegram)

    def get(self, name: str) -> Channel | None:
        """The channel of that name, None where it is off."""
        return self._channels.get(name)

    def __iter__(self) -> Iterator[Channel]:
        return iter(self._channels.values())

    def close(self) -> None:
        """Return connections."""
        for channel in self:
            channel.close()


def _is_noted(home: Path, telegram: TelegramSettings) -> bool:
    """Personal data goes abroad only where the day from which a dossier is due stands written."""
    try:
        first_day.stamp(home, today(), telegram.decision)
    except (first_day.FirstDayBroken, OSError) as error:
        log.error("Telegram stays off, its first day cannot be noted: %s", error)
        return False
    return True
