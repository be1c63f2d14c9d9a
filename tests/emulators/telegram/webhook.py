"""setWebhook, deleteWebhook, getWebhookInfo: where updates go, and what went wrong on the way."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.emulators.telegram.errors import bad
from tests.emulators.telegram.parameters import Parameters
from tests.emulators.telegram.state import State

PORTS = {80, 88, 443, 8443}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
DEFAULT_CONNECTIONS, MOST_CONNECTIONS = 40, 100


class Webhook:
    """The address of the bot, as last set."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.url, self.secret = "", ""
        self.max_connections = DEFAULT_CONNECTIONS
        self.last_error: tuple[int, str] | None = None

    def set(self, given: Parameters) -> tuple[bool, str]:
        """(True, what the bot is told). Refused(400) for an address Telegram does not send to."""
        url = given.text("url") or ""
        if not url:
            return self.delete(given)
        check(url)
        secret = given.text("secret_token") or ""
        if secret and not SECRET.fullmatch(secret):
            raise bad("secret token " + ("is too long" if len(secret) > 256 else "contains unallowed characters"))
        wanted = given.number("max_connections", DEFAULT_CONNECTIONS)
        allow(self._state, given)
        new = (url, secret, min(max(wanted, 1), MOST_CONNECTIONS))
        same = new == (self.url, self.secret, self.max_connections)
        self.url, self.secret, self.max_connections = new
        self.last_error = None
        self._drop_if_asked(given)
        return True, f"Webhook {'is already' if same else 'was'} set"

    def delete(self, given: Parameters) -> tuple[bool, str]:
        was, self.url, self.secret = bool(self.url), "", ""
        self._drop_if_asked(given)
        return True, f"Webhook {'was' if was else 'is already'} deleted"

    def info(self) -> dict[str, Any]:
        updates = self._state.updates
        told: dict[str, Any] = {"url": self.url, "has_custom_certificate": False}
        told["pending_update_count"] = updates.count()
        if self.last_error:
            told |= {"last_error_date": self.last_error[0], "last_error_message": self.last_error[1]}
        if self.url:
            told["max_connections"] = self.max_connections
        return told | ({"allowed_updates": updates.allowed} if updates.allowed else {})

    def _drop_if_asked(self, given: Parameters) -> None:
        if given.flag("drop_pending_updates"):
            self._state.updates.drop()
        self._state.notify()


def check(url: str) -> None:
    """Plain HTTP only to this machine, which the real platform would refuse as well. Refused(400)."""
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https" or not parts.hostname:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def allow(state: State, given: Parameters) -> None:
    """allowed_updates: left out keeps the old list, an empty one means the default. Refused(400)."""
    wanted = given.json("allowed_updates")
    if wanted is None:
        return
    if not isinstance(wanted, list):
        raise bad("can't parse allowed updates JSON object")
    state.updates.allowed = [str(each).lower() for each in wanted]
