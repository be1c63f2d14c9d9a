"""Settings of the figures for operators (prefix `ANSINH_METRICS_`); without a token they are off."""

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import SettingsRefused, refusal

PREFIX = "ANSINH_METRICS_"
#: Characters of the shortest token that nobody guesses.
SHORTEST = 32


class MetricsSettings(BaseSettings):
    """Who may read `/metrics`, and how often it is made anew."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    token: SecretStr = Field(SecretStr(""), description="bearer token of the reader; left out: /metrics is not there")
    kept_seconds: float = Field(5.0, ge=0, le=300, description="answers within so many seconds are the same")

    @field_validator("token")
    @classmethod
    def _long_enough(cls, token: SecretStr) -> SecretStr:
        if 0 < len(token.get_secret_value()) < SHORTEST:
            raise ValueError(f"must have at least {SHORTEST} characters")
        return token


def read() -> MetricsSettings:
    """Raises SettingsRefused."""
    try:
        return MetricsSettings()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from error
