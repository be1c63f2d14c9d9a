"""Tables of the console's own: who works there, who is logged in, who tries to be."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import impersonal, table
from bot.storage.tables import Moment, Table


class StaffMember(Table):
    """A member of staff. `name` is typed at the login; phones, units and aliases tell whether a report speaks of them.

    `password` is an Argon2id hash (None: signs on at the province's own door), `totp` the sealed secret (bound to the
    row), `totp_used` the last time step whose code was taken, `version` counts changes of rights.
    """

    __tablename__ = "staff_member"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    full_name: Mapped[str] = mapped_column(Text)
    roles: Mapped[list[str]] = mapped_column(JSON)
    phones: Mapped[list[str]] = mapped_column(JSON)
    units: Mapped[list[str]] = mapped_column(JSON)
    aliases: Mapped[list[str]] = mapped_column(JSON)
    password: Mapped[str | None] = mapped_column(Text)
    must_change: Mapped[bool]
    totp: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_used: Mapped[int] = mapped_column(BigInteger, default=0)
    language: Mapped[str] = mapped_column(String(2), default="vi")
    active: Mapped[bool]
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)


class StaffSession(Table):
    """A login under way. `id` is the SHA-256 of the cookie; `stage` is "code" until the second factor was given."""

    __tablename__ = "staff_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(String(8))
    token: Mapped[str] = mapped_column(String(64))
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment, index=True)
    device: Mapped[str] = mapped_column(String(120))


class LoginTry(Table):
    """A login that failed; `account` and `address` are keyed hashes. Forgotten after an hour."""

    __tablename__ = "login_try"
    __table_args__ = (
        Index("ix_login_try_account_at", "account", "at"),
        Index("ix_login_try_address_at", "address", "at"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment, index=True)


class SavedView(Table):
    """A page with its filter that somebody kept: `query` is what stands behind the question mark."""

    __tablename__ = "saved_view"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff_member.id", ondelete="CASCADE"), index=True)
    page: Mapped[str] = mapped_column(String(120))
    label: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(Text)
    shared: Mapped[bool]
    saved_at: Mapped[datetime] = mapped_column(Moment)


# Of citizens these tables know nothing: a filter that names one is refused where a view is saved.
for _of_staff in (StaffMember, StaffSession, LoginTry, SavedView):
    impersonal(table(_of_staff))
