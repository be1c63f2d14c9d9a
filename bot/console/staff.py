"""A member of staff, as pages and services know one."""

from dataclasses import dataclass

from bot.cases.officer import Officer
from bot.console.roles import Role


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is logged in. `name` is the login name and what stands in the audit."""

    id: str
    name: str
    full_name: str
    roles: frozenset[Role]
    phones: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    language: str = "vi"
    active: bool = True
    must_change: bool = False
    has_totp: bool = False
    has_password: bool = True
    version: int = 0

    @property
    def officer(self) -> Officer:
        """The same person for the rooms of cases."""
        return Officer(self.name, self.full_name, self.phones, self.units, self.aliases)

    def is_any(self, roles: frozenset[Role]) -> bool:
        """Whether one of the member's roles is among `roles`."""
        return not self.roles.isdisjoint(roles)
