"""The files that citizens sent: sealed with their talk for a day, or with their report, from which none leads back."""

import hashlib
import unicodedata
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy.orm import Session

from bot.clock import VIETNAM, now
from bot.evidence.envelope import Envelope, Facts, Kept
from bot.evidence.kinds import kind_of
from bot.evidence.limits import Limits
from bot.evidence.move import Move
from bot.evidence.pictures import Drawn, Redrawing
from bot.evidence.refusal import FileRefused, Refusal
from bot.privacy.masking import mask
from bot.storage.database import Database, RowExists
from bot.storage.file_tables import SentFile, SentFileContent

#: Characters of a name that are kept.
LONGEST_NAME = 120


class NoSuchFile(LookupError):
    """There is no such file, or not any more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its content. Serve it as a download, never inside a page of ours."""

    kept: Kept
    content: bytes


class Files:
    """Takes files in, gives them out, moves them to their report and forgets them.

    Who reads a file of a report leaves a row of audit: that is the caller's duty, as with the report itself.
    """

    def __init__(
        self,
        database: Database,
        key: bytes,
        limits: Limits,
        redrawing: Redrawing | None = None,
        clock: Callable[[], datetime] = now,
    ):
        self._database, self.limits, self._clock = database, limits, clock
        self._envelope = Envelope(key)
        self._redrawing = redrawing or Redrawing()
        self._move = Move(self._envelope)

    def keep(self, event_key: str, conversation_id: str, name: str | None, content: bytes) -> Kept:
        """Keep a file of a talk; the same `event_key` again gives what is kept already.

        `event_key` names one file of one event (event id and place in it). A picture is drawn anew, everything else
        kept as it is and never opened. Takes a second; raises FileRefused, DatabaseUnavailable.
        """
        known = self.of_turns([event_key]).get(event_key)
        if known:
            return known
        if len(content) > self.limits.largest:
            raise FileRefused(Refusal.TOO_LARGE)
        count, size = self._waiting(conversation_id)
        if count >= self.limits.per_talk or size + len(content) > self.limits.talk_largest:
            raise FileRefused(Refusal.TOO_MANY)
        return self._store(event_key, conversation_id, name, content)

    def of_turns(self, event_keys: Sequence[str]) -> Mapping[str, Kept]:
        """The files of these events that still belong to a talk, by event key."""
        stored = {self._envelope.event(key): key for key in event_keys}
        with self._database.reading() as session:
            rows = session.scalars(select(SentFile).where(SentFile.event_key.in_(stored))).all()
        return {stored[str(row.event_key)]: self._envelope.kept(row) for row in rows}

    def of_report(self, report_id: str) -> Sequence[Kept]:
        """The files of a report, in the order in which they came."""
        asked = select(SentFile).where(SentFile.report_id == report_id).order_by(SentFile.position)
        with self._database.reading() as session:
            return [self._envelope.kept(row) for row in session.scalars(asked)]

    def open(self, file_id: str) -> Opened:
        """A file whole. Raises NoSuchFile, SealBroken."""
        with self._database.reading() as session:
            row, content = session.get(SentFile, file_id), session.get(SentFileContent, file_id)
        if row is None or content is None:
            raise NoSuchFile(file_id)
        return Opened(self._envelope.kept(row), self._envelope.open(content.sealed, file_id, "content"))

    def thumbnail(self, file_id: str) -> bytes | None:
        """A JPEG too blurred to read, for lists; None for what is no picture. Raises NoSuchFile, SealBroken."""
        with self._database.reading() as session:
            row = session.get(SentFile, file_id)
        if row is None:
            raise NoSuchFile(file_id)
        return self._envelope.open(row.thumbnail, file_id, "thumbnail") if row.thumbnail else None

    def move_to_report(self, conversation_id: str, since: datetime, report_id: str) -> int:
        """Give the talk's files since a moment to its report, in a transaction of their own; gives their number."""
        with self._database.session() as session:
            return self._move(session.connection(), conversation_id, since, report_id)

    def move_within(self, connection: Connection, conversation_id: str, since: datetime, report_id: str) -> int:
        """The same within the transaction that stores the report; bears being done anew."""
        return self._move(connection, conversation_id, since, report_id)

    def forget(self, conversation_id: str) -> int:
        """Delete what waits in a talk; gives the number. What moved to a report cannot be found from a talk."""
        return self._delete(SentFile.conversation_id == conversation_id)

    def sweep(self, at: datetime) -> int:
        """Delete files whose report never came; gives their number. To be called every hour or so."""
        before = at - timedelta(hours=self.limits.wait_hours)
        return self._delete(SentFile.received_at.is_not(None), SentFile.received_at < before)

    def _delete(self, *which: ColumnElement[bool]) -> int:
        with self._database.session() as session:
            ids = session.scalars(select(SentFile.id).where(*which)).all()
            session.execute(delete(SentFileContent).where(SentFileContent.file_id.in_(ids)))
            session.execute(delete(SentFile).where(SentFile.id.in_(ids)))
        return len(ids)

    def _waiting(self, conversation_id: str) -> tuple[int, int]:
        """How many files of a talk wait for their report, and their bytes as stored."""
        sealed = SentFileContent.sealed
        asked = select(func.count(), func.coalesce(func.sum(func.length(sealed)), 0)).join(SentFile)
        with self._database.reading() as session:
            count, size = session.execute(asked.where(SentFile.conversation_id == conversation_id)).one()
        return int(count), int(size)

    def _store(self, event_key: str, conversation_id: str, name: str | None, content: bytes) -> Kept:
        kind = kind_of(content)
        if kind is None:
            raise FileRefused(Refusal.UNKNOWN_TYPE)
        facts = Facts(safe_name(name), len(content), _digest(content), _digest(content))
        drawn = self._redrawing.draw(content, kind, self.limits.pixels) if kind.is_picture else None
        if drawn:
            kind, content, facts = drawn.kind, drawn.content, _of_drawn(facts, drawn)
        at = self._clock()
        file_id = str(uuid.uuid4())
        seal = self._envelope.close
        row = SentFile(
            id=file_id,
            event_key=self._envelope.event(event_key),
            conversation_id=conversation_id,
            received_at=at,
            received_on=at.astimezone(VIETNAM).date(),
            position=0,
            kind=kind,
            facts=self._envelope.close_facts(facts, file_id),
            thumbnail=seal(drawn.thumbnail, file_id, "thumbnail") if drawn else None,
        )
        return self._stored(event_key, row, seal(content, file_id, "content"))

    def _stored(self, event_key: str, row: SentFile, sealed: bytes) -> Kept:
        kept = self._envelope.kept(row)
        try:
            with self._database.session() as session:
                _add(session, row, sealed)
        except RowExists:
            # Another worker kept the same event first; or the talk was erased meanwhile, and then it stays so.
            first = self.of_turns([event_key]).get(event_key)
            if first is None:
                raise
            return first
        return kept


def safe_name(name: str | None) -> str | None:
    """A name without folders, control characters and numbers of persons, short; None where nothing is left."""
    base = (name or "").replace("\\", "/").rpartition("/")[2]
    seen = "".join(char for char in base if unicodedata.category(char)[0] not in "CZ" or char == " ")
    masked = mask(seen).text.strip(" .")
    return masked[:LONGEST_NAME] or None


def _add(session: Session, row: SentFile, sealed: bytes) -> None:
    session.add(row)
    session.flush()
    session.add(SentFileContent(file_id=row.id, sealed=sealed))


def _of_drawn(facts: Facts, drawn: Drawn) -> Facts:
    return replace(
        facts,
        size=len(drawn.content),
        sha256_kept=_digest(drawn.content),
        width=drawn.width,
        height=drawn.height,
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
