"""What of each kind of record is over on a day, found in the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from bot.clock import VIETNAM
from bot.outcomes import ANSWERS
from bot.privacy.retention import Schedule, Way
from bot.records.chain import of_conversation, of_report
from bot.records.holds import Standing
from bot.storage.case_tables import CaseFile, DataRequest
from bot.storage.database import Database
from bot.storage.personal import ERASED, table
from bot.storage.queue_tables import OutboxMessage
from bot.storage.tables import Conversation, Interaction, Report

_TALK, _TURN, _OUT = table(Conversation), table(Interaction), table(OutboxMessage)
_REPORT, _CASE, _REQUEST = table(Report), table(CaseFile), table(DataRequest)
#: States of a message that nobody will send again.
DELIVERED = ("sent", "confirmed", "dead")
#: States of a request of a citizen that is not over: what it asks for must be there.
_OPEN_REQUESTS = ("received", "answered")
_ASKED = select(_REQUEST.c.conversation_id).where(
    _REQUEST.c.state.in_(_OPEN_REQUESTS), _REQUEST.c.conversation_id.is_not(None)
)


@dataclass(frozen=True, slots=True)
class Over:
    """What of one kind is over: rows (or files) that go, and how many stay because they are held."""

    kind: str
    way: Way
    what: str
    before: date
    going: tuple[str, ...]
    held: int


class Looking:
    """Finds what is over on `day`. `logs` is the folder of logs."""

    def __init__(self, schedule: Schedule, logs: Path, day: date):
        self._schedule, self._logs, self._day = schedule, logs, day
        self._standing = Standing()

    def all(self, database: Database) -> Iterator[Over]:
        """Every kind that a purge ends, in the order of the schedule. Raises DatabaseUnavailable."""
        for name, kept in self._schedule.items():
            if kept.way in {Way.ERASE, Way.REPORT, Way.DELETE}:
                with database.looking() as connection:
                    yield self._over(name, self._rows(connection, name), self._held(connection))
            elif kept.way is Way.FILE:
                yield self._over(name, _files(self._logs, kept.over_before(self._day)), frozenset())

    def is_over(self, connection: Connection, name: str, row: str) -> bool:
        """Whether one row still goes, in the transaction that is about to end it: it may have been held meanwhile."""
        held = self._held(connection)
        return any(holder not in held for _, holder in self._rows(connection, name, row))

    def _over(self, name: str, rows: list[tuple[str, str]], held: frozenset[str]) -> Over:
        kept = self._schedule[name]
        going = tuple(row for row, holder in rows if holder not in held)
        return Over(name, kept.way, kept.what, kept.over_before(self._day), going, len(rows) - len(going))

    def _rows(self, connection: Connection, name: str, only: str | None = None) -> list[tuple[str, str]]:
        """Ids that are over, each with the holder that a hold would name."""
        kept = self._schedule[name]
        before = kept.over_before(self._day)
        match kept.way:
            case Way.ERASE:
                talks = connection.scalars(_talks(name, _moment(before), only))
                return [(row, of_conversation(row)) for row in talks]
            case Way.REPORT:
                reports = connection.execute(_reports(before, only))
                return [(row.id, of_report(row.id)) for row in reports if row.content]
            case _:
                rows = connection.execute(_delivered(_moment(before)))
                return [(str(row.id), of_conversation(row.of)) for row in rows]

    def _held(self, connection: Connection) -> frozenset[str]:
        """Holders under a legal hold, and talks whose citizen waits for an answer about their own data."""
        asked = connection.scalars(_ASKED)
        return self._standing.now(connection) | {of_conversation(one) for one in asked}


def _talks(name: str, before: datetime, only: str | None) -> Select[Any]:
    """Talks whose last turn is older, those with advice or those without."""
    advised = func.max(case((_TURN.c.outcome.in_([str(one) for one in ANSWERS]), 1), else_=0))
    query = select(_TALK.c.id).outerjoin(_TURN, _TURN.c.conversation_id == _TALK.c.id)
    return (
        query.where(_TALK.c.citizen != ERASED + _TALK.c.id, *([_TALK.c.id == only] if only else []))
        .group_by(_TALK.c.id, _TALK.c.started_at)
        .having(func.coalesce(func.max(_TURN.c.accepted_at), _TALK.c.started_at) < before)
        .having(advised == (1 if name == "advice" else 0))
        .order_by(_TALK.c.id)
    )


def _reports(before: date, only: str | None) -> Select[Any]:
    return (
        select(_REPORT.c.id, _REPORT.c.content)
        .join(_CASE, _CASE.c.report_id == _REPORT.c.id)
        .where(_CASE.c.state == "closed", _CASE.c.since < before, *([_REPORT.c.id == only] if only else []))
        .order_by(_REPORT.c.id)
    )


def _delivered(before: datetime) -> Select[Any]:
    return (
        select(_OUT.c.id, _OUT.c.conversation_id.label("of"))
        .where(_OUT.c.state.in_(DELIVERED), _OUT.c.created_at < before)
        .order_by(_OUT.c.id)
    )


def _files(folder: Path, before: date) -> list[tuple[str, str]]:
    limit = _moment(before).timestamp()
    found = sorted(file for file in folder.rglob("*") if file.is_file() and file.stat().st_mtime < limit)
    return [(str(file), "") for file in found]


def _moment(day: date) -> datetime:
    """When a day begins in Vietnam."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)
