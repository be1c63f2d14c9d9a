"""The sealed link of a case opened by two persons: what waits, what was decided, what may be looked at and how long."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cases.links import Links
from bot.cases.reading import CaseUnknown, Reading
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.privacy.masking import mask
from bot.storage.case_tables import CaseFile, CaseOpening
from bot.storage.database import Database
from bot.storage.tables import Conversation

_MOST = 200


class OwnOpening(PermissionError):
    """Who asks cannot allow."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One request to open a link; `until` while it was allowed."""

    id: str
    number: int
    asked_by: str
    asked_at: datetime
    why: str
    decided_by: str | None
    decided_at: datetime | None
    decided_why: str | None
    allowed: bool | None
    until: datetime | None

    def state(self, moment: datetime) -> str:
        """waits, refused, open or over."""
        if self.allowed is None:
            return "waits"
        if not self.allowed or self.until is None:
            return "refused"
        return "open" if moment < self.until else "over"


@dataclass(frozen=True, slots=True)
class Looked:
    """What an opening shows: the conversation of the author and its channel, until when."""

    opening: Opening
    conversation: str
    channel: str
    until: datetime


class Openings:
    """Asks, decides and looks by way of `bot.cases.links`, which notes every step. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, links: Links, reading: Reading):
        self._database, self._links, self._reading = database, links, reading

    def of(self, staff: Staff) -> list[Opening]:
        """What `staff` asked for; a custodian sees the others' too, but for cases that are on the custodian."""
        wanted = (
            select(CaseOpening, CaseFile.number)
            .join(CaseFile, CaseFile.report_id == CaseOpening.report_id)
            .order_by(CaseOpening.asked_at.desc(), CaseOpening.id)
            .limit(_MOST)
        )
        if Role.CUSTODIAN not in staff.roles:
            wanted = wanted.where(CaseOpening.asked_by == staff.name)
        with self._database.reading() as session:
            rows = session.execute(wanted).all()
            return [_opening(row, number) for row, number in rows if self._may_know(session, staff, row.report_id)]

    def ask(self, staff: Staff, number: int, why: str, moment: datetime) -> str:
        """Ask for an opening; gives its id. Raises CaseUnknown, ReasonMissing, OpeningRefused."""
        with self._database.reading() as session:
            self._reading.found(session, staff.officer, number)
        return self._links.ask(staff.officer, number, mask(why).text, moment)

    def decide(self, staff: Staff, opening_id: str, why: str, moment: datetime, *, allowed: bool) -> None:
        """Allow or refuse. Raises CaseUnknown, OwnOpening, OpeningRefused, ReasonMissing."""
        opening = self._found(staff, opening_id)
        if opening.asked_by == staff.name:
            raise OwnOpening("who asks cannot allow: it takes another person")
        self._links.decide(staff.officer, opening_id, allowed, mask(why).text, moment)

    def look(self, staff: Staff, opening_id: str, moment: datetime) -> Looked:
        """What is behind an opening, for the one who asked, while it holds. Raises CaseUnknown, OpeningRefused."""
        opening = self._found(staff, opening_id)
        if opening.asked_by != staff.name:
            raise CaseUnknown("no such opening of this account")
        conversation = self._links.look(staff.officer, opening_id, moment)
        with self._database.reading() as session:
            found = session.get(Conversation, conversation)
        return Looked(opening, conversation, found.channel if found else "", opening.until or moment)

    def _found(self, staff: Staff, opening_id: str) -> Opening:
        with self._database.reading() as session:
            row = session.get(CaseOpening, opening_id)
            if row is None or not self._may_know(session, staff, row.report_id):
                raise CaseUnknown("no such opening")
            number = session.get_one(CaseFile, row.report_id).number
        return _opening(row, number)

    def _may_know(self, session: Session, staff: Staff, report_id: str) -> bool:
        return not self._reading.is_on_report(session, staff.officer, report_id)


def _opening(row: CaseOpening, number: int) -> Opening:
    return Opening(
        row.id,
        number,
        row.asked_by,
        row.asked_at,
        row.why,
        row.decided_by,
        row.decided_at,
        row.decided_why,
        row.allowed,
        row.until,
    )
