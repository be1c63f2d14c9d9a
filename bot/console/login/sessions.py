"""Logins under way, kept by the server: half an hour without a touch, eight hours in all."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, delete, insert, select, update

from bot.console.login.accounts import staff_of
from bot.console.staff import Staff
from bot.storage.database import Database
from bot.storage.staff_tables import StaffMember, StaffSession

IDLE, ABSOLUTE = timedelta(minutes=30), timedelta(hours=8)
#: A session is written at most so often while it is used.
TOUCHED_EVERY = timedelta(minutes=1)
_BYTES = 32
_DEVICE_CHARS = 120

_SESSIONS = StaffSession.metadata.tables[StaffSession.__tablename__]
_STAFF = StaffMember.metadata.tables[StaffMember.__tablename__]
_OF = "of_"
_FOUND = select(*_SESSIONS.columns, *(column.label(f"{_OF}{column.name}") for column in _STAFF.columns)).join(
    _STAFF, _STAFF.c.id == _SESSIONS.c.staff_id
)


@dataclass(frozen=True, slots=True)
class Login:
    """A session: `token` is what forms must send along, `stage` "code" until the second factor was given, then "in"."""

    id: str
    token: str
    stage: str
    began_at: datetime
    seen_at: datetime
    device: str

    @property
    def is_whole(self) -> bool:
        """Whether both factors were given."""
        return self.stage == "in"


class Sessions:
    """Opens, finds and ends sessions. Raises DatabaseUnavailable."""

    def __init__(self, database: Database):
        self._database = database

    def open(self, staff: Staff, stage: str, moment: datetime, device: str = "") -> str:
        """A new session; gives the value of its cookie, which is kept nowhere."""
        cookie = secrets.token_urlsafe(_BYTES)
        row = {
            "id": _hash(cookie),
            "staff_id": staff.id,
            "stage": stage,
            "token": secrets.token_urlsafe(_BYTES),
            "began_at": moment,
            "seen_at": moment,
            "device": device[:_DEVICE_CHARS],
        }
        self._database.together(lambda connection: connection.execute(insert(_SESSIONS), row))
        return cookie

    def find(self, cookie: str, moment: datetime, *, touches: bool = True) -> tuple[Staff, Login] | None:
        """Whose session it is, unless it is over or its owner may not come in any more. Fails closed on odd clocks.

        `touches`: it was a person who asked, not a page that looks for news by itself.
        """
        with self._database.looking() as connection:
            row = connection.execute(_FOUND.where(_SESSIONS.c.id == _hash(cookie))).mappings().one_or_none()
        if row is None or not row["of_active"]:
            return None
        login = _login(row)
        # A clock that was set back by a little is no reason to throw anybody out; by more, it is.
        if moment < login.seen_at - TOUCHED_EVERY or moment >= min(login.seen_at + IDLE, login.began_at + ABSOLUTE):
            return None
        if touches and moment - login.seen_at > TOUCHED_EVERY:
            self._touch(login.id, moment)
        return staff_of({name.removeprefix(_OF): value for name, value in row.items() if name.startswith(_OF)}), login

    def of(self, staff_id: str) -> list[Login]:
        """The sessions of a member of staff, the latest first."""
        query = select(_SESSIONS).where(_SESSIONS.c.staff_id == staff_id).order_by(_SESSIONS.c.seen_at.desc())
        with self._database.looking() as connection:
            return [_login(row) for row in connection.execute(query).mappings()]

    def end(self, session_id: str, staff_id: str | None = None) -> bool:
        """End one session, by its `Login.id`; with `staff_id` only where it is that person's."""
        query = delete(_SESSIONS).where(_SESSIONS.c.id == session_id)
        if staff_id is not None:
            query = query.where(_SESSIONS.c.staff_id == staff_id)
        return bool(self._database.together(lambda connection: connection.execute(query).rowcount))

    def sweep(self, moment: datetime) -> None:
        """Delete what is over."""
        over = (_SESSIONS.c.seen_at < moment - IDLE) | (_SESSIONS.c.began_at < moment - ABSOLUTE)
        self._database.together(lambda connection: connection.execute(delete(_SESSIONS).where(over)))

    def _touch(self, session_id: str, moment: datetime) -> None:
        query = update(_SESSIONS).where(_SESSIONS.c.id == session_id).values(seen_at=moment)
        self._database.together(lambda connection: connection.execute(query))


def _login(row: RowMapping) -> Login:
    return Login(row["id"], row["token"], row["stage"], row["began_at"], row["seen_at"], row["device"])


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode(errors="replace")).hexdigest()
