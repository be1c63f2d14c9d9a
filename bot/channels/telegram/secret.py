"""Who speaks: Telegram repeats the secret of `setWebhook` in a header of each update."""

import hmac

from bot.channels.contract import Forged, Received

HEADER = "x-telegram-bot-api-secret-token"


def verify(request: Received, secret: str) -> None:
    """Raises Forged unless the header carries `secret`; an empty secret is nobody's."""
    given = request.headers.get(HEADER, "")
    # Bytes: compare_digest refuses text beyond ASCII, and a header may hold anything.
    if not secret or not hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode("utf-8")):
        raise Forged(f"{HEADER} is not the secret of this webhook")
