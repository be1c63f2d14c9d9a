"""Tables of the files that citizens sent and of the notices to staff."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, LargeBinary, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import deleted, impersonal, table
from bot.storage.tables import Moment, Table

#: SQLite numbers rows as they come; by that number a report's file would have its time of day.
_NO_ROWID = {"sqlite_with_rowid": False}

#: A file belongs to a talk or to a report, never to both: of a report's file nothing leads back to its sender.
_ONE_OWNER = (
    "(report_id IS NULL AND conversation_id IS NOT NULL AND event_key IS NOT NULL AND received_at IS NOT NULL) OR "
    "(report_id IS NOT NULL AND conversation_id IS NULL AND event_key IS NULL AND received_at IS NULL)"
)


class SentFile(Table):
    """A file that a citizen sent.

    `facts` (name, sizes, SHA-256) and `thumbnail` are sealed, bound to this row; `event_key` is a keyed hash of the
    event that brought it. Moving it to a report makes a new row, sealed anew: no value is the same before and after.
    """

    __tablename__ = "sent_file"
    __table_args__ = (CheckConstraint(_ONE_OWNER, name="one_owner"), _NO_ROWID)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    event_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    report_id: Mapped[str | None] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    received_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    received_on: Mapped[date] = mapped_column(Date)
    #: Its number within the report, 0 before.
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(16))
    facts: Mapped[bytes] = mapped_column(LargeBinary)
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary)


class SentFileContent(Table):
    """The sealed content of a file; apart from its row, so that lists never read it."""

    __tablename__ = "sent_file_content"
    __table_args__ = _NO_ROWID

    file_id: Mapped[str] = mapped_column(ForeignKey("sent_file.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Notice(Table):
    """One thing that staff of a role are to be told by e-mail: a number and a date, never words of a report.

    `occasion` tells apart what may come back: the deadline, the day of a trouble. `next_at` is when it may be tried;
    while a mail is under way it lies ahead, which keeps other workers off. `mail` names the mail that told it,
    `trouble` why the last try failed.
    """

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("role", "kind", "number", "occasion"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(32))
    occasion: Mapped[str] = mapped_column(String(10), default="")
    due_on: Mapped[date | None] = mapped_column(Date)
    queued_at: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(Moment, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    mail: Mapped[str | None] = mapped_column(String(36))
    trouble: Mapped[str | None] = mapped_column(Text)


_FILE, _CONTENT = table(SentFile), table(SentFileContent)
# What moved to a report belongs to no person any more: it is deleted with its report.
deleted(
    _CONTENT,
    lambda person: _CONTENT.c.file_id.in_(select(_FILE.c.id).where(_FILE.c.conversation_id == person.conversation)),
)
deleted(_FILE, lambda person: _FILE.c.conversation_id == person.conversation)
impersonal(table(Notice))
