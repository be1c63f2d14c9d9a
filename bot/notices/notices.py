"""Notices wait in the database until an e-mail has told them; many of a kind make one e-mail."""

import re
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from bot.clock import now, today
from bot.notices.letter import Kind, Letters, Told
from bot.notices.mail import MailFailed
from bot.notices.settings import MailSettings, Role
from bot.storage.database import Database, RowExists
from bot.storage.file_tables import Notice

#: What a notice may name: no room for words of a report.
NUMBER = re.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
#: How long a worker has for one e-mail before another may try.
CLAIM = timedelta(minutes=5)
#: Between two tries: doubled each time, up to the longest.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
#: How long a notice is kept after it was told.
KEPT = timedelta(days=90)


class Sender(Protocol):
    """Sends one e-mail or raises MailFailed."""

    def send(self, to: Sequence[str], subject: str, text: str, mail_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class _Claimed:
    role: Role
    kind: Kind
    mail_id: str
    attempts: int
    told: Sequence[Told]


class Notices:
    """Queues what staff are to be told and sends it. Each notice is told at least once."""

    def __init__(self, database: Database, settings: MailSettings, letters: Letters, sender: Sender):
        self._database, self._settings, self._letters, self._sender = database, settings, letters, sender

    def queue(self, role: Role, kind: Kind, number: str, due_on: date | None = None) -> None:
        """Tell a role of a case by its number, or of a part of the system by its name.

        The same is told once: a case once, a deadline once, a trouble once a day. Nothing where the role has no
        mailbox. Raises ValueError for a number that is none: no other words may enter here.
        """
        if not NUMBER.fullmatch(number):
            raise ValueError("a notice names a number, nothing else")
        if not self._settings.mailboxes(role):
            return
        at = now()
        row = Notice(
            id=str(uuid.uuid4()),
            role=role,
            kind=kind,
            number=number,
            occasion=_occasion(kind, due_on),
            due_on=due_on,
            queued_at=at,
            next_at=at,
        )
        with suppress(RowExists), self._database.session() as session:
            session.add(row)

    def send_due(self, at: datetime) -> int:
        """Send what is due at a moment, at most one e-mail a role and kind; gives how many went out."""
        at = at.astimezone(UTC)
        waiting = select(Notice.role, Notice.kind).where(Notice.sent_at.is_(None), Notice.next_at <= at).distinct()
        with self._database.reading() as session:
            due = sorted((row.role, row.kind) for row in session.execute(waiting))
        return sum(self._send_one(Role(role), Kind(kind), at) for role, kind in due)

    def trouble(self) -> str | None:
        """Why the e-mail that fails longest fails, for /health and the console; None while all goes well."""
        asked = select(Notice.trouble).where(Notice.sent_at.is_(None), Notice.trouble.is_not(None))
        with self._database.reading() as session:
            return session.scalar(asked.order_by(Notice.queued_at).limit(1))

    def sweep(self, at: datetime) -> None:
        """Delete notices that were told long ago."""
        with self._database.session() as session:
            session.execute(delete(Notice).where(Notice.sent_at < at.astimezone(UTC) - KEPT))

    def _send_one(self, role: Role, kind: Kind, at: datetime) -> int:
        if not self._settings.mailboxes(role):
            return 0
        with self._database.session() as session:
            claimed = self._claim(session, role, kind, at)
        if claimed is None:
            return 0
        subject, text = self._letters.write(kind, claimed.told)
        try:
            self._sender.send(self._settings.mailboxes(role), subject, text, claimed.mail_id)
        except MailFailed as failed:
            self._failed(claimed, at, str(failed))
            return 0
        self._sent(claimed, at)
        return 1

    def _claim(self, session: Session, role: Role, kind: Kind, at: datetime) -> _Claimed | None:
        """Take all that waits of a kind, unless an e-mail of it is under way or went out a little ago."""
        of_kind = (Notice.role == role, Notice.kind == kind)
        under_way = Notice.sent_at.is_(None) & (Notice.attempts > 0) & (Notice.next_at > at)
        lately = Notice.sent_at > at - timedelta(minutes=self._settings.apart_minutes)
        if session.scalar(select(exists().where(*of_kind, under_way | lately))):
            return None
        mail_id = str(uuid.uuid4())
        rows = session.execute(
            update(Notice)
            .where(*of_kind, Notice.sent_at.is_(None), Notice.next_at <= at)
            .values(next_at=at + CLAIM, attempts=Notice.attempts + 1, mail=mail_id)
            .returning(Notice.number, Notice.due_on, Notice.attempts, Notice.queued_at)
            .execution_options(synchronize_session=False)
        ).all()
        if not rows:
            return None
        told = [Told(row.number, row.due_on) for row in sorted(rows, key=lambda row: (row.queued_at, row.number))]
        return _Claimed(role, kind, mail_id, max(row.attempts for row in rows), told)

    def _sent(self, claimed: _Claimed, at: datetime) -> None:
        with self._database.session() as session:
            session.execute(update(Notice).where(Notice.mail == claimed.mail_id).values(sent_at=at, trouble=None))

    def _failed(self, claimed: _Claimed, at: datetime, trouble: str) -> None:
        pause = min(FIRST_PAUSE * 2 ** min(claimed.attempts - 1, 10), LONGEST_PAUSE)
        with self._database.session() as session:
            session.execute(
                update(Notice).where(Notice.mail == claimed.mail_id).values(next_at=at + pause, trouble=trouble)
            )


def _occasion(kind: Kind, due_on: date | None) -> str:
    """What makes the same thing worth telling again."""
    if kind is Kind.TROUBLE:
        return today().isoformat()
    return due_on.isoformat() if due_on and kind in {Kind.DUE_SOON, Kind.OVERDUE} else ""
