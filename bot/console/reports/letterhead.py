"""Who hands reports over, as their letters name it (settings, prefix `ANSINH_LETTER_`); the form may say otherwise."""

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import SettingsRefused, refusal

PREFIX = "ANSINH_LETTER_"


class Letterhead(BaseSettings):
    """What stands in every letter of one agency; what is empty is asked for in the form."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    agency: str = Field("", max_length=200, description="the agency that hands over")
    parent: str = Field("", max_length=200, description="the agency above it")
    place: str = Field("", max_length=80, description="the place before the day")
    sign: str = Field("", max_length=40, description="what ends the number: the signs of agency and unit")
    archive: str = Field("", max_length=80, description="whom the copy goes to")
    province: str = Field("", max_length=40, description="the province of its addressees, as in provinces.toml")


def read() -> Letterhead:
    """The letterhead of this process. Raises SettingsRefused."""
    try:
        return Letterhead()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from None
