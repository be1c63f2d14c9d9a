"""Settings of Telegram (prefix `ANSINH_TELEGRAM_`) and whether it may run at all."""

import re
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import SettingsRefused, refusal

PREFIX = "ANSINH_TELEGRAM_"
#: Path of the webhook on our server.
PATH = "/webhooks/telegram"
#: Ports that Telegram sends updates to.
PORTS = (443, 80, 88, 8443)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")


class TelegramSettings(BaseSettings):
    """Everything Telegram needs; nothing is set by default, so the channel is off."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    token: SecretStr = Field(SecretStr(""), description="of the bot, from BotFather")
    secret: SecretStr = Field(SecretStr(""), description="32 to 256 of A-Za-z0-9_-; Telegram shows it with each update")
    mode: Literal["webhook", "polling"] = Field("webhook", description="how updates come in")
    api_host: str = Field("https://api.telegram.org", description="address of the Bot API")
    public_url: str = Field("", description="https address under which Telegram reaches this app")
    decision: str = Field("", description="reference of the decision that allows the transfer across the border")
    dossier: str = Field("", description="reference of the dossier of that transfer, once it is filed")

    @field_validator("token")
    @classmethod
    def _a_token(cls, token: SecretStr) -> SecretStr:
        return _of_form(token, _TOKEN, "must look like 123456:ABC-def, as BotFather gives it")

    @field_validator("secret")
    @classmethod
    def _a_secret(cls, secret: SecretStr) -> SecretStr:
        return _of_form(secret, _SECRET, "must have 32 to 256 characters of A-Za-z0-9_-")

    @field_validator("api_host", "public_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        own = parts.hostname in _LOOPBACK
        if url and (not parts.hostname or parts.scheme not in ("https", "http")):
            raise ValueError("must be an address such as https://example.vn")
        if url and parts.scheme != "https" and not own:
            raise ValueError("must begin with https:// (http:// is for this machine alone)")
        return url.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _a_port_telegram_calls(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.port and parts.port not in PORTS and parts.hostname not in _LOOPBACK:
            raise ValueError(f"port {parts.port} is not called by Telegram (allowed: {', '.join(map(str, PORTS))})")
        return url

    @property
    def why_off(self) -> str | None:
        """Why the channel does not run, with the setting to change; None where it may run."""
        if not self.token.get_secret_value():
            return f"{PREFIX}TOKEN is not set"
        if not self.decision.strip():
            return (
                f"{PREFIX}DECISION is not set: Telegram is outside the country, so a recorded decision on the transfer "
                "of personal data must be named before it may run"
            )
        missing = [name for name, value in self._needed_for_webhook() if not value and self.mode == "webhook"]
        if missing:
            return f"{' and '.join(PREFIX + name for name in missing)} not set; {PREFIX}MODE=polling needs neither"
        return None

    @property
    def webhook_url(self) -> str:
        """Where Telegram sends updates."""
        return f"{self.public_url}{PATH}"

    def _needed_for_webhook(self) -> tuple[tuple[str, str], ...]:
        return ("PUBLIC_URL", self.public_url), ("SECRET", self.secret.get_secret_value())


def _of_form(secret: SecretStr, form: re.Pattern[str], told: str) -> SecretStr:
    if secret.get_secret_value() and not form.fullmatch(secret.get_secret_value()):
        raise ValueError(told)
    return secret


def read() -> TelegramSettings:
    """The settings of this process. Raises SettingsRefused, which repeats no secret."""
    try:
        return TelegramSettings()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from None
