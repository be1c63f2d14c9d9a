"""Settings of the Zalo channel (prefix `ANSINH_ZALO_`); without an app id the channel is off."""

import base64
import hashlib
from datetime import timedelta
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import SettingsRefused, refusal

PREFIX = "ANSINH_ZALO_"
#: Characters of a PKCE verifier, as Zalo wants it.
VERIFIER = 43


class ZaloSettings(BaseSettings):
    """One Official Account. The OA Secret Key signs the webhook, the App Secret gets tokens: two different secrets."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    app_id: str = Field("", pattern=r"^\d*$", description="id of the application; left out: the channel is off")
    app_secret: SecretStr = Field(SecretStr(""), description="App Secret: for tokens")
    oa_id: str = Field("", pattern=r"^\d*$", description="id of the Official Account")
    oa_secret_key: SecretStr = Field(SecretStr(""), description="OA Secret Key, on the webhook's page: for signatures")
    callback: str = Field("", description="callback address saved in the console; for `ansinh zalo login`")
    code_verifier: SecretStr = Field(SecretStr(""), description="PKCE verifier whose challenge is saved in the console")
    api_host: str = Field("https://openapi.zalo.me", description="where messages are sent")
    oauth_host: str = Field("https://oauth.zaloapp.com", description="where tokens come from")
    endpoint: Literal["cs", "v2"] = Field("cs", description="where sending begins; error -235 changes to v2 by itself")
    signed_with: Literal["app", "oa", "either"] = Field("app", description="which id begins what the webhook signs")
    per_minute: int = Field(100, ge=1, le=4000, description="requests a minute of the OA's package")
    timeout: float = Field(10.0, gt=0, le=60, description="seconds to wait for an answer of Zalo")
    text_limit: int = Field(2000, ge=200, le=2000, description="characters of one message")
    free_hours: float = Field(48, gt=0, description="hours after the citizen's last interaction that a reply is free")
    open_hours: float = Field(7 * 24, gt=0, description="hours after which nothing can be sent any more")
    allow_billed: bool = Field(False, description="send also when Zalo bills the message")

    @field_validator("api_host", "oauth_host")
    @classmethod
    def _encrypted(cls, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(parts.hostname or "")):
            raise ValueError("must begin with https:// (http:// only for this machine): tokens travel on it")
        return address.rstrip("/")

    @field_validator("code_verifier")
    @classmethod
    def _of_length(cls, verifier: SecretStr) -> SecretStr:
        if len(verifier.get_secret_value()) not in {0, VERIFIER}:
            raise ValueError(f"must have exactly {VERIFIER} characters")
        return verifier

    @property
    def first_terms(self) -> tuple[str, ...]:
        """What a webhook's signature may begin with."""
        return {"app": (self.app_id,), "oa": (self.oa_id,), "either": (self.app_id, self.oa_id)}[self.signed_with]

    @property
    def free(self) -> timedelta:
        return timedelta(hours=self.free_hours)

    @property
    def open(self) -> timedelta:
        return timedelta(hours=self.open_hours)


def challenge(verifier: str) -> str:
    """The PKCE challenge of a verifier, as the console keeps it."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def read() -> ZaloSettings | None:
    """The settings of this process, None where the channel is off. Raises SettingsRefused."""
    try:
        settings = ZaloSettings()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from None
    if not settings.app_id:
        return None
    missing = [name for name in ("app_secret", "oa_id", "oa_secret_key") if not _given(getattr(settings, name))]
    if missing:
        names = ", ".join(f"{PREFIX}{name.upper()}" for name in missing)
        raise SettingsRefused(f"{PREFIX}APP_ID switches Zalo on, but {names} is missing; docs/channels.md says whence")
    if settings.open_hours < settings.free_hours:
        raise SettingsRefused(f"{PREFIX}OPEN_HOURS must not be less than {PREFIX}FREE_HOURS")
    return settings


def _given(value: str | SecretStr) -> bool:
    return bool(value if isinstance(value, str) else value.get_secret_value())


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
