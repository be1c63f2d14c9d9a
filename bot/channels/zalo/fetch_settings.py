"""Where files of Zalo may be fetched from (settings, prefix `ANSINH_ZALO_FETCH_`)."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.channels.zalo.place import Place, place_here, place_of
from bot.settings import SettingsRefused, refusal

PREFIX = "ANSINH_ZALO_FETCH_"
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


class FetchSettings(BaseSettings):
    """The hosts of Zalo's files, and the emulator's, where one is used."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    hosts: str = Field("zdn.vn,zadn.vn", description="domains whose subdomains hold files, comma between")
    emulator: str = Field("", description="http://127.0.0.1:PORT of an emulator; left out: nothing on this machine")

    @field_validator("hosts")
    @classmethod
    def _domains(cls, hosts: str) -> str:
        for one in hosts.split(","):
            if not _DOMAIN.fullmatch(one.strip()):
                raise ValueError("must be domains such as zdn.vn, comma between, without * and without https://")
        return hosts

    @field_validator("emulator")
    @classmethod
    def _on_this_machine(cls, origin: str) -> str:
        if not origin:
            return origin
        parts = urlsplit(origin)
        try:
            here = ip_address(parts.hostname or "").is_loopback and parts.port is not None
        except ValueError:
            here = False
        if not here or origin != f"http://{parts.netloc}" or "@" in parts.netloc:
            raise ValueError("must be http://, a loopback address and a port, nothing behind")
        return origin

    def place(self, reference: str) -> Place | None:
        """The place that an event's address means, None where nothing is fetched from."""
        hosts = [one.strip() for one in self.hosts.split(",")]
        return place_here(reference, self.emulator) or place_of(reference, hosts)


def read() -> FetchSettings:
    """The settings of this process. Raises SettingsRefused."""
    try:
        return FetchSettings()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from None
