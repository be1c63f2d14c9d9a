"""Zalo's API for an Official Account. Neither tokens nor bodies are logged or told in errors."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import requests

from bot.channels.contract import Failure, SendFailed
from bot.channels.zalo import wire
from bot.channels.zalo.keys import Keys
from bot.channels.zalo.refusals import SHUT_DOWN, TOKEN, WRONG_TYPE, refused
from bot.channels.zalo.settings import ZaloSettings

_ENDPOINTS = {"cs": "/v3.0/oa/message/cs", "v2": "/v2.0/oa/message"}

Answer = Mapping[str, Any]


class Client:
    """Every call raises SendFailed; those that change nothing are never AMBIGUOUS."""

    def __init__(self, settings: ZaloSettings, keys: Keys):
        self._settings, self._keys, self._over = settings, keys, wire.session()
        self.endpoint: str = settings.endpoint

    def close(self) -> None:
        """Return the connections."""
        self._over.close()

    def send(self, user_id: str, message: Mapping[str, Any]) -> str | None:
        """One consultation message; gives its id. An account that `cs` refuses is sent to by the old endpoint."""
        body = {"recipient": {"user_id": user_id}, "message": message}
        used = self.endpoint
        try:
            answer = self._post(_ENDPOINTS[used], json=body)
        except SendFailed as failed:
            other = {("cs", WRONG_TYPE): "v2", ("v2", SHUT_DOWN): "cs"}.get((used, failed.code or ""))
            if other is None:
                raise
            answer = self._post(_ENDPOINTS[other], json=body)
            self.endpoint = other
        return str(answer["message_id"]) if answer.get("message_id") else None

    def upload(self, picture: bytes, name: str) -> str:
        """Upload a PNG or JPEG; gives the id to show it by, for seven days."""
        answer = self._post("/v2.0/oa/upload/image", repeatable=True, files={"file": (name, picture)})
        return str(answer.get("attachment_id", ""))

    def account(self) -> Answer:
        """The Official Account itself: `oaid`, `oa_type`, `is_verified`, `package_name`."""
        return self._get("/v2.0/oa/getoa", {})

    def user(self, user_id: str) -> Answer:
        """A citizen as Zalo shows them to the account."""
        return self._get("/v3.0/oa/user/detail", {"data": json.dumps({"user_id": user_id})})

    def quota(self, user_id: str) -> Answer:
        """`last_interaction` of a citizen in milliseconds, among others."""
        return self._post("/v3.0/oa/quota/message", repeatable=True, json={"user_id": user_id})

    def _post(self, path: str, *, repeatable: bool = False, **content: Any) -> Answer:
        return self._with_key(lambda key: self._call("POST", path, key, repeatable, **content))

    def _get(self, path: str, params: Mapping[str, str]) -> Answer:
        return self._with_key(lambda key: self._call("GET", path, key, repeatable=True, params=params))

    def _with_key(self, call: Callable[[str], Answer]) -> Answer:
        """Once more with a new key where Zalo refuses the old one."""
        grant = self._keys.current()
        try:
            return call(grant.access)
        except SendFailed as failed:
            if failed.code not in TOKEN:
                raise
        fresh = self._keys.renewed(grant)
        try:
            return call(fresh.access)
        except SendFailed as failed:
            # Somebody renewed again meanwhile: nothing is wrong with the grant.
            if failed.code in TOKEN and self._keys.current().version != fresh.version:
                raise SendFailed(Failure.LATER, failed.reason, failed.code) from None
            raise

    def _call(self, method: str, path: str, key: str, repeatable: bool, **content: Any) -> Answer:
        response = wire.exchange(
            self._over,
            method,
            self._settings.api_host + path,
            timeout=self._settings.timeout,
            repeatable=repeatable,
            headers={"access_token": key},
            **content,
        )
        return _data(response, Failure.LATER if repeatable else Failure.AMBIGUOUS)


def _data(response: requests.Response, unknown: Failure) -> Answer:
    """`data` of the envelope: an error comes with HTTP 200 too. What is no envelope says nothing of what was done."""
    try:
        told = response.json()
        code, data = str(int(told["error"])), told.get("data")
    except (ValueError, TypeError, KeyError, AttributeError):
        raise SendFailed(unknown, "Zalo's answer cannot be read") from None
    if code != "0":
        raise refused(code, str(told.get("message", "")))
    return data if isinstance(data, Mapping) else {}
