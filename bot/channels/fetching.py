"""Fetching what a citizen sent along: in a worker, never before the channel has its answer."""

from enum import StrEnum
from typing import Protocol

from bot.channels.contract import Attachment


class Trouble(StrEnum):
    """Why nothing was fetched, by what has to be done."""

    #: Try again later.
    LATER = "later"
    #: It is not there any more, or was not given out.
    GONE = "gone"
    TOO_LARGE = "too_large"
    #: It leads where nothing is fetched from: said by whoever forged the event, or by a channel that changed its hosts.
    FORBIDDEN = "forbidden"


class FetchFailed(Exception):
    """An attachment that was not fetched. The reason never names the address: it is a key to the file."""

    def __init__(self, trouble: Trouble, reason: str):
        super().__init__(reason)
        self.trouble, self.reason = trouble, reason

    @property
    def again(self) -> bool:
        """Whether trying later can help; the citizen is told only where it cannot, or after the last try."""
        return self.trouble is Trouble.LATER

    @property
    def phrase(self) -> str:
        """The phrase that tells the citizen."""
        return "attachment.too_large" if self.trouble is Trouble.TOO_LARGE else "attachment.not_fetched"


class Fetcher(Protocol):
    """A channel's way to its files."""

    def fetch(self, attachment: Attachment) -> bytes:
        """The content of a picture, file, recording or film. Blocks for seconds. Raises FetchFailed."""
        ...
