"""Accounts of staff: made, changed, let in; every change is in the audit, in the transaction that makes it."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from bot.clock import now
from bot.console.login import passwords, second_factor
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.privacy.sealing import Seal
from bot.records.audit import Audit
from bot.storage.database import Database, RowExists
from bot.storage.staff_tables import StaffMember, StaffSession

_STAFF = StaffMember.metadata.tables[StaffMember.__tablename__]
_SESSIONS = StaffSession.metadata.tables[StaffSession.__tablename__]
#: Who acts where the program does by itself, on the command line.
MACHINE = "ansinh"
LONGEST_NAME = 64
_OF_REPORTS = frozenset({Role.HANDLER, Role.CUSTODIAN})


class AccountRefused(ValueError):
    """An account that cannot be made or changed so; `reason` is one word."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Profile:
    """What an administrator sets of an account."""

    full_name: str
    roles: frozenset[Role]
    phones: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Accounts:
    """Reads and writes accounts. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, key: bytes, audit: Audit):
        self._database, self._audit = database, audit
        self._seal = Seal(key, "totp")

    def all(self) -> list[Staff]:
        """Every account, by name."""
        with self._database.looking() as connection:
            return [staff_of(row) for row in connection.execute(select(_STAFF).order_by(_STAFF.c.name)).mappings()]

    def of(self, staff_id: str) -> Staff | None:
        """One account."""
        return self._found(_STAFF.c.id == staff_id)

    def named(self, name: str) -> Staff | None:
        """The account of a login name."""
        return self._found(_STAFF.c.name == name.strip().casefold())

    def create(
        self, name: str, profile: Profile, by: str = MACHINE, *, with_password: bool = True
    ) -> tuple[Staff, str]:
        """A new account, with the password that is to be changed at its first login. Raises AccountRefused."""
        login = name.strip().casefold()
        if not login or len(login) > LONGEST_NAME or not all(char.isalnum() or char in "._-@" for char in login):
            raise AccountRefused("name")
        _check(profile)
        password = passwords.made() if with_password else ""
        row = {
            "id": str(uuid.uuid4()),
            "name": login,
            **_columns(profile),
            "password": passwords.hashed(password) if with_password else None,
            "must_change": with_password,
            "totp_used": 0,
            "language": "vi",
            "active": True,
            "version": 1,
            "created_at": now(),
        }

        def store(connection: Connection) -> None:
            connection.execute(insert(_STAFF), row)

        roles = ", ".join(sorted(profile.roles))
        try:
            self._database.together(
                store, lambda connection: self._audit(connection, by, "staff.make", f"staff/{login}", roles)
            )
        except RowExists:
            raise AccountRefused("taken") from None
        return staff_of(row), password

    def let_in(self, name: str, password: str) -> Staff | None:
        """Whose name and password these are; as slow for a name that does not exist."""
        with self._database.looking() as connection:
            row = (
                connection.execute(select(_STAFF).where(_STAFF.c.name == name.strip().casefold()))
                .mappings()
                .one_or_none()
            )
        fits = passwords.matches(row["password"] if row else None, password)
        return staff_of(row) if row and fits and row["active"] else None

    def set_profile(self, staff: Staff, profile: Profile, by: str) -> None:
        """Change who somebody is and what they may do; their sessions end. Raises AccountRefused."""
        _check(profile)
        self._guard_last(staff, keeps=Role.ADMINISTRATOR in profile.roles)
        roles = ", ".join(sorted(profile.roles))
        self._change(staff, "staff.change", by, roles, ends=staff.roles != profile.roles, **_columns(profile))

    def set_password(self, staff: Staff, password: str, by: str, *, must_change: bool = False) -> None:
        """A new password; all sessions end. Raises PasswordRefused."""
        stored = passwords.hashed(passwords.checked(password, staff.name))
        self._change(staff, "staff.password", by, password=stored, must_change=must_change)

    def reset(self, staff: Staff, by: str, why: str) -> str:
        """For somebody who lost password or telephone: a new first password, and a new second factor at the login."""
        password = passwords.made()
        stored = passwords.hashed(password)
        self._change(staff, "staff.reset", by, why, password=stored, must_change=True, totp=None, totp_used=0)
        return password

    def set_active(self, staff: Staff, by: str, why: str, *, active: bool) -> None:
        """Close or open an account; a closed one's sessions end. Raises AccountRefused for the last administrator."""
        self._guard_last(staff, keeps=active)
        self._change(staff, "staff.open" if active else "staff.close", by, why, active=active)

    def set_language(self, staff: Staff, language: str) -> None:
        """The language of the pages."""
        self._change(staff, None, staff.name, ends=False, language=language)

    def enrol(self, staff: Staff, secret: str, typed: str, moment: datetime) -> bool:
        """Keep the secret of a second factor, once a code of it was typed; an enrolled one is never replaced so."""
        step = second_factor.step_of(secret, typed, moment, 0)
        if step is None:
            return False
        sealed = self._seal.close(secret.encode(), staff.id)
        mine = (_STAFF.c.id == staff.id) & _STAFF.c.totp.is_(None)

        def store(connection: Connection) -> bool:
            return bool(connection.execute(update(_STAFF).where(mine).values(totp=sealed, totp_used=step)).rowcount)

        def note(connection: Connection) -> None:
            self._audit(connection, staff.name, "staff.factor", f"staff/{staff.name}")

        return self._database.together(store, note)

    def takes_code(self, staff: Staff, typed: str, moment: datetime) -> bool:
        """Whether `typed` is the code of now; it is used up by this, also for another login in the same moment."""
        with self._database.looking() as connection:
            found = connection.execute(
                select(_STAFF.c.totp, _STAFF.c.totp_used).where(_STAFF.c.id == staff.id)
            ).one_or_none()
        if found is None or found.totp is None:
            return False
        step = second_factor.step_of(self._seal.open(found.totp, staff.id).decode(), typed, moment, found.totp_used)
        if step is None:
            return False
        fresh = update(_STAFF).where(_STAFF.c.id == staff.id, _STAFF.c.totp_used < step).values(totp_used=step)
        return bool(self._database.together(lambda connection: connection.execute(fresh).rowcount))

    def _found(self, where: Any) -> Staff | None:
        with self._database.looking() as connection:
            row = connection.execute(select(_STAFF).where(where)).mappings().one_or_none()
        return staff_of(row) if row else None

    def _change(
        self, staff: Staff, what: str | None, by: str, why: str = "", *, ends: bool = True, **values: Any
    ) -> None:
        def store(connection: Connection) -> None:
            changed = {**values, "version": _STAFF.c.version + 1}
            connection.execute(update(_STAFF).where(_STAFF.c.id == staff.id).values(changed))
            if ends:
                connection.execute(delete(_SESSIONS).where(_SESSIONS.c.staff_id == staff.id))

        def note(connection: Connection) -> None:
            if what:
                self._audit(connection, by, what, f"staff/{staff.name}", why)

        self._database.together(store, note)

    def _guard_last(self, staff: Staff, *, keeps: bool) -> None:
        administrators = [one for one in self.all() if one.active and Role.ADMINISTRATOR in one.roles]
        if not keeps and [one.id for one in administrators] == [staff.id]:
            raise AccountRefused("last")


