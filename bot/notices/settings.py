"""Settings of e-mails to staff (prefix `ANSINH_MAIL_`); without a host they are off."""

import re
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import SettingsRefused, refusal

PREFIX = "ANSINH_MAIL_"
_MAILBOX = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


class Role(StrEnum):
    """Who is told."""

    HANDLER = "handler"
    MANAGER = "manager"
    ADMIN = "admin"


class MailSettings(BaseSettings):
    """One SMTP server of the agency and the mailboxes of each role."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    host: str = Field("", description="SMTP server; left out: no e-mail is sent")
    port: int = Field(587, ge=1, le=65535, description="587 with starttls, 465 with ssl as a rule")
    security: Literal["starttls", "ssl", "none"] = Field("starttls", description="none only for a loopback address")
    user: str = Field("", description="left out: no login")
    password: SecretStr = Field(SecretStr(""), description="of the user")
    sender: str = Field("", description="address the e-mails come from")
    handlers: str = Field("", description="mailboxes of those who handle reports, comma between")
    managers: str = Field("", description="mailboxes of managers, comma between")
    admins: str = Field("", description="mailboxes of those who look after the system, comma between")
    apart_minutes: float = Field(5.0, ge=1, le=1440, description="minutes between two e-mails of a kind to a role")
    timeout: float = Field(20.0, gt=0, le=120, description="seconds to wait for the server")
    ca_file: Path | None = Field(None, description="certificate of the agency's own authority, where it has one")

    @field_validator("sender", "handlers", "managers", "admins")
    @classmethod
    def _mailboxes(cls, given: str) -> str:
        if not all(_MAILBOX.fullmatch(one) for one in _listed(given)):
            raise ValueError("must hold addresses such as an.sinh@example.gov.vn, comma between")
        return given

    def mailboxes(self, role: Role) -> tuple[str, ...]:
        """Where a role is written to; none: nobody is told."""
        given = {Role.HANDLER: self.handlers, Role.MANAGER: self.managers, Role.ADMIN: self.admins}
        return _listed(given[role])


def read() -> MailSettings | None:
    """The settings of this process, None where e-mail is off. Raises SettingsRefused."""
    try:
        settings = MailSettings()
    except ValidationError as error:
        raise SettingsRefused(refusal(PREFIX, error)) from None
    if not settings.host:
        return None
    for fault in _faults(settings):
        raise SettingsRefused(fault)
    return settings


def _faults(settings: MailSettings) -> list[str]:
    found = []
    if settings.security == "none" and not _is_here(settings.host):
        found.append(f"{PREFIX}SECURITY=none is refused for another machine: use starttls or ssl")
    if len(_listed(settings.sender)) != 1:
        found.append(f"{PREFIX}HOST switches e-mail on, but {PREFIX}SENDER is not one address")
    if not any(settings.mailboxes(role) for role in Role):
        found.append(f"{PREFIX}HOST switches e-mail on, but nobody is named in {PREFIX}HANDLERS, _MANAGERS or _ADMINS")
    if bool(settings.user) != bool(settings.password.get_secret_value()):
        found.append(f"{PREFIX}USER and {PREFIX}PASSWORD belong together")
    if settings.ca_file and not settings.ca_file.is_file():
        found.append(f"{PREFIX}CA_FILE is no file")
    return found


def _listed(given: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in given.split(",") if one.strip())


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
