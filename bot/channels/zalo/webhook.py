"""From a request on the webhook to events: nothing is heard before its signature is right."""

import json
import logging
from collections.abc import Sequence
from typing import Any

from bot.channels.contract import Event, Forged, Received
from bot.channels.zalo.events import events_of
from bot.channels.zalo.settings import ZaloSettings
from bot.channels.zalo.signature import HEADER, signer

log = logging.getLogger(__name__)


class Webhook:
    """Reads the requests of one Official Account."""

    def __init__(self, settings: ZaloSettings):
        self._settings = settings
        self._signed_by: str | None = None

    def read(self, request: Received) -> Sequence[Event]:
        """Its events. Raises Forged (also for the console's unsigned probe) and Malformed."""
        body = _parsed(request.body)
        self._verify(request, body)
        return events_of(body, self._settings.oa_id)

    def _verify(self, request: Received, body: dict[str, Any]) -> None:
        timestamp, header = body.get("timestamp"), request.headers.get(HEADER)
        if not header or not isinstance(timestamp, str | int):
            raise Forged("not signed")
        key = self._settings.oa_secret_key.get_secret_value()
        by = signer(header, request.body, str(timestamp), self._settings.first_terms, key)
        if by is None:
            raise Forged("the signature is not Zalo's")
        if by != self._signed_by:
            self._signed_by = by
            which = "app" if by == self._settings.app_id else "oa"
            log.info("zalo signs with the id of the %s: ANSINH_ZALO_SIGNED_WITH=%s is enough", which, which)


def _parsed(body: bytes) -> dict[str, Any]:
    """The envelope. What cannot be read has no timestamp to be verified with: it counts as forged."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        raise Forged("no JSON") from None
    if not isinstance(parsed, dict):
        raise Forged("no JSON object")
    return parsed
