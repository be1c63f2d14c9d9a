"""The channel as the house knows it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.channels.contract import Event, Part, Rate, Received
from bot.channels.telegram.client import Client
from bot.channels.telegram.commands import Commands
from bot.channels.telegram.events import NAME, heard, parsed
from bot.channels.telegram.render import render
from bot.channels.telegram.secret import verify
from bot.channels.telegram.settings import TelegramSettings


class Telegram:
    """Reads updates, renders and sends replies (`bot.channels.contract.Channel`).

    `picture` gives the bytes of a reply's image, None where there is none any more: the text goes out alone.
    """

    name = NAME
    #: Telegram publishes about 30 a second and one a chat; what it really allows it says with each 429.
    rate = Rate(overall=25, seconds=1.0, apart=1.0)

    def __init__(self, client: Client, secret: str, picture: Callable[[str], bytes | None]):
        self.client, self.commands = client, Commands.load()
        self._secret, self._picture = secret, picture

    @classmethod
    def of(cls, settings: TelegramSettings, picture: Callable[[str], bytes | None]) -> "Telegram":
        """Built from the settings; waits for nobody. `close` ends it."""
        client = Client(settings.token.get_secret_value(), settings.api_host)
        return cls(client, settings.secret.get_secret_value(), picture)

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
