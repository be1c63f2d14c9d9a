"""Zalo Official Account as a channel of the house."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.channels.contract import Attachment, Event, Failure, Part, Rate, Received, SendFailed
from bot.channels.fetching import Fetcher
from bot.channels.zalo import fetch_settings
from bot.channels.zalo.client import Client
from bot.channels.zalo.events import NAME
from bot.channels.zalo.fetch import Fetch
from bot.channels.zalo.grant import Grants
from bot.channels.zalo.keys import Keys
from bot.channels.zalo.owner import renew_apart
from bot.channels.zalo.render import picture_message, render
from bot.channels.zalo.settings import ZaloSettings
from bot.channels.zalo.webhook import Webhook
from bot.channels.zalo.window import window
from bot.storage.database import Database, DatabaseUnavailable

#: Seconds between two messages to a citizen: Zalo shows messages sent at once in any order.
APART = 0.3
#: Bytes of a citizen's file that are fetched where nothing else is said.
LARGEST_FILE = 10 * 1024 * 1024
#: Bytes that Zalo takes of a picture.
LARGEST_PICTURE = 1024 * 1024


class Zalo:
    """Reads the webhook, renders and sends replies (`bot.channels.contract.Channel`).

    `picture` gives the PNG behind a reply's `image`, None where there is none any more.
    """

    name = NAME
    numbers_buttons = True
    forged_status = 200

    def __init__(self, settings: ZaloSettings, keys: Keys, picture: Callable[[str], bytes | None], files: Fetcher):
        self.settings, self.keys, self.client = settings, keys, Client(settings, keys)
        self.rate = Rate(settings.per_minute, 60.0, APART)
        self._webhook, self._picture, self._files = Webhook(settings), picture, files

    @classmethod
    def of(
        cls,
        settings: ZaloSettings,
        database: Database,
        key: bytes,
        picture: Callable[[str], bytes | None],
        largest: int = LARGEST_FILE,
    ) -> "Zalo":
        """Built from the settings, with its grant in `database`, sealed under the installation's `key`."""
        return cls(settings, keys_of(settings, database, key), picture, Fetch(fetch_settings.read(), largest))

    def close(self) -> None:
        """Return the connections to Zalo."""
        self.client.close()

    def read(self, request: Received) -> Sequence[Event]:
        """See `Webhook.read`."""
        return self._webhook.read(request)

    def render(self, replies: Sequence[Mapping[str, Any]]) -> Sequence[Part]:
        """See `render`."""
        return render(replies, self.settings.text_limit)

    def send(self, address: str, part: Part) -> str | None:
        """Deliver one message to the citizen `address`; a picture is uploaded first. Raises SendFailed."""
        try:
            message = part.content.get("message") or self._shown(part.content["picture"])
            return self.client.send(address, message)
        except DatabaseUnavailable as error:
            # The grant is read before anything is sent, so nothing was.
            raise SendFailed(Failure.LATER, f"the grant cannot be read ({error})") from None

    def fetch(self, attachment: Attachment) -> bytes:
        """The file behind an address of Zalo's own hosts. Blocks. Raises FetchFailed."""
        return self._files.fetch(attachment)

    def closed(self, last_acted_at: datetime | None, now: datetime) -> str | None:
        """Zalo's window: free for two days after the citizen's last act, then billed, after a week closed."""
        found = window(last_acted_at, now, self.settings)
        return None if found.is_open else f"window: {found.value}"

    def tend(self) -> None:
        """Renew the token in time. Raises SendFailed."""
        self.keys.tend()

    def trouble(self) -> str | None:
        """What a person has to know of the grant. Raises DatabaseUnavailable."""
        return self.keys.trouble()

    def _shown(self, path: str) -> dict[str, Any]:
        png = self._picture(path)
        if png is None or len(png) > LARGEST_PICTURE:
            raise SendFailed(Failure.OURS, "the picture is gone" if png is None else "the picture is over 1 MB")
        return picture_message(self.client.upload(png, path.rpartition("/")[2]))


def keys_of(settings: ZaloSettings, database: Database, key: bytes) -> Keys:
    """The keys alone, renewed by an owner process."""
    return Keys(Grants(database, key), partial(renew_apart, database.url, key, settings))
