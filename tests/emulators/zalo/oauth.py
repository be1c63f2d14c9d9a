"""`oauth.zaloapp.com`: consent with PKCE and the token endpoint."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from tests.emulators.zalo.account import Account, Rules
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.ids import Ids
from tests.emulators.zalo.tokens import DeadRefresh, Pair, Tokens
from tests.emulators.zalo.wire import Answer, Request, answer_json

CODE_LIFE = timedelta(minutes=10)
VERIFIER = 43


class OAuthRefused(Exception):
    """An error of the token endpoint. Only -14002, -14003, -14014 and -14020 are known; other codes are guesses."""

    def __init__(self, code: int, name: str) -> None:
        super().__init__(name)
        self.code, self.name = code, name


@dataclass(frozen=True)
class Code:
    """An authorization code that waits for its exchange."""

    challenge: str
    issued: datetime


class OAuth:
    """Consent is always given; what follows is checked."""

    def __init__(self, account: Account, rules: Rules, clock: Clock, ids: Ids, tokens: Tokens) -> None:
        self._account, self._rules, self._clock, self._ids, self._tokens = account, rules, clock, ids, tokens
        self._codes: dict[str, Code] = {}

    def permission(self, request: Request) -> Answer:
        """`GET /v4/oa/permission`: back to the callback with `code`, `oa_id` and what was sent along."""
        query = request.query
        if not self._rules.app_active or query.get("app_id") != self._account.app_id:
            raise OAuthRefused(-14002, "Invalid app id.")
        if query.get("redirect_uri") != self._account.redirect_uri:
            raise OAuthRefused(-14003, "Invalid redirect uri.")
        challenge = query.get("code_challenge", "")
        if not challenge or self._account.code_challenge not in {None, challenge}:
            raise OAuthRefused(-14010, "Invalid code challenge.")
        code = self._ids.secret("code")
        self._codes[code] = Code(challenge, self._clock.now())
        back = {"code": code, "oa_id": self._account.oa_id, "code_challenge": challenge}
        back |= {"state": query["state"]} if "state" in query else {}
        return Answer(status=302, headers={"Location": f"{self._account.redirect_uri}?{urlencode(back)}"})

    def access_token(self, request: Request) -> Answer:
        """`POST /v4/oa/access_token`: exchange of a code, or refresh."""
        if request.headers.get("secret_key") != self._account.app_secret:
            raise OAuthRefused(-14004, "Invalid secret key.")
        if request.media_type != "application/x-www-form-urlencoded":
            raise OAuthRefused(-14006, "Invalid content type.")
        form = request.form()
        if form.get("app_id") != self._account.app_id:
            raise OAuthRefused(-14002, "Invalid app id.")
        match form.get("grant_type"):
            case "authorization_code":
                return self._granted(self._exchange(form))
            case "refresh_token":
                return self._refresh(form.get("refresh_token", ""))
        raise OAuthRefused(-14005, "Invalid grant type.")

    def refusal(self, error: OAuthRefused) -> Answer:
        """The endpoint's own envelope, HTTP 200."""
        told = {"error_name": error.name, "error_reason": error.name, "ref_doc": "OAuth v4"}
        if self._rules.oauth_codes == "none":
            return answer_json(told)
        code = str(error.code) if self._rules.oauth_codes == "string" else error.code
        return answer_json({"error": code, **told})

    def _exchange(self, form: Mapping[str, str]) -> Pair:
        # A code is spent by any attempt, right or wrong.
        code = self._codes.pop(form.get("code", ""), None)
        if code is None or self._clock.now() - code.issued > CODE_LIFE:
            raise OAuthRefused(-14019, "Invalid authorization code.")
        verifier = form.get("code_verifier", "")
        if len(verifier) != VERIFIER or challenge_of(verifier) != code.challenge:
            raise OAuthRefused(-14011, "Invalid code verifier.")
        return self._tokens.grant()

    def _refresh(self, token: str) -> Answer:
        try:
            return self._granted(self._tokens.refresh(token))
        except DeadRefresh as dead:
            if dead.used and self._rules.used_refresh == "empty":
                return Answer()
            raise OAuthRefused(self._rules.dead_refresh_code, "Invalid refresh token.") from dead

    @staticmethod
    def _granted(pair: Pair) -> Answer:
        return answer_json({"access_token": pair.access, "refresh_token": pair.refresh, "expires_in": "90000"})


def challenge_of(verifier: str) -> str:
    """base64url without padding of the SHA-256 of the verifier."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
