"""Files of Telegram, by the ids that its updates name."""

from bot.channels.contract import Attachment, Failure, SendFailed
from bot.channels.fetching import FetchFailed, Trouble
from bot.channels.telegram.client import Client

_LATER = frozenset({Failure.LATER, Failure.AMBIGUOUS, Failure.GRANT, Failure.CONFIGURATION})


class Fetch:
    """Fetches through the channel's own client; `longest` is in bytes."""

    def __init__(self, client: Client, longest: int):
        self._client, self._longest = client, longest

    def fetch(self, attachment: Attachment) -> bytes:
        """See `bot.channels.fetching.Fetcher`. What Telegram itself calls too large is not asked for."""
        size = attachment.details.get("size")
        if isinstance(size, int) and size > self._longest:
            raise FetchFailed(Trouble.TOO_LARGE, "larger than what is taken")
        if not attachment.reference:
            raise FetchFailed(Trouble.GONE, "nothing names the file")
        content = self._content(attachment.reference)
        if len(content) > self._longest:
            raise FetchFailed(Trouble.TOO_LARGE, "larger than what is taken")
        return content

    def _content(self, file_id: str) -> bytes:
        try:
            return self._client.fetch(file_id)
        except SendFailed as failed:
            raise FetchFailed(_trouble(failed), failed.reason) from None


def _trouble(failed: SendFailed) -> Trouble:
    if failed.failure in _LATER:
        return Trouble.LATER
    return Trouble.TOO_LARGE if "too big" in failed.reason.lower() else Trouble.GONE
