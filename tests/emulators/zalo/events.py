"""Events as the webhook writes them."""

import threading
from collections.abc import Mapping
from typing import Any

from tests.emulators.zalo.account import Account
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.people import Citizen


class Events:
    """Builds envelopes. Timestamps never repeat, as events without an id are told apart by nothing else."""

    def __init__(self, account: Account, clock: Clock) -> None:
        self._account, self._clock = account, clock
        self._lock, self._last = threading.Lock(), 0

    def by_citizen(self, citizen: Citizen, name: str, message: Mapping[str, Any]) -> dict[str, Any]:
        return self._between(citizen, citizen.user_id, self._account.oa_id, name, {"message": dict(message)})

    def by_oa(
        self, citizen: Citizen, name: str, message: Mapping[str, Any], admin_id: str | None = None
    ) -> dict[str, Any]:
        """An echo; `admin_id` says that a person typed it in OA chat."""
        event = self._between(citizen, self._account.oa_id, citizen.user_id, name, {"message": dict(message)})
        if admin_id is not None:
            event["sender"]["admin_id"] = admin_id
        return event

    def info(self, citizen: Citizen, info: Mapping[str, Any]) -> dict[str, Any]:
        """`user_submit_info`: sender and recipient, `info` instead of a message."""
        own = self._account.oa_id
        return self._between(citizen, citizen.user_id, own, "user_submit_info", {"info": dict(info)})

    def following(self, citizen: Citizen, name: str, source: str) -> dict[str, Any]:
        """`follow` and `unfollow`: neither sender nor recipient."""
        rest = {"oa_id": self._account.oa_id, "follower": {"id": citizen.user_id}, "source": source}
        return self._envelope(name, rest | {"user_id_by_app": citizen.user_id_by_app})

    def about(self, citizen: Citizen, name: str) -> dict[str, Any]:
        """`user_click_chatnow`, `user_withdraw`: the citizen's ids at the top."""
        rest = {"oa_id": self._account.oa_id, "user_id": citizen.user_id, "user_id_by_app": citizen.user_id_by_app}
        return self._envelope(name, rest)

    def other(self, name: str, rest: Mapping[str, Any]) -> dict[str, Any]:
        """Any event, known or not."""
        return self._envelope(name, rest)

    def _between(
        self, citizen: Citizen, sender: str, recipient: str, name: str, rest: Mapping[str, Any]
    ) -> dict[str, Any]:
        ends = {"sender": {"id": sender}, "user_id_by_app": citizen.user_id_by_app, "recipient": {"id": recipient}}
        return self._envelope(name, ends | dict(rest))

    def _envelope(self, name: str, rest: Mapping[str, Any]) -> dict[str, Any]:
        with self._lock:
            self._last = max(self._clock.milliseconds(), self._last + 1)
            stamp = str(self._last)
        return {"app_id": self._account.app_id, **rest, "event_name": name, "timestamp": stamp}
