"""Settings from the environment (prefix `ANSINH_`); unsafe values are refused with the reason."""

import ipaddress
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

#: The folder that holds config.yml, data/ and the rooms.
PROJECT = Path(__file__).resolve().parent.parent

Port = Annotated[int, Field(ge=1, le=65535)]


class SettingsRefused(ValueError):
    """A setting that is wrong or unsafe: names the variable, what it was, what is allowed."""


class Settings(BaseSettings):
    """Every setting of the app. A secret left out is made anew by `ansinh up` at each start."""

    model_config = SettingsConfigDict(env_prefix="ANSINH_", extra="ignore")

    home: Path = Field(PROJECT / "var", description="database, model, keys, logs")
    host: str = Field("127.0.0.1", description="address the page and the API listen on")
    port: Port = Field(8080, description="port of the page and the API")
    database_url: str = Field("", description="empty: SQLite in the home folder; else postgresql+psycopg://…")
    engine_port: Port | None = Field(None, description="loopback port of the engine; left out: a free one")
    engine_secret: SecretStr = Field(SecretStr(""), description="shared with the engine's channel")
    action_secret: SecretStr = Field(SecretStr(""), description="shared with the engine's action endpoint")
    engine_timeout: float = Field(10.0, gt=0, le=120, description="seconds a turn may take in the engine")
    chat_per_minute: int = Field(120, ge=1, description="requests a minute from one address")
    late_after_minutes: float = Field(180, gt=0, description="age at which a message goes to staff, not to the machine")
    staff_silence_minutes: float = Field(60, ge=0, description="silence after staff wrote from the channel's own tool")
    flood_per_minute: int = Field(60, ge=5, description="messages of one citizen that are answered in a minute")
    settle_seconds: float = Field(0.15, ge=0, le=5, description="wait for a message that was sent earlier, comes later")
    give_up_hours: float = Field(24, gt=0, description="age at which a reply that could not be sent is given up")
    feedback_every: int = Field(5, ge=1, description="answers from one question for feedback to the next, in a talk")
    talk_pause_hours: float = Field(12, gt=0, description="silence after which a talk begins anew, with its notice")
    claims_two_persons: bool = Field(True, description="whoever proposes a verdict on a claim does not publish it")
    officer_idle_minutes: float = Field(
        30, gt=0, description="wait for an officer who is away, before others may claim"
    )
    officer_quiet_hours: float = Field(24, gt=0, description="silence after which a talk that an officer holds ends")
    officer_named: bool = Field(False, description="citizens are told the name of the officer who answers")
    operator: str = Field("", max_length=80, description="who answers for the data, as the notice names them")
    allow_as_of: bool = Field(False, description="lets a request name the day to answer for; tests and preview only")
    model_id: str = Field("", description="fingerprint of the model in use; set by `ansinh up`")

    @field_validator("host")
    @classmethod
    def _an_address(cls, host: str) -> str:
        if host != "localhost":
            ipaddress.ip_address(host)
        return host

    @field_validator("database_url")
    @classmethod
    def _a_database_we_know(cls, url: str) -> str:
        if url and not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        return url

    @field_validator("engine_secret", "action_secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr) -> SecretStr:
        if 0 < len(secret.get_secret_value()) < 32:
            raise ValueError("must have at least 32 characters")
        return secret

    @property
    def database(self) -> str:
        """The URL in use: the one given, or SQLite in the home folder."""
        return self.database_url or f"sqlite:///{self.home / 'ansinh.db'}"

    @property
    def is_public(self) -> bool:
        """Whether the page is reachable from other machines."""
        return self.host != "localhost" and not ipaddress.ip_address(self.host).is_loopback

    @property
    def own_url(self) -> str:
        """Where this app answers, seen from this machine."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "localhost") else self.host  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def read() -> Settings:
    """The settings of this process. Raises SettingsRefused."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsRefused(refusal("ANSINH_", error)) from error
    if settings.allow_as_of and settings.is_public:
        raise SettingsRefused(
            "ANSINH_ALLOW_AS_OF=1 lets anybody ask for the law of another day; it is refused while "
            f"ANSINH_HOST={settings.host} is reachable from other machines (allowed: a loopback address)"
        )
    return settings


def refusal(prefix: str, error: ValidationError) -> str:
    """What is wrong, by variable; never the value, which may be a secret."""
    return "; ".join(f"{prefix}{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors())