def staff_of(row: Mapping[str, Any] | RowMapping) -> Staff:
    """A row of the table as a member of staff."""
    return Staff(
        id=row["id"],
        name=row["name"],
        full_name=row["full_name"],
        roles=frozenset(Role(role) for role in _list(row["roles"])),
        phones=tuple(_list(row["phones"])),
        units=tuple(_list(row["units"])),
        aliases=tuple(_list(row["aliases"])),
        language=row["language"],
        active=row["active"],
        must_change=row["must_change"],
        has_totp=row.get("totp") is not None,
        has_password=row["password"] is not None,
        version=row["version"],
    )


def _list(value: list[str] | str) -> list[str]:
    # A renamed column loses its type on some drivers.
    return json.loads(value) if isinstance(value, str) else value


def _columns(profile: Profile) -> dict[str, Any]:
    return {
        "full_name": profile.full_name.strip(),
        "roles": sorted(profile.roles),
        "phones": list(profile.phones),
        "units": list(profile.units),
        "aliases": list(profile.aliases),
    }


def _check(profile: Profile) -> None:
    if not profile.full_name.strip():
        raise AccountRefused("full_name")
    if not profile.roles:
        raise AccountRefused("roles")
    # Whoever gives rights reads no report: L-15 asks for both hands.
    if Role.ADMINISTRATOR in profile.roles and profile.roles & _OF_REPORTS:
        raise AccountRefused("administrator_and_reports")
