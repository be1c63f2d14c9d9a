"""How much citizens may send (settings, prefix `ANSINH_FILES_`)."""

from datetime import timedelta

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import SettingsRefused, refusal

PREFIX = "ANSINH_FILES_"
MEBIBYTE = 1024 * 1024


class Limits(BaseSettings):
    """The measures of one file and of one talk."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    largest: int = Field(10 * MEBIBYTE, ge=1024, le=20 * MEBIBYTE, description="bytes of one file")
    pixels: int = Field(50_000_000, ge=1_000_000, le=100_000_000, description="width times height of a picture")
    per_talk: int = Field(20, ge=1, le=100, description="files of one talk that wait for their report")
    talk_largest: int = Field(
        40 * MEBIBYTE, ge=1024, le=200 * MEBIBYTE, description="bytes of these together; they move to a report at once"
    )
    wait_hours: float = Field(24, gt=0, le=24 * 7, description="hours a file waits for its report, then it is deleted")

    @property
    def kept_for(self) -> timedelta:
        """How long a file waits for its report."""
        return timedelta(hours=self.wait_hours)

    @property
    def told(self) -> dict[str, str]:
        """What fills the gaps of the phrases that refuse a file."""
        return {"largest": f"{self.largest // MEBIBYTE} MB", "count": str(self.per_talk)}


def read() -> Limits:
    """The limits of this process. Raises SettingsRefused."""
    try:
        return Limits()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from None
