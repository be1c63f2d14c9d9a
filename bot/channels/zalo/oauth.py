"""Tokens from Zalo: consent with PKCE, exchange of a code, refresh. Refresh tokens work once."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from bot.channels.contract import SendFailed
from bot.channels.zalo import wire
from bot.channels.zalo.settings import ZaloSettings, challenge

#: How long an access token lives where Zalo does not say.
LIFE = timedelta(hours=25)
#: Seconds to wait for a token: giving up early may lose the pair that is on its way.
PATIENCE = 30.0
_DEAD = frozenset({"-14014", "-14020"})


@dataclass(frozen=True, slots=True)
class Pair:
    """An access token with the refresh token that replaces both."""

    access: str
    refresh: str
    life: timedelta = LIFE


class Dead(Exception):
    """Zalo takes this refresh token no more: a person has to consent again."""


class NotRefreshed(Exception):
    """No new pair, but the old one may still work: try again, and tell what is wrong."""


class OAuth:
    """The token endpoint for one app."""

    def __init__(self, settings: ZaloSettings):
        self._settings = settings

    def consent(self, verifier: str, state: str) -> str:
        """The address where an administrator of the Official Account gives consent."""
        asked = {"app_id": self._settings.app_id, "redirect_uri": self._settings.callback}
        asked |= {"code_challenge": challenge(verifier), "state": state}
        return f"{self._settings.oauth_host}/v4/oa/permission?{urlencode(asked)}"

    def exchange(self, code: str, verifier: str) -> Pair:
        """The first pair for a code, which works once and for ten minutes. Raises Dead, NotRefreshed."""
        return self._pair({"code": code, "grant_type": "authorization_code", "code_verifier": verifier})

    def refresh(self, token: str) -> Pair:
        """The next pair; `token` is spent and the old access token dies. Raises Dead, NotRefreshed."""
        return self._pair({"refresh_token": token, "grant_type": "refresh_token"})

    def _pair(self, form: dict[str, str]) -> Pair:
        url = f"{self._settings.oauth_host}/v4/oa/access_token"
        form["app_id"] = self._settings.app_id
        headers = {"secret_key": self._settings.app_secret.get_secret_value()}
        try:
            with wire.session() as over:
                response = wire.exchange(over, "POST", url, timeout=PATIENCE, data=form, headers=headers)
        except SendFailed as failed:
            raise NotRefreshed(failed.reason) from None
        return _read(response.content)


def _read(body: bytes) -> Pair:
    if not body.strip():
        raise Dead("Zalo gave an empty answer, as it does for a refresh token that was used before")
    try:
        told: dict[str, Any] = json.loads(body)
        access, refresh = told.get("access_token"), told.get("refresh_token")
    except (ValueError, AttributeError):
        # A gateway's page says nothing of the token: the next try shows whether it was spent.
        raise NotRefreshed("Zalo answered with a page instead of tokens") from None
    if not (access and refresh):
        raise _refused(told)
    return Pair(str(access), str(refresh), _life(told.get("expires_in")))


def _refused(told: dict[str, Any]) -> Dead | NotRefreshed:
    """The code is a number, a text, or missing; then the name tells."""
    code, name = str(told.get("error", "")), str(told.get("error_name", ""))[:100]
    is_dead = code in _DEAD or "refresh token" in name.lower()
    return (Dead if is_dead else NotRefreshed)(f"Zalo {code} {name}".strip())


def _life(seconds: Any) -> timedelta:
    return timedelta(seconds=int(seconds)) if str(seconds).isdecimal() and int(seconds) > 0 else LIFE
