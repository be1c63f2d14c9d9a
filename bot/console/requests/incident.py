"""When personal data got out: how long there is to tell the agency, and how many records are in question.

Nothing of it is stored: the address holds what was asked, and the page can be printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from litestar.exceptions import ValidationException
from sqlalchemy import ColumnElement, Select, Table, distinct, func, select

from bot.clock import VIETNAM
from bot.policy.figures import Policy
from bot.storage.case_tables import DataRequest
from bot.storage.database import Database
from bot.storage.file_tables import SentFile
from bot.storage.tables import Conversation, Interaction, Report

#: The figure of the law: hours from the discovery to the notice.
FIGURE = "data_breach_hours"
CHANNELS = ("web", "zalo", "telegram")
_ASKED = DataRequest.metadata.tables[DataRequest.__tablename__]
_TALK = Conversation.metadata.tables[Conversation.__tablename__]
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_FILE = SentFile.metadata.tables[SentFile.__tablename__]
_REPORT = Report.metadata.tables[Report.__tablename__]


@dataclass(frozen=True, slots=True)
class Incident:
    """What is asked: when it was found, which stretch of time and which channel ("" for all) are in question."""

    found_at: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    channel: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Incident":
        """From the address; times are those of Vietnam. Raises ValidationException."""
        channel = given.get("channel", "").strip()
        if channel not in ("", *CHANNELS):
            raise ValidationException(f"channel: allowed are {', '.join(CHANNELS)}")
        read = cls(_moment(given, "found_at"), _moment(given, "since"), _moment(given, "until"), channel)
        if read.since and read.until and read.until <= read.since:
            raise ValidationException("until: after since")
        return read

    def due_at(self, policy: Policy, today: date) -> datetime | None:
        """The end of the time to notify the agency."""
        if self.found_at is None:
            return None
        return self.found_at + timedelta(hours=policy.figure(FIGURE, today).whole())


@dataclass(frozen=True, slots=True)
class Affected:
    """How many are in question. Files and reports lie by the day; reports name no channel and are counted over all."""

    conversations: int
    turns: int
    files: int
    requests: int
    reports: int


def affected(database: Database, incident: Incident) -> Affected | None:
    """Counted; None where the stretch of time is not named. Raises DatabaseUnavailable."""
    if incident.since is None or incident.until is None:
        return None
    since, until = incident.since, incident.until
    days = since.astimezone(VIETNAM).date(), until.astimezone(VIETNAM).date()
    turns: ColumnElement[bool] = _TURN.c.accepted_at.between(since, until)
    if incident.channel:
        turns &= _TURN.c.channel == incident.channel
    with database.looking() as connection:
        return Affected(
            conversations=connection.scalar(select(func.count(distinct(_TURN.c.conversation_id))).where(turns)) or 0,
            turns=connection.scalar(select(func.count()).select_from(_TURN).where(turns)) or 0,
            files=connection.scalar(_of_channel(_FILE.c.received_at.between(since, until), _FILE, incident)) or 0,
            requests=connection.scalar(_of_channel(_ASKED.c.asked_at.between(since, until), _ASKED, incident)) or 0,
            reports=connection.scalar(
                select(func.count()).select_from(_REPORT).where(_REPORT.c.received_on.between(*days))
            )
            or 0,
        )


def _of_channel(when: ColumnElement[bool], table: Table, incident: Incident) -> Select[Any]:
    counted = select(func.count()).select_from(table).where(when)
    if not incident.channel:
        return counted
    talks = select(_TALK.c.id).where(_TALK.c.channel == incident.channel)
    return counted.where(table.c.conversation_id.in_(talks))


def _moment(given: Mapping[str, str], name: str) -> datetime | None:
    typed = given.get(name, "").strip()
    try:
        moment = datetime.fromisoformat(typed) if typed else None
        # A year at the edge of the calendar has no time in another zone.
        return moment.replace(tzinfo=VIETNAM).astimezone(UTC) if moment else None
    except (ValueError, OverflowError) as error:
        raise ValidationException(f"{name}: a time is written like 2026-11-05T14:30") from error
