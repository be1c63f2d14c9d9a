"""The channel as the house knows it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.channels.contract import Attachment, Event, Part, Rate, Received
from bot.channels.telegram.client import LARGEST_FILE, Client
from bot.channels.telegram.commands import Commands
from bot.channels.telegram.events import NAME, heard, parsed
from bot.channels.telegram.fetch import Fetch
from bot.channels.telegram.render import render
from bot.channels.telegram.secret import verify
from bot.channels.telegram.settings import TelegramSettings


class Telegram:
    """Reads updates, renders and sends replies (`bot.channels.contract.Channel`).

    `picture` gives the bytes of a reply's image, None where there is none any more: the text goes out alone.
    `largest`: bytes of a citizen's file that are fetched.
    """

    name = NAME
    #: Telegram publishes about 30 a second and one a chat; what it really allows it says with each 429.
    rate = Rate(overall=25, seconds=1.0, apart=1.0)
    numbers_buttons = False
    forged_status = 403

    def __init__(
        self, client: Client, secret: str, picture: Callable[[str], bytes | None], largest: int = LARGEST_FILE
    ):
        self.client, self.commands = client, Commands.load()
        self._secret, self._picture = secret, picture
        self._files = Fetch(client, largest)

    @classmethod
    def of(
        cls, settings: TelegramSettings, picture: Callable[[str], bytes | None], largest: int = LARGEST_FILE
    ) -> "Telegram":
        """Built from the settings; waits for nobody. `close` ends it."""
        client = Client(settings.token.get_secret_value(), settings.api_host)
        return cls(client, settings.secret.get_secret_value(), picture, largest)

    def close(self) -> None:
        """End the connection."""
        self.client.close()

    def read(self, request: Received) -> Sequence[Event]:
        """Verify, then parse. Raises Forged and Malformed. A press is acknowledged to Telegram in the background."""
        verify(request, self._secret)
        return [self.event(parsed(request.body))]

    def event(self, update: Mapping[str, Any]) -> Event:
        """One update from Telegram itself, also when it was polled. Raises Malformed."""
        found = heard(update, self.commands)
        if found.callback:
            self.client.answer_soon(found.callback)
        return found.event

    def render(self, replies: Sequence[Mapping[str, Any]]) -> Sequence[Part]:
        """Messages in order; buttons go with the last of each reply."""
        return render(replies)

    def send(self, address: str, part: Part) -> str | None:
        """Deliver one message. Blocks. Raises SendFailed."""
        wanted = part.content["picture"]
        return self.client.send(address, part.content, self._picture(wanted) if wanted else None)

    def fetch(self, attachment: Attachment) -> bytes:
        """The file that an update named. Blocks. Raises FetchFailed."""
        return self._files.fetch(attachment)

    def closed(self, last_acted_at: datetime | None, now: datetime) -> str | None:  # noqa: ARG002  the contract's
        """Telegram has no window: whoever once wrote can be written to until they block the bot."""
        return None

    def tend(self) -> None:
        """Nothing: the token does not age."""

    def trouble(self) -> str | None:
        """Nothing that is known without asking Telegram, for which nobody waits."""
        return None
