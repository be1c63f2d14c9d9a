"""getUpdates: long polling by one poller at a time."""

import time
from collections.abc import Sequence

from tests.emulators.telegram.errors import conflict
from tests.emulators.telegram.parameters import Parameters
from tests.emulators.telegram.state import State
from tests.emulators.telegram.updates import Update
from tests.emulators.telegram.webhook import Webhook, allow

LONGEST = 50
MOST = 100


class Polling:
    """Waits on the wall clock; a new poller ends the one before."""

    def __init__(self, state: State, webhook: Webhook) -> None:
        self._state, self._webhook = state, webhook
        self._turn = 0

    def get(self, given: Parameters) -> Sequence[Update]:
        """Refused(409) when a webhook is set or another poller came. Gives the lock away while it waits."""
        state = self._state
        if self._webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        allow(state, given)
        self._turn += 1
        mine, limit = self._turn, given.number("limit", MOST)
        state.notify()
        if "offset" in given:
            state.updates.confirm(given.number("offset"))
        until = time.monotonic() + min(max(given.number("timeout"), 0), LONGEST)
        while not state.closed:
            self._check(mine)
            state.updates.expire(state.now())
            found = state.updates.first(limit if 1 <= limit <= MOST else MOST)
            left = until - time.monotonic()
            if found or left <= 0:
                return found
            state.changed.wait(left)
        return []

    def _check(self, mine: int) -> None:
        if self._turn != mine:
            raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        if self._webhook.url:
            raise conflict("terminated by setWebhook request")
