"""The province's own sign-on (OpenID Connect, code flow with PKCE), in place of the password; the code stays ours.

Who may come in is still the accounts' to say: the provider tells a name, an account of that name must be there.
"""

import secrets
import time
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec
import requests
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwk, jwt
from joserfc.errors import JoseError
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.privacy.sealing import Seal, SealBroken
from bot.settings import SettingsRefused, refusal

PREFIX = "ANSINH_OIDC_"
#: Seconds from the button to the way back.
IN_TIME = 600
#: What a token may be signed with: never a shared secret, never nothing.
_ALGORITHMS = ["RS256", "ES256", "PS256", "EdDSA"]
_ROW = "oidc"


class OidcSettings(BaseSettings):
    """One provider; without an issuer there is none."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    issuer: str = Field("", description="address of the provider; left out: accounts have passwords only")
    client_id: str = Field("", description="what the provider calls this console")
    client_secret: SecretStr = Field(SecretStr(""), description="the secret that goes with it")
    address: str = Field("", description="where staff reach this console, such as https://an-sinh.example.gov.vn")
    claim: str = Field("preferred_username", description="what of the provider's token is the login name here")
    label: str = Field("Đăng nhập của tỉnh", max_length=60, description="the words on the button")
    timeout: float = Field(10.0, gt=0, le=60, description="seconds to wait for the provider")

    @field_validator("issuer", "address")
    @classmethod
    def _encrypted(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
            raise ValueError("must begin with https:// (http:// only for this machine)")
        return address.rstrip("/")

    @property
    def callback(self) -> str:
        """The address that the provider must know."""
        return f"{self.address}/console/login/oidc/back"


def read() -> OidcSettings | None:
    """The provider of the settings. Raises SettingsRefused."""
    try:
        settings = OidcSettings()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from error
    if not settings.issuer:
        return None
    missing = [name for name in ("client_id", "address") if not getattr(settings, name)]
    if missing:
        raise SettingsRefused(f"{PREFIX}ISSUER is set; set {', '.join(PREFIX + name.upper() for name in missing)} too")
    return settings


class SignOnRefused(Exception):
    """The provider, or what came back from it, cannot be believed; the message says why and names nobody."""


@dataclass(frozen=True, slots=True)
class Away:
    """Where a browser is sent, and what it must bring back (sealed) besides what the provider adds."""

    address: str
    sealed: str


class _Kept(msgspec.Struct):
    state: str
    nonce: str
    verifier: str
    wanted: str
    until: float


class SignOn:
    """The way to the provider and back. Raises SignOnRefused."""

    def __init__(self, settings: OidcSettings, key: bytes):
        self.settings = settings
        self._seal = Seal(key, "oidc")
        self._known: dict[str, Any] | None = None

    def away(self, wanted: str) -> Away:
        """Begin: to the provider, to come back to the page `wanted`."""
        kept = _Kept(
            secrets.token_urlsafe(), secrets.token_urlsafe(), secrets.token_urlsafe(48), wanted, time.time() + IN_TIME
        )
        with self._session() as session:
            begin = self._provider()["authorization_endpoint"]
            address, _ = session.create_authorization_url(
                begin, state=kept.state, nonce=kept.nonce, code_verifier=kept.verifier
            )
        return Away(address, self._seal.close(msgspec.json.encode(kept), _ROW).hex())

    def back(self, sealed: str, state: str, code: str) -> tuple[str, str]:
        """The login name that the provider vouches for, and the page that was wanted."""
        kept = self._opened(sealed)
        if not secrets.compare_digest(kept.state.encode(), state.encode()) or time.time() > kept.until:
            raise SignOnRefused("the way back does not belong to this browser, or took too long")
        token = self._token(code, kept.verifier)
        claims = self._claims(token, kept.nonce)
        name = claims.get(self.settings.claim)
        if not isinstance(name, str) or not name:
            raise SignOnRefused(f"the provider's token has no {self.settings.claim}")
        return name, kept.wanted

    def _token(self, code: str, verifier: str) -> str:
        try:
            with self._session() as session:
                answer = session.fetch_token(
                    self._provider()["token_endpoint"], code=code, code_verifier=verifier, timeout=self.settings.timeout
                )
            return str(answer["id_token"])
        except Exception as error:
            # Authlib, requests and the provider's own words come in many classes; none may reach a page.
            raise SignOnRefused(f"the provider gave no token ({type(error).__name__})") from error

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        wanted: dict[str, Any] = {
            "iss": {"essential": True, "value": self._provider()["issuer"]},
            "aud": {"essential": True, "value": self.settings.client_id},
            "exp": {"essential": True},
            "nonce": {"essential": True, "value": nonce},
        }
        try:
            keys = jwk.KeySet.import_key_set(cast("Any", self._got(self._provider()["jwks_uri"])))
            claims = jwt.decode(token, keys, algorithms=_ALGORITHMS).claims
            jwt.JWTClaimsRegistry(leeway=60, **wanted).validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignOnRefused(f"the provider's token cannot be believed ({type(error).__name__})") from error
        return claims

    def _provider(self) -> dict[str, Any]:
        if self._known is None:
            found = self._got(f"{self.settings.issuer}/.well-known/openid-configuration")
            if found.get("issuer", "").rstrip("/") != self.settings.issuer:
                raise SignOnRefused("the provider calls itself by another name")
            self._known = found
        return self._known

    def _got(self, address: str) -> dict[str, Any]:
        try:
            answer = requests.get(address, timeout=self.settings.timeout)
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise SignOnRefused(f"the provider does not answer ({type(error).__name__})") from error
        return found

    def _session(self) -> OAuth2Session:
        settings = self.settings
        return OAuth2Session(
            settings.client_id,
            settings.client_secret.get_secret_value(),
            scope="openid profile",
            redirect_uri=settings.callback,
            code_challenge_method="S256",
        )

    def _opened(self, sealed: str) -> _Kept:
        try:
            return msgspec.json.decode(self._seal.open(bytes.fromhex(sealed), _ROW), type=_Kept)
        except (SealBroken, ValueError) as error:
            raise SignOnRefused("the browser brought nothing of ours back; are its cookies on?") from error
